using System.Net;
using Ichor.Api;
using Ichor.Lab;

namespace Ichor.Images.Tests;

/// <summary>Every other kind of link in one machine, as the kernel and the network around it see them.</summary>
[Trait("Category", "Qemu")]
public class LinkKindTests : LaboratoryTest
{
    [Fact]
    public async Task Links_of_every_kind_rules_routes_and_driver_settings_are_as_the_config_says()
    {
        Needs.Program("ethtool");
        var lan = Lab.Network("lan").WithHost("10.0.0.1");
        var blue = Lab.Network("blue").WithHost("10.2.0.1");
        var trunk = Lab.Network("trunk").WithHost("10.3.0.1", vlan: 100);
        var node = Lab.Machine("node").Nic(lan).Nic(blue).Nic(trunk).Nic(trunk).WithShell()
            .WithProgram("ip").WithProgram("bridge").WithProgram("ethtool").Config("""
            machine:
              network:
                interfaces:
                  - { interface: ens3, addresses: [10.0.0.5/24] }
            ---
            { apiVersion: v1alpha1, kind: EthernetConfig, name: ens3, features: { rx-gro: false, tx-generic-segmentation: false } }
            ---
            { apiVersion: v1alpha1, kind: DummyLinkConfig, name: dummy0, addresses: [ { address: 10.20.0.1/24 } ] }
            ---
            { apiVersion: v1alpha1, kind: VethConfig, name: veth0, addresses: [ { address: 10.21.0.1/24 } ], peer: { name: veth1 } }
            ---
            { apiVersion: v1alpha1, kind: VRFConfig, name: blue, table: "100", links: [ens4] }
            ---
            { apiVersion: v1alpha1, kind: LinkConfig, name: ens4, addresses: [ { address: 10.2.0.5/24 } ], routes: [ { destination: 10.22.0.0/16, gateway: 10.2.0.1 } ] }
            ---
            { apiVersion: v1alpha1, kind: BondConfig, name: bond0, links: [ens5, ens6], bondMode: active-backup, miimon: 100 }
            ---
            { apiVersion: v1alpha1, kind: BridgeConfig, name: br0, links: [bond0], stp: { enabled: false }, vlan: { filtering: true } }
            ---
            { apiVersion: v1alpha1, kind: VLANConfig, name: br0.100, vlanID: 100, parent: br0, addresses: [ { address: 10.3.0.5/24 } ] }
            ---
            { apiVersion: v1alpha1, kind: BridgeConfig, name: br1, links: [veth1], stp: { enabled: true } }
            ---
            { apiVersion: v1alpha1, kind: BlackholeRouteConfig, name: 10.9.0.0/16 }
            ---
            { apiVersion: v1alpha1, kind: RoutingRuleConfig, name: "1001", src: 10.20.0.0/24, table: "100" }
            """);
        await Lab.StartAsync();
        await node.AddressAsync("br0.100");

        await lan.PingsAsync(IPAddress.Parse("10.0.0.5"));
        await blue.PingsAsync(IPAddress.Parse("10.2.0.5"));
        await trunk.PingsAsync(IPAddress.Parse("10.3.0.5"));
        await node.EventuallyAsync("links", link => link.Id == "br1" && link.Spec["bridgeMaster"]?["stp"]?["enabled"]?.ToString() == "true", "a bridge with a spanning tree");
        await node.EventuallyAsync("rules", rule => rule.Id == "inet4/01001" && rule.Is("ours"), "a rule");
        await node.EventuallyAsync("ethtool", nic => nic.Id == "ens3" && nic.Spec["features"]!.AsArray().Any(feature => feature!["name"]!.ToString() == "rx-gro" && feature["status"]!.ToString() == "off"), "a feature that is off");

        await ShowsAsync("ip route show vrf blue", "10.22.0.0/16 via 10.2.0.1 dev ens4 proto 73");
        await ShowsAsync("ip -d link show blue", "vrf table 100");
        await ShowsAsync("ip link show ens4", "master blue");
        await ShowsAsync("ip -d link show br0", "vlan_filtering 1");
        await ShowsAsync("ip -d link show br1", "stp_state 1");
        await ShowsAsync("bridge vlan show dev bond0", "100");
        await ShowsAsync("bridge vlan show dev br0", "100");
        await ShowsAsync("ip address show veth0", "veth0@veth1", "10.21.0.1/24");
        await ShowsAsync("ip address show dummy0", "10.20.0.1/24");
        await ShowsAsync("ip route show type blackhole", "blackhole 10.9.0.0/16 proto 73");
        await ShowsAsync("ip rule show", "1001:\tfrom 10.20.0.0/24 lookup 100 proto 73");
        await ShowsAsync("ethtool -k ens3", "generic-receive-offload: off", "generic-segmentation-offload: off");

        async Task ShowsAsync(string command, params string[] texts)
        {
            var shown = await node.ShellAsync($"/usr/bin/{command}");
            foreach (var text in texts)
                Assert.Contains(text, shown, StringComparison.Ordinal);
        }
    }

