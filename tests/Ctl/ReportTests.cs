using Ichor.Api;
using Ichor.Api.Local;
using Ichor.Netlink.Generic;
using Ichor.Network;
using Ichor.Network.Offline;
using Ichor.Node.Status;

namespace Ichor.Ctl.Tests;

/// <summary>A node's state becomes a file from which the same plan is made: a bug report becomes a story.</summary>
public sealed class ReportTests
{
    private const string Machine = """
        links:
        - { name: lo, mtu: 65536 }
        - { name: enp0s3, index: 2, hardwareAddr: "52:54:00:12:34:56", driver: virtio_net, busPath: "0000:00:03.0", pciID: "1AF4:1000", altNames: [enx525400123456], formerNames: [eth0], alias: uplink,
            ethernet: { rings: { rx: 256, tx-push: 1 }, features: { tx-tcp-segmentation: true }, channels: { combined: 2 }, wakeOnLan: [magic] } }
        - { name: enp0s4, index: 3, hardwareAddr: "10:30:10:20:10:20", permanentAddr: "52:54:00:12:34:57", master: bond0, multicast: false, carrier: false }
        - { name: bond0, index: 7, kind: bond, ours: true, mtu: 9000, settings: { mode: 802.3ad, miimon: 100, xmitHashPolicy: layer3+4 } }
        - { name: bond0.5, index: 8, kind: vlan, parent: bond0, ours: true, up: false, settings: { vlanId: 5, vlanMode: 802.1ad } }
        - { name: br0, index: 9, kind: bridge, ours: true, settings: { stp: true, vlanFiltering: true } }
        - { name: vrf0, index: 10, kind: vrf, ours: true, settings: { table: 100 } }
        - { name: wg0, index: 11, kind: wireguard, ours: true, wireguard: { listenPort: 51820, firewallMark: 32, peers: [
            { publicKey: NzW8oeIH5rJyY5lefD9WRoHWWRr/Q6DwsDjMX+xKjT4=, endpoint: "[2001:db8::1]:51820", keepalive: 25, allowedIPs: [10.9.0.0/24, 10.8.0.0/16], unanswered: true } ] } }
        addresses:
        - { link: lo, address: 127.0.0.1/8, scope: 254 }
        - { link: enp0s3, address: 10.0.0.5/24, metric: 1024, ours: true }
        - { link: enp0s3, address: "fe80::1/64", scope: 253 }
        routes:
        - { link: enp0s3, gateway: 10.0.0.1, source: 10.0.0.5, metric: 1024, ours: true }
        - { link: enp0s3, destination: 10.77.0.0/16, gateway: 10.0.0.2, source: 10.0.0.5, metric: 1024, ours: true }
        - { link: enp0s3, destination: 10.0.0.0/24, source: 10.0.0.5, scope: 253 }
        - { link: enp0s3, destination: "::/0", gateway: "fe80::2", metric: 1024, protocol: 9, mtu: 1400 }
        - { destination: 10.66.0.0/16, type: blackhole, table: 100, ours: true }
        rules:
        - { priority: 0, table: 255 }
        - { priority: 1000, src: 10.0.0.0/8, iifName: enp0s3, fwMark: 32, fwMask: 96, table: 100, ours: true }
        - { family: inet6, priority: 2000, dst: "2001:db8::/32", action: blackhole }
        bridgeVlans:
        - { link: br0, id: 5, pvid: true, untagged: true }
        leases:
        - { link: enp0s3, address: 10.0.0.5/24, router: 10.0.0.1, routes: [ { destination: 10.77.0.0/16, gateway: 10.0.0.2 } ], nameservers: [10.0.0.1, 10.0.0.2],
            searchDomains: [example.org, example.net], timeservers: [10.0.0.3], hostname: node7.example.org, mtu: 1400 }
        """;

    private const string Config = """
        machine:
          install: {}
          network:
            nameservers: [192.0.2.53]
            interfaces:
            - { interface: enp0s3, dhcp: true }
            - { interface: bond0, bond: { mode: 802.3ad, miimon: 100, interfaces: [enp0s4] }, addresses: [10.5.0.1/24] }
        """;

