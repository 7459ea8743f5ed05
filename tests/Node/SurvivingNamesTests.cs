using Ichor.Netlink;
using Ichor.Network;
using Ichor.Network.Offline;

namespace Ichor.Node.Tests;

public class SurvivingNamesTests
{
    private static Observed TwoFreshLinks()
    {
        var observed = ObservedFile.Load("observed.yaml", "links: [{ name: eth0 }, { name: eth1 }]").File!.Observed;
        foreach (var link in observed.Links.ToList())
            observed.Put(link with { Named = false });
        return observed;
    }

    [Fact]
    public void A_link_whose_naming_failed_is_used_under_the_kernels_name()
    {
        var observed = TwoFreshLinks();
        var mistakes = new Mistakes(_ => { });
        var names = new SurvivingNames(() => throw new IOException("sysfs: EIO"), observed, mistakes);

        Assert.True(names.Apply());
        Assert.All(observed.Links, link => Assert.True(link.Named));
        Assert.Equal("naming links: IOException: sysfs: EIO", Assert.Single(mistakes.Conditions.Select(condition => $"{condition.Object}: {condition.Reason}")));

        Assert.False(names.Apply());        // nothing new, and the failure stays told
        Assert.Single(mistakes.Conditions);
    }

    [Fact]
    public void What_the_naming_did_before_it_failed_stays()
    {
        var observed = TwoFreshLinks();
        var names = new SurvivingNames(() =>
        {
            observed.Put(observed.Link(LinkName.Parse("eth0"))!.Renamed(LinkName.Parse("ens3")) with { Named = true });
            throw new IOException("sysfs: EIO");
        }, observed, new Mistakes(_ => { }));

        Assert.True(names.Apply());
        Assert.Equal(["ens3", "eth1"], observed.Links.Select(link => link.Name.ToString()).Order(StringComparer.Ordinal));
    }
}