    /// <summary>On an emulated card whose driver has something to set.</summary>
    [Fact]
    public async Task Rings_features_and_multicast_of_a_card_are_set_and_as_they_were_when_the_config_says_nothing()
    {
        Needs.Program("ethtool");
        const string Plain = """
            machine: { network: { interfaces: [ { interface: ens3, addresses: [10.0.0.5/24], routes: [ { gateway: 10.0.0.1 } ] } ] } }

            """;
        const string State = "/usr/bin/ethtool -g ens3 | sed -n '/^Current/,$p' | grep -E '^(RX|TX):'; /usr/bin/ethtool -k ens3 | grep -E '^(generic-receive|tcp-segmentation)'; cat /sys/class/net/ens3/flags";
        var lan = Lab.Network("lan").WithHost("10.0.0.1");
        var node = Lab.Machine("node").Nic(lan, model: "e1000e").WithShell().WithProgram("ethtool").Config(Plain);
        await Lab.StartAsync();
        await node.ReadyAsync();
        await lan.PingsAsync(IPAddress.Parse("10.0.0.5"), within: Lab.Patience(20.Seconds));
        var before = await node.ShellAsync(State);
        Assert.EndsWith("0x1003\n", before, StringComparison.Ordinal);       // IFF_MULTICAST is 0x1000
        var api = await node.ApiAsync();

        await api.ApplyAsync(Plain + """
            ---
            { apiVersion: v1alpha1, kind: EthernetConfig, name: ens3, rings: { rx: 512, tx: 1024 }, features: { rx-gro: false } }
            ---
            { apiVersion: v1alpha1, kind: LinkConfig, name: ens3, multicast: false }
            """, ChangeMode.Permanent);

        await node.EventuallyTableAsync("conditions", conditions => conditions.All(condition => condition["state"] == "applied"), "nothing left to do");
        Assert.Matches("^RX:\\s+512\nTX:\\s+1024\n", await node.ShellAsync(State));
        Assert.Contains("generic-receive-offload: off\n", await node.ShellAsync(State), StringComparison.Ordinal);
        Assert.EndsWith("0x3\n", await node.ShellAsync(State), StringComparison.Ordinal);
        await lan.PingsAsync(IPAddress.Parse("10.0.0.5"), within: Lab.Patience(20.Seconds));

        await api.ApplyAsync(Plain, ChangeMode.Permanent);

        await node.EventuallyTableAsync("conditions", conditions => conditions.All(condition => condition["state"] == "applied"), "nothing left to do");
        Assert.Equal(before, await node.ShellAsync(State));
        await lan.PingsAsync(IPAddress.Parse("10.0.0.5"), within: Lab.Patience(20.Seconds));
    }
}