    [Fact]
    public async Task What_a_node_reports_gives_the_plan_that_the_node_has()
    {
        var (plan, report) = await ReportAsync(Machine);
        var (again, second) = await ReportAsync(report);
        Assert.Equal(plan, again);
        Assert.Equal(report, second);
        Assert.Contains("bond0", plan);
        Assert.StartsWith("# State of node1. Private and preshared keys of tunnels are left out.\nlinks:\n", report);
    }

    [Fact]
    public async Task Keys_stay_on_the_node()
    {
        const string Secret = "gNoasoKOJzl+/B+uXhvsBVxv81OcVLrlcmQ5jQwZO08=";
        var (_, report) = await ReportAsync(Machine.Replace("listenPort:", $"privateKey: {Secret}, listenPort:").Replace("unanswered:", $"presharedKey: {Secret}, unanswered:"));
        Assert.DoesNotContain("gNoasoKO", report);
        Assert.Contains("NzW8oeIH5rJyY5lefD9WRoHWWRr/Q6DwsDjMX+xKjT4=", report);
    }

    /// <summary>The plan of a described machine, and what a node in that state reports.</summary>
    private static async Task<(string Plan, string Report)> ReportAsync(string machine)
    {
        var made = OfflinePlan.Make(("config.yaml", Config), "", ("observed.yaml", machine));
        Assert.True(made.Plan is not null, string.Join('\n', made.Problems));
        await using var node = new FakeNode(Tables(made.Observed!, ObservedFile.Load("observed.yaml", machine).File!), new LocalCalls
        {
            NodeName = () => "node1",
            Explain = (kind, id) => Explain.Of(made.Plan, made.Plan.Conditions, kind, id) is { } explained
                ? new(explained.Subject, explained.State, [.. explained.Wishes.Select(wish =>
                    new ExplainedEntry(wish.Setting, wish.Value, wish.Because.Layer.Text(), wish.Because.Owner, wish.Because.Provenance.ToString(), wish.Wins))])
                : null,
        });
        var result = await Ctl.RunAsync("report", "--socket", node.Path);
        Assert.Equal((0, ""), (result.Code, result.Error));
        return (PlanText.Of(made.Plan) + PlanText.Explanations(made.Plan), result.Out);
    }

    /// <summary>The node's own tables of a described machine.</summary>
    private static ResourceTables Tables(Observed observed, ObservedFile file)
    {
        string NameOf(int index) => observed.Link(index)?.Name.ToString() ?? "";
        var tables = new ResourceTables(TimeProvider.System);
        tables.Update(LinkTypes.Links, observed.Links.Select(link => new LinkRow(link, NameOf(link.ParentIndex), NameOf(link.MasterIndex), "", "")));
        tables.Update(AddressTypes.Addresses, observed.Addresses.Select(address => new AddressRow(address, NameOf(address.LinkIndex))));
        tables.Update(AddressTypes.Routes, observed.Routes.Select(route => new RouteRow(route, NameOf(route.LinkIndex))));
        tables.Update(KernelTypes.Rules, observed.Rules);
        tables.Update(KernelTypes.BridgeVlans, observed.BridgeVlans.Select(vlan => new BridgeVlanRow(NameOf(vlan.LinkIndex), vlan)));
        tables.Update(KernelTypes.TunnelPeers, observed.Links.SelectMany(link => (link.WireGuard?.Peers ?? []).Select(peer => new TunnelPeerRow(link.Name.ToString(), peer, WireGuardTraffic.None))));
        tables.Update(KernelTypes.Ethernet, observed.Links.Where(link => link.Ethernet is not null).Select(link => new EthernetRow(link.Name.ToString(), link.Ethernet!, null)));
        tables.Update(NodeTypes.Operators, file.Leases.Select(lease => new OperatorRow(lease.Key.ToString(), "bound") { Address = lease.Value?.Address.ToString() ?? "" }));
        return tables;
    }
}
