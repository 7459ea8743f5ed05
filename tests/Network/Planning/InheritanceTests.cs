using Ichor.Config;
using Ichor.Netlink;
using Ichor.Network.Offline;

namespace Ichor.Network.Tests.Planning;

/// <summary>Whose silence is waited for before something goes.</summary>
public sealed class InheritanceTests
{
    private static Observed Machine() => ObservedFile.Load("machine.yaml", """
        links:
          - { name: lo, index: 1 }
          - { name: eth0, index: 2 }
          - { name: eth1, index: 3 }
          - { name: eth0.5, index: 4, kind: vlan, ours: true, parent: eth0, settings: { vlanId: 5, vlanMode: 802.1q } }
        addresses:
          - { link: eth0, address: 10.0.0.5/24, ours: true }
          - { link: eth1, address: 10.1.0.5/24, ours: true }
        routes:
          - { destination: 0.0.0.0/0, gateway: 10.0.0.1, link: eth0, metric: 1024, ours: true }
        rules:
          - { priority: 1000, src: 10.0.0.0/8, table: 99, ours: true }
        """).File!.Observed;

    private static readonly Inputs Silent = new() { CommandLine = CommandLine.Parse(""), ConfigHasSpoken = false };

    private static Dictionary<OperatorKey, LeaseSpec?> HaveSpoken(params IEnumerable<string> links) =>
        links.ToDictionary(link => new OperatorKey(OperatorKind.Dhcp4, LinkName.Parse(link)), _ => (LeaseSpec?)null);

    private static IEnumerable<string> Deleted(Inputs inputs, Observed observed) =>
        Planner.Plan(inputs, observed).Operations.Select(operation => operation.ToString()!).Where(text => text.StartsWith("delete", StringComparison.Ordinal));

    [Fact]
    public void What_an_earlier_life_left_waits_for_the_config()
    {
        var observed = Machine();
        Assert.Empty(Deleted(Silent with { Inherited = Inheritance.Of(observed), Leases = HaveSpoken("eth0", "eth1") }, observed));
    }

    [Fact]
    public void What_an_earlier_life_left_waits_for_the_platform_as_well()
    {
        var observed = Machine();
        var inputs = Silent with { ConfigHasSpoken = true, PlatformHasSpoken = false, Inherited = Inheritance.Of(observed), Leases = HaveSpoken("eth0", "eth1") };
        Assert.Empty(Deleted(inputs, observed));
        Assert.Equal(5, Deleted(inputs with { PlatformHasSpoken = true }, observed).Count());
    }

    /// <summary>An address whose lease has run out, or that turned out to be somebody else's, goes while no config can be had.</summary>
    [Fact]
    public void What_this_life_made_goes_before_the_config_has_spoken() => Assert.Equal(
        ["delete link eth0.5", "delete rule inet4/1000: from 10.0.0.0/8 lookup 99", "delete route default via 10.0.0.1 metric 1024",
            "delete address 10.0.0.5/24 on eth0", "delete address 10.1.0.5/24 on eth1"],
        Deleted(Silent with { Leases = HaveSpoken("eth0", "eth1") }, Machine()));

    [Fact]
    public void An_operator_that_has_not_spoken_holds_what_is_on_its_link_and_nothing_else() => Assert.Equal(
        ["delete link eth0.5", "delete rule inet4/1000: from 10.0.0.0/8 lookup 99", "delete address 10.1.0.5/24 on eth1"],
        Deleted(Silent with { ConfigHasSpoken = true, Leases = HaveSpoken("eth1") }, Machine()));
}
