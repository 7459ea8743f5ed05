using Ichor.Config;
using Ichor.Netlink;
using Ichor.Network;
using Ichor.Network.Offline;
using Ichor.Node.State;
using Ichor.Node.Tests.Files;
using Ichor.Node.Trial;

namespace Ichor.Node.Tests.Trial;

/// <summary>What vanishes from a config is as it was before, in the words of the planner.</summary>
public sealed class AsFoundTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static Observed Machine(int mtu) => ObservedFile.Load("observed.yaml", $"links: [{{ name: lo }}, {{ name: eth0, mtu: {mtu} }}]").File!.Observed;

    private static Plan Plan(AsFound found, Observed observed, string network, string documents = "")
    {
        var (config, problems) = ConfigFile.Load("c.yaml", $"machine: {{ network: {network} }}{documents}", ConfigMode.Cloud);
        Assert.True(config is not null, string.Join('\n', problems));
        var plan = Planner.Plan(new Inputs { CommandLine = CommandLine.Parse(""), Config = config, AsFound = found.Specs(observed) }, observed);
        found.Remember(plan.Chains, observed);
        return plan;
    }

    private AsFound NextLife() => new(new StateFolder(_folder.Path, null));

    [Theory]
    [InlineData("{}")]
    [InlineData("{ interfaces: [{ interface: eth0, addresses: [10.0.0.1/24] }] }")]
    public void An_MTU_that_vanishes_is_the_one_that_was_found_also_in_the_next_life(string network)
    {
        Assert.Contains(Plan(NextLife(), Machine(1500), "{ interfaces: [{ interface: eth0, mtu: 9000 }] }").Operations, operation => operation.ToString() == "set link eth0 mtu 9000");
        Assert.Contains(Plan(NextLife(), Machine(9000), network).Operations, operation => operation.ToString() == "set link eth0 mtu 1500");
        Assert.DoesNotContain(Plan(NextLife(), Machine(1500), network).Operations, operation => operation is SetMtu);
    }

    /// <summary>The second life stands for a rollback after the node was restarted.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Multicast_and_settings_of_the_driver_are_taken_back_as_well(bool nextLife)
    {
        const string Trial = "\n---\n{ apiVersion: v1alpha1, kind: LinkConfig, name: eth0, multicast: false }"
            + "\n---\n{ apiVersion: v1alpha1, kind: EthernetConfig, name: eth0, rings: { rx: 512 }, features: { rx-gro: false }, channels: { combined: 1 }, wakeOnLan: [magic, unicast] }";
        var found = NextLife();
        Plan(found, Nic(multicast: true, Status(256, gro: true, 4)), "{}", Trial);
        var changed = Nic(multicast: false, Status(512, gro: false, 1, "magic", "unicast"));

        var back = Plan(nextLife ? NextLife() : found, changed, "{}").Operations.Select(operation => operation.ToString());

        Assert.Equal(
            ["set ethernet eth0 channels combined 4", "set ethernet eth0 feature rx-gro on", "set ethernet eth0 ring rx 256", "set ethernet eth0 wake-on-lan off", "set link eth0 multicast on"],
            back.Where(text => text.Contains("eth0") && !text.EndsWith(" up", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static EthernetStatus Status(uint rx, bool gro, uint combined, params string[] wake) => new()
    {
        Rings = [new("rx", rx), new("tx", 256)],
        Features = [new("rx-gro", gro)],
        Channels = [new("combined", combined)],
        WakeOnLan = [.. wake],
    };

    private static Observed Nic(bool multicast, EthernetStatus ethernet)
    {
        var observed = Machine(1500);
        observed.Put(observed.Link(LinkName.Parse("eth0"))! with { Multicast = multicast, Ethernet = ethernet });
        return observed;
    }

    [Fact]
    public void A_link_that_nobody_changed_is_nobodys_wish() =>
        Assert.DoesNotContain(Plan(NextLife(), Machine(1400), "{}").Operations, operation => operation is SetMtu);

    [Fact]
    public void A_new_link_of_the_old_name_is_another_link()
    {
        Plan(NextLife(), Machine(1500), "{ interfaces: [{ interface: eth0, mtu: 9000 }] }");
        var other = new Observed();
        foreach (var link in Machine(9000).Links)
            other.Put(link with { Index = link.Index + 10 });
        Assert.Empty(NextLife().Specs(other));
    }

    [Fact]
    public void A_file_of_nonsense_is_nothing_remembered()
    {
        _folder.Put("links.before", "2 99999999999999999999 zz maybe ring:rx=,feature,x:y=1,wake\nx 1 1 on -\n\n2\n99999999999 1 - - -\n");
        Assert.DoesNotContain(Plan(NextLife(), Machine(1500), "{}").Operations, operation => operation is SetMtu or SetHardwareAddress);
    }
}
