namespace Ichor.Config.Tests.Documents;

/// <summary>What documents must not contradict, among each other and in v1alpha1. One document, or v1alpha1, is a line.</summary>
public class DocumentConflictTests
{
    [Theory]
    [InlineData("BondConfig: {name: a, links: [b], bondMode: active-backup, miimon: 100}", "LinkConfig: {name: a}",
        "config.yaml:3: name: 'a' is the link of BondConfig, config.yaml:1 already: one document may be about a link")]
    [InlineData("VethConfig: {name: a, peer: {name: b}}", "VethConfig: {name: b, peer: {name: c}}",
        "config.yaml:3: name: 'b' is the link of VethConfig, config.yaml:1 already: one document may be about a link")]
    [InlineData("DummyLinkConfig: {name: b}", "VethConfig: {name: a, peer: {name: b}}",
        "config.yaml:3: peer.name: 'b' is the link of DummyLinkConfig, config.yaml:1 already: one document may be about a link")]
    [InlineData("interfaces: [{interface: a, dummy: true}]", "VLANConfig: {name: a, vlanID: 5, parent: b}",
        "config.yaml:3: name: 'a' is a dummy link by machine.network.interfaces[0], config.yaml:1: it cannot be a vlan link too")]
    [InlineData("interfaces: [{interface: a, vlans: [{vlanId: 5}]}]", "DummyLinkConfig: {name: a.5}",
        "config.yaml:3: name: 'a.5' is a vlan link by machine.network.interfaces[0].vlans[0], config.yaml:1: it cannot be a dummy link too")]
    [InlineData("LinkConfig: {name: a}", "LinkConfig: {name: a}", "config.yaml:3: a second document v1alpha1/LinkConfig/a is not allowed (the first is in line 1)")]
    public void A_link_is_one_thing(string first, string second, string expected) => Assert.Equal(expected, Problems(first, second));

    [Theory]
    [InlineData("LinkConfig: {name: a}", "DHCPv4Config: {name: a}")]
    [InlineData("LinkConfig: {name: a}", "EthernetConfig: {name: a}")]
    [InlineData("LinkConfig: {name: a}", "LinkAliasConfig: {name: a, selector: {match: 'true'}}")]
    [InlineData("interfaces: [{interface: a, addresses: [10.0.0.5/24]}]", "DummyLinkConfig: {name: a}")]
    [InlineData("interfaces: [{interface: a, dummy: true}]", "LinkConfig: {name: a, mtu: 9000}")]
    [InlineData("interfaces: [{interface: a, dummy: true}]", "DummyLinkConfig: {name: a, mtu: 9000}")]
    [InlineData("interfaces: [{interface: a, vlans: [{vlanId: 5}]}]", "VLANConfig: {name: a.5, vlanID: 5, parent: a}")]
    [InlineData("VRFConfig: {name: v, table: 100, links: [a]}", "LinkConfig: {name: a, addresses: [{address: 10.0.0.5/24}]}")]
    [InlineData("BondConfig: {name: b, links: [a], bondMode: active-backup, miimon: 100}", "LinkConfig: {name: a, mtu: 9000}")]
    [InlineData("BondConfig: {name: b, links: [a], bondMode: active-backup, miimon: 100}", "VLANConfig: {name: c, vlanID: 5, parent: b}")]
    [InlineData("VLANConfig: {name: c, vlanID: 5, parent: b}", "VLANConfig: {name: d, vlanID: 5, vlanMode: 802.1ad, parent: b}")]
    public void What_goes_together(string first, string second) => Assert.Empty(Problems(first, second));

