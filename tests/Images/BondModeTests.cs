using System.Net;
using Ichor.Api;
using Ichor.Lab;
using Ichor.Lab.Machines;

namespace Ichor.Images.Tests;

/// <summary>Every mode of a bond, over two cables of which one is cut.</summary>
[Trait("Category", "Qemu")]
public class BondModeTests : LaboratoryTest
{
    [Theory]
    [InlineData("balance-rr", true)]
    [InlineData("active-backup", false)]
    [InlineData("balance-xor", true)]
    [InlineData("broadcast", true)]
    [InlineData("balance-tlb", false)]
    [InlineData("balance-alb", false)]
    public async Task A_bond_carries_traffic_and_survives_the_loss_of_a_cable(string mode, bool isPaired)
    {
        // Modes that use all ports at once want each cable to lead to one port of the partner, the others a switch.
        var first = Lab.Network("first");
        var second = isPaired ? Lab.Network("second") : first;
        var (node, peer) = (Node("node", "10.8.0.1"), Node("peer", "10.8.0.2"));
        await Lab.StartAsync();
        await node.AddressAsync("bond0");
        await peer.AddressAsync("bond0");

        await node.ReachesAsync("10.8.0.2");
        await node.EventuallyAsync("links", link => link.Id == "bond0" && link.Spec["bondMaster"]?["mode"]?.ToString() == mode, "the mode of the bond");

        await node.Nic(0).UnplugAsync();
        await peer.Nic(0).UnplugAsync();
        foreach (var end in (Machine[])[node, peer])
            await end.EventuallyAsync("links", link => link.Id == "ens3" && link.Spec["bondPort"]?["miiStatus"]?.ToString() == "down", "a port that is down");
        await node.ReachesAsync("10.8.0.2");

        Machine Node(string name, string address) => Lab.Machine(name).Nic(first).Nic(second).WithShell().Config($$"""
            machine: {}
            ---
            apiVersion: v1alpha1
            kind: BondConfig
            name: bond0
            links: [ens3, ens4]
            bondMode: {{mode}}
            miimon: 100
            addresses: [ { address: {{address}}/24 } ]
            """);
    }

