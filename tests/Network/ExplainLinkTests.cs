using Ichor.Config;
using Ichor.Netlink;
using Ichor.Network.Names;
using Ichor.Network.Offline;

namespace Ichor.Network.Tests;

public class ExplainLinkTests
{
    private const string Machine = """
        links:
          - { name: lo }
          - { name: enp0s3, index: 2, formerNames: [eth0], alias: uplink, altNames: [enx525400123456], hardwareAddr: "52:54:00:12:34:56" }
          - { name: br-foreign, index: 3, kind: bridge }
        """;

    private static readonly GivenName Given = new(LinkName.Parse("eth0"),
        new NameReport("eth0", "enp0s3", "path", "first usable name, by path", ["enx525400123456"],
        [
            new(NameSource.Onboard, null, Taken: false, "the firmware gives no usable index"),
            new(NameSource.Path, "enp0s3", Taken: true, "the first usable name"),
            new(NameSource.Mac, "enx525400123456", Taken: false, "enp0s3 comes first"),
        ], null, null),
        NamingScheme.Find("v252")!, "installation");

    private static Explained? Explained(string id, GivenName? given = null)
    {
        var observed = ObservedFile.Load("observed.yaml", Machine).File!.Observed;
        var plan = Planner.Plan(new Inputs { CommandLine = CommandLine.Parse("ip=enp0s3:dhcp") }, observed);
        return Explain.Link(plan, plan.Conditions, observed, index => index == 2 ? given ?? Given : null, id);
    }

    [Theory]
    [InlineData("enp0s3")]
    [InlineData("uplink")]
    [InlineData("enx525400123456")]
    [InlineData("eth0")]
    public void A_link_is_found_by_any_name_that_it_has_or_had_and_says_how_it_came_by_its_name(string id) => Assert.Equal("""
        link enp0s3: applied
          wins  name enp0s3   default (path: the first usable name)
          loses name -   default (onboard: the firmware gives no usable index)
          loses name enx525400123456   default (mac: enp0s3 comes first)
          wins  kernelName eth0   default (kernel)
          wins  namingScheme v252   default (installation)
          wins  altName enx525400123456   default (kernel)
          wins  alias uplink   default (kernel)
          wins  formerName eth0   default (no longer in use)
          wins  state up   cmdline (cmdline ip=enp0s3:dhcp)

        """, Explained(id)!.ToString());

    [Fact]
    public void A_link_that_keeps_its_name_says_why()
    {
        var kept = Given with
        {
            Report = Given.Report with
            {
                Policy = "none",
                Reason = "names are those of the kernel (net.ifnames=0)",
                Candidates = [new(NameSource.Path, "enp0s3", Taken: false, "names are those of the kernel (net.ifnames=0)")],
            },
            SchemeOrigin = "cmdline",
        };

        var text = Explained("eth0", kept)!.ToString();

        Assert.Contains("wins  name enp0s3   default (none: names are those of the kernel (net.ifnames=0))", text, StringComparison.Ordinal);
        Assert.Contains("wins  namingScheme v252   cmdline (cmdline)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_nobody_wishes_for_is_explained_as_well() =>
        Assert.Equal("link br-foreign: wished by nobody\n", Explained("br-foreign")!.ToString());

    [Fact]
    public void What_is_no_link_has_no_explanation() => Assert.Null(Explained("enp9s9"));
}