    [Theory]
    [InlineData("BondConfig: {name: m, links: [a, a], bondMode: active-backup, miimon: 100}", "LinkConfig: {name: x}", "config.yaml:1: links[1]: a is given twice")]
    [InlineData("BondConfig: {name: m, links: [a], bondMode: active-backup, miimon: 100}", "BridgeConfig: {name: n, links: [b, a]}",
        "config.yaml:3: links[1]: a is a port of m already (BondConfig, config.yaml:1)")]
    [InlineData("BondConfig: {name: m, links: [a], bondMode: active-backup, miimon: 100}", "VRFConfig: {name: n, table: 100, links: [a]}",
        "config.yaml:3: links[0]: a is a port of m already (BondConfig, config.yaml:1)")]
    [InlineData("interfaces: [{interface: m, bond: {interfaces: [a], miimon: 100}}]", "BridgeConfig: {name: n, links: [a]}",
        "config.yaml:3: links[0]: a is a port of m already (machine.network.interfaces[0].bond.interfaces, config.yaml:1)")]
    [InlineData("BridgeConfig: {name: n, links: [a]}", "interfaces: [{interface: a, bridgePort: {master: m}}]",
        "config.yaml:1: links[0]: a is a port of m already (machine.network.interfaces[0].bridgePort, config.yaml:3)")]
    [InlineData("BridgeConfig: {name: n, links: [n]}", "LinkConfig: {name: x}", "config.yaml:1: links[0]: n cannot be its own port")]
    public void A_port_has_one_master(string first, string second, string expected) => Assert.Equal(expected, Problems(first, second));

    [Theory]
    [InlineData("LinkConfig: {name: a, addresses: [{address: 10.0.0.5/24}]}",
        "config.yaml:3: addresses: a is a port of br (BridgeConfig, config.yaml:1) and cannot have 'addresses' itself")]
    [InlineData("LinkConfig: {name: a, routes: [{gateway: 10.0.0.1}]}",
        "config.yaml:3: routes: a is a port of br (BridgeConfig, config.yaml:1) and cannot have 'routes' itself")]
    [InlineData("DHCPv4Config: {name: a}", "config.yaml:3: name: a is a port of br (BridgeConfig, config.yaml:1) and cannot run DHCP itself")]
    [InlineData("Layer2VIPConfig: {name: 10.0.0.1, link: a}",
        "config.yaml:3: link: a is a port of br (BridgeConfig, config.yaml:1) and cannot have a shared address itself")]
    [InlineData("VethConfig: {name: b, peer: {name: a, addresses: [{address: 10.0.0.5/24}]}}",
        "config.yaml:3: peer.addresses: a is a port of br (BridgeConfig, config.yaml:1) and cannot have 'addresses' itself")]
    [InlineData("interfaces: [{interface: a, dhcp: true}]",
        "config.yaml:3: machine.network.interfaces[0].dhcp: a is a port of br (BridgeConfig, config.yaml:1) and cannot have 'dhcp' itself")]
    public void A_port_has_no_addresses(string other, string expected) =>
        Assert.Equal(expected, Problems("BridgeConfig: {name: br, links: [a]}", other));

    [Theory]
    [InlineData("VLANConfig: {name: a, vlanID: 5, parent: a}", "LinkConfig: {name: x}", "config.yaml:1: parent: makes a loop: a is on a (VLANConfig, config.yaml:1)")]
    [InlineData("VLANConfig: {name: a, vlanID: 5, parent: b}", "VLANConfig: {name: b, vlanID: 5, parent: a}",
        "config.yaml:1: parent: makes a loop: a is on b (VLANConfig, config.yaml:1), b is on a (VLANConfig, config.yaml:3)")]
    [InlineData("BridgeConfig: {name: br, links: [v]}", "VLANConfig: {name: v, vlanID: 5, parent: br}",
        "config.yaml:1: links[0]: makes a loop: br has v as port (BridgeConfig, config.yaml:1), v is on br (VLANConfig, config.yaml:3)")]
    [InlineData("interfaces: [{interface: br, bridge: {interfaces: [v]}}]", "VLANConfig: {name: v, vlanID: 5, parent: br}",
        "config.yaml:3: parent: makes a loop: br has v as port (machine.network.interfaces[0].bridge.interfaces, config.yaml:1), v is on br (VLANConfig, "
        + "config.yaml:3)")]
    public void Nothing_stands_on_itself(string first, string second, string expected) => Assert.Equal(expected, Problems(first, second));

    [Fact]
    public void A_long_way_down_is_no_loop_and_a_loop_at_its_end_is_found()
    {
        var way = Enumerable.Range(0, 3000).Select(i => $"VLANConfig: {{name: v{i}, vlanID: 5, parent: v{i + 1}}}").ToArray();
        Assert.Empty(Problems(way));
        Assert.Equal(
            "config.yaml:5999: parent: makes a loop: v2999 is on v3000 (VLANConfig, config.yaml:5999), v3000 is on v2999 (VLANConfig, config.yaml:6001)",
            Problems([.. way, "VLANConfig: {name: v3000, vlanID: 6, parent: v2999}"]));
    }