    /// <summary>The judge is a bond that the kernel of another machine got from <c>ip</c>, at the far ends of two cables.</summary>
    [Fact]
    public async Task A_bond_agrees_with_an_LACP_partner_and_survives_the_loss_of_a_cable()
    {
        var (first, second) = (Lab.Cable("first"), Lab.Cable("second"));
        // 802.3ad asks a port for its speed; QEMU's virtio cards have none.
        var node = Lab.Machine("node").Nic(first, model: "e1000").Nic(second, model: "e1000").WithShell().Config("""
            machine: {}
            ---
            { apiVersion: v1alpha1, kind: BondConfig, name: bond0, links: [ens3, ens4], bondMode: 802.3ad, miimon: 100, lacpRate: fast, addresses: [ { address: 10.8.0.1/24 } ] }
            """);
        var partner = Lab.Machine("partner").Nic(first, model: "e1000").Nic(second, model: "e1000").WithShell().WithProgram("ip").Cmdline("talos.network.interface.ignore=ens3", "talos.network.interface.ignore=ens4");
        await Lab.StartAsync();
        foreach (var name in (string[])["ens3", "ens4"])
            await partner.EventuallyAsync("links", link => link.Id == name, "the partner's cards have their names");
        await partner.ShellAsync("""
            /usr/bin/ip link add bond0 address 02:00:00:00:ac:01 type bond mode 802.3ad miimon 100 lacp_rate fast
            for port in ens3 ens4; do /usr/bin/ip link set $port down; /usr/bin/ip link set $port master bond0; done
            /usr/bin/ip link set bond0 up
            /usr/bin/ip address add 10.8.0.2/24 dev bond0
            """);

        await node.EventuallyAsync("links", link => link.Id == "bond0" && link.Spec["bondMaster"] is { } bond
            && bond["partnerAddr"]?.ToString() == "02:00:00:00:ac:01" && bond["aggregatedPorts"]?.ToString() == "2", "both ports agreed with the partner");
        foreach (var name in (string[])["ens3", "ens4"])
            await node.EventuallyAsync("links", link => link.Id == name && link.Spec["bondPort"]?["partnerState"]?.ToString() is { } state
                && state.Contains("collecting") && state.Contains("distributing"), "what the partner says of its end");
        // And the partner says the same of the node.
        var told = await partner.ShellAsync("cat /proc/net/bonding/bond0");
        Assert.Contains("Number of ports: 2", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Partner Mac Address: 00:00:00:00:00:00", told, StringComparison.Ordinal);
        await node.ReachesAsync("10.8.0.2");

        await node.Nic(0).UnplugAsync();
        await partner.Nic(0).UnplugAsync();
        await node.EventuallyAsync("links", link => link.Id == "bond0" && link.Spec["bondMaster"]?["aggregatedPorts"]?.ToString() == "1", "one port left");
        await node.ReachesAsync("10.8.0.2");

        await node.Nic(0).PlugAsync();
        await partner.Nic(0).PlugAsync();
        await node.EventuallyAsync("links", link => link.Id == "bond0" && link.Spec["bondMaster"]?["aggregatedPorts"]?.ToString() == "2", "the port has come back");
    }

    /// <summary>The kernel takes another mode only of a bond that is down and empty: it has to be all there again afterwards.</summary>
    [Fact]
    public async Task A_bond_whose_mode_is_changed_has_its_ports_and_its_address_back()
    {
        static string Config(string mode, int miimon) => $$"""
            machine:
              network:
                interfaces:
                  - interface: bond0
                    addresses: [10.0.0.5/24]
                    routes: [{ network: 0.0.0.0/0, gateway: 10.0.0.1 }]
                    bond: { mode: {{mode}}, miimon: {{miimon}}, interfaces: [ens3, ens4] }
                    vlans: [{ vlanId: 100, addresses: [10.1.0.5/24] }]

            """;
        const string State = "cd /sys/class/net/bond0/bonding; cat mode miimon slaves";
        var lan = Lab.Network("lan").WithHost("10.0.0.1").WithHost("10.1.0.1", vlan: 100);
        var node = Lab.Machine("node").Nic(lan).Nic(lan).WithShell().WithProgram("ip").Config(Config("active-backup", 100));
        await Lab.StartAsync();
        await node.ReadyAsync();
        await lan.PingsAsync(IPAddress.Parse("10.0.0.5"), within: Lab.Patience(20.Seconds));
        var api = await node.ApiAsync();
        Assert.Equal("active-backup 1\n100\nens3 ens4\n", await node.ShellAsync(State));

        var report = await api.ApplyAsync(Config("balance-tlb", 250), ChangeMode.Permanent);

        await lan.PingsAsync(IPAddress.Parse("10.0.0.5"), within: Lab.Patience(20.Seconds));
        await lan.PingsAsync(IPAddress.Parse("10.1.0.5"), from: lan.HostAt("10.1.0.1"), within: Lab.Patience(20.Seconds));
        await node.EventuallyTableAsync("conditions", conditions => conditions.All(condition => condition["state"] == "applied"), "nothing left to do");
        Assert.Equal("balance-tlb 5\n250\nens3 ens4\n", await node.ShellAsync(State));
        Assert.Equal("default via 10.0.0.1 dev bond0 proto 73 metric 1024 \n", await node.ShellAsync("/usr/bin/ip -4 route show default"));
        var operations = report["operations"]!.AsArray().Select(operation => operation!.GetValue<string>()).ToList();
        foreach (var once in (string[])["set link bond0 down", "set link ens3 nomaster", "set link ens4 nomaster", "set link ens3 master bond0", "set link ens4 master bond0", "set link bond0 up"])
            Assert.Single(operations, operation => operation == once);

        // What is taken while it is up does not take it down.
        await using var pings = await lan.PingEveryAsync(5.Milliseconds, IPAddress.Parse("10.0.0.5"));
        await pings.FlowsAsync(100, Lab.Patience(10.Seconds));
        await api.ApplyAsync(Config("balance-tlb", 500), ChangeMode.Permanent);
        await pings.FlowsAsync(100, Lab.Patience(10.Seconds));
        var result = await pings.StopAsync();
        Assert.True(result.Lost.Count == 0, result.ToString());
        Assert.Equal("balance-tlb 5\n500\nens3 ens4\n", await node.ShellAsync(State));
    }
}