    [Theory]
    [InlineData("VLANConfig: {name: c, vlanID: 5, parent: b}", "VLANConfig: {name: d, vlanID: 5, parent: b}",
        "config.yaml:3: name: VLAN 5 on b is c already (VLANConfig, config.yaml:1)")]
    [InlineData("interfaces: [{interface: b, vlans: [{vlanId: 5}]}]", "VLANConfig: {name: d, vlanID: 5, parent: b}",
        "config.yaml:3: name: VLAN 5 on b is b.5 already (machine.network.interfaces[0].vlans[0], config.yaml:1)")]
    [InlineData("Layer2VIPConfig: {name: 10.0.0.1, link: a}", "HCloudVIPConfig: {name: 10.0.0.1, link: a, apiToken: x}",
        "config.yaml:3: name: 10.0.0.1 is a shared address by config.yaml:1 already")]
    [InlineData("BlackholeRouteConfig: {name: 2001:db8::/32}", "BlackholeRouteConfig: {name: 2001:DB8::/32}",
        "config.yaml:3: name: 2001:db8::/32 is dropped by config.yaml:1 already")]
    public void One_thing_is_not_said_twice(string first, string second, string expected) => Assert.Equal(expected, Problems(first, second));

    [Theory]
    [InlineData("{machine: {network: {kubespan: {mtu: 1400}}}}", "KubeSpanConfig: {mtu: 1400}", "KubeSpanConfig and machine.network.kubespan say the same thing: only one of them may be given")]
    [InlineData("{cluster: {id: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=, secret: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=, discovery: {enabled: true}}}", "DiscoveryServiceConfig: {name: a}", "DiscoveryServiceConfig and cluster.discovery say the same thing: only one of them may be given")]
    [InlineData("{cluster: {id: hLgnQB0Z2yPDNUxFMmZlaXsVbnAXFc8LPnkmN4XtHnM=}}",
        "DiscoveryIdentityConfig: {clusterID: hLgnQB0Z2yPDNUxFMmZlaXsVbnAXFc8LPnkmN4XtHnM=, clusterSecret: hLgnQB0Z2yPDNUxFMmZlaXsVbnAXFc8LPnkmN4XtHnM=}",
        "DiscoveryIdentityConfig and cluster.id say the same thing: only one of them may be given")]
    [InlineData("{machine: {features: {stableHostname: true}}}", "HostnameConfig: {hostname: a}", "HostnameConfig and machine.features.stableHostname say the same thing: only one of them may be given")]
    [InlineData("{machine: {features: {hostDNS: {enabled: true}}}}", "ResolverConfig: {hostDNS: {enabled: false}}", "ResolverConfig and machine.features.hostDNS say the same thing: only one of them may be given")]
    [InlineData("{machine: {type: worker}}", "Layer2VIPConfig: {name: 10.0.0.1, link: a}", "Layer2VIPConfig: a shared address is for control plane machines only")]
    [InlineData("{machine: {}}", "KubeSpanConfig: {enabled: true}", "KubeSpanConfig: needs discovery: cluster.discovery.enabled, or a DiscoveryServiceConfig")]
    public void V1alpha1_and_a_document(string machine, string document, string expected) => Assert.Equal($"config.yaml:3: {expected}", Problems(machine, document));

    /// <summary>The problems but for notices; the documents stand in lines 1, 3 and so on.</summary>
    private static string Problems(params string[] lines) => Loading.Text([.. ConfigFile.Load("config.yaml",
        string.Join("\n---\n", lines.Select(Document)), ConfigMode.Cloud).Problems.Where(problem => problem.IsError)]);

    private static string Document(string line)
    {
        if (line.StartsWith('{'))
            return line;
        var (kind, body) = (line[..line.IndexOf(": ", StringComparison.Ordinal)], line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        return kind == "interfaces" ? $"{{machine: {{network: {{interfaces: {body}}}}}}}" : $"{{apiVersion: v1alpha1, kind: {kind}, {body[1..]}";
    }
}
