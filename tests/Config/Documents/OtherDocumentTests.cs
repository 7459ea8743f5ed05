namespace Ichor.Config.Tests.Documents;

/// <summary>Documents that are not about one link: their fields, and what they may not say. The text begins in line 3.</summary>
public class OtherDocumentTests
{
    [Fact]
    public void Dhcp()
    {
        var config = Loading.Config("""
            { apiVersion: v1alpha1, kind: DHCPv4Config, name: eth0, routeMetric: 512, ignoreHostname: true, ignoreRoutes: true, clientIdentifier: none }
            ---
            { apiVersion: v1alpha1, kind: DHCPv6Config, name: eth0, clientIdentifier: duid, duidRaw: 0001ff }
            ---
            { apiVersion: v1alpha1, kind: DHCPv4Config, name: eth1, routeMetric: 0 }
            """);
        Assert.Equal(
            ["eth0 False 512 True True None []", "eth0 True  False False Duid [0, 1, 255]", "eth1 False  False False Mac []"],
            config.Documents.Dhcp.Select(dhcp => $"{dhcp.Link} {dhcp.V6} {dhcp.RouteMetric} {dhcp.IgnoreHostname} {dhcp.IgnoreRoutes} {dhcp.ClientIdentifier} {dhcp.DuidRaw}"));
    }

    [Fact]
    public void A_device()
    {
        var ethernet = Assert.Single(DocumentExamples.Read("EthernetConfig", DocumentExamples.Ethernet).Ethernets);
        Assert.Equal("enp0s3", ethernet.Link.ToString());
        Assert.Equal([("tx-tcp-segmentation", false), ("rx-gro", true)], ethernet.Features.Select(feature => (feature.Name, feature.Value)));
        Assert.Equal("rx=256 tx=512 rx-mini=1 rx-jumbo=2 rx-buf-len=2048 cqe-size=64 tx-push=1 rx-push=0 tx-push-buf-len=96 tcp-data-split=1",
            string.Join(' ', ethernet.Rings.Select(ring => $"{ring.Name}={ring.Value}")));
        Assert.Equal("rx=0 tx=0 other=1 combined=4", string.Join(' ', ethernet.Channels.Select(channel => $"{channel.Name}={channel.Value}")));
        Assert.Equal("[phy, unicast, multicast, broadcast, magic, magicsecure, filter]", ethernet.WakeOnLan.ToString());
    }

    [Theory]
    [InlineData("name: a", null)]
    [InlineData("name: a\nwakeOnLan: []", 0)]
    public void No_way_to_be_woken_is_not_the_same_as_none_said(string yaml, int? count) =>
        Assert.Equal(count, Assert.Single(DocumentExamples.Read("EthernetConfig", yaml).Ethernets).WakeOnLan?.Count);

    [Theory]
    [InlineData("lan", false, "lan lan")]
    [InlineData("net%d", true, "net0 net12")]
    [InlineData("a-name-of-14by%d", true, "a-name-of-14by0 ")]
    public void An_alias_is_a_name_or_many(string name, bool isPattern, string aliases)
    {
        var alias = Assert.Single(DocumentExamples.Read("LinkAliasConfig", $"name: {name}\nselector: {{match: link.driver == 'e1000'}}").Aliases);
        Assert.Equal((isPattern, aliases, "link.driver == 'e1000'"), (alias.IsPattern, $"{alias.AliasOf(0)} {alias.AliasOf(12)}", alias.Match.Text));
    }

    [Fact]
    public void A_rule_of_routing()
    {
        var rule = Assert.Single(DocumentExamples.Read("RoutingRuleConfig", DocumentExamples.RoutingRule).RoutingRules);
        Assert.Equal((1000u, "10.0.0.0/8", "192.168.0.0/16", 100u, RoutingRuleAction.Unicast), (rule.Priority, rule.Source?.ToString(), rule.Destination?.ToString(), rule.Table, rule.Action));
        Assert.Equal(("enp0s3", "vrf-blue", 0x100u, 0xff00u), (rule.InLink.ToString(), rule.OutLink.ToString(), rule.FirewallMark, rule.FirewallMask));
        Assert.Equal((null, RoutingRuleAction.Prohibit), Assert.Single(DocumentExamples.Read("RoutingRuleConfig", "name: 5\naction: prohibit").RoutingRules) is var other ? (other.Table, other.Action) : default);
    }

    [Fact]
    public void A_network_that_is_dropped()
    {
        var route = Assert.Single(DocumentExamples.Read("BlackholeRouteConfig", "name: 10.0.0.0/12\nmetric: 100").BlackholeRoutes);
        Assert.Equal(("10.0.0.0/12", 100u), (route.Destination.ToString(), route.Metric));
    }

    [Fact]
    public void Shared_addresses()
    {
        var vip = Assert.Single(DocumentExamples.Read("HCloudVIPConfig", "name: 192.0.2.15\nlink: eth0\napiToken: very-secret").Vips);
        Assert.Equal(("192.0.2.15", "eth0", "very-secret"), (vip.Address.ToString(), vip.Link.ToString(), vip.HCloudToken?.Value));
        Assert.DoesNotContain("very-secret", vip.ToString(), StringComparison.Ordinal);
        Assert.Null(Assert.Single(DocumentExamples.Read("Layer2VIPConfig", "name: 192.0.2.15\nlink: eth0").Vips).HCloudToken);
    }

    [Fact]
    public void Probes()
    {
        var tcp = Assert.Single(DocumentExamples.Read("TCPProbeConfig", "name: p\nendpoint: a.b:80\nfailureThreshold: 3").Probes);
        var http = Assert.Single(DocumentExamples.Read("HTTPProbeConfig", "name: p\nurl: http://a.b\ntimeout: 1m\ninterval: 2s").Probes);
        Assert.Equal(("p", "a.b:80", null, 10, 1, 3u), (tcp.Name, tcp.Endpoint?.ToString(), tcp.Url, tcp.Timeout.Seconds, tcp.Interval.Seconds, tcp.FailureThreshold));
        Assert.Equal((null, "http://a.b", 60, 2, 0u), (http.Endpoint, http.Url, (int)http.Timeout.TotalSeconds, http.Interval.Seconds, http.FailureThreshold));
    }

    [Fact]
    public void A_speaker_of_bgp()
    {
        var bgp = Assert.Single(DocumentExamples.Read("BGPInstanceConfig", DocumentExamples.Bgp).Bgp);
        Assert.Equal(("fabric", "vrf-blue", 4200000001u, "10.0.0.1", "10.0.0.2"), (bgp.Name, bgp.Vrf.ToString(), bgp.LocalAsn, bgp.RouterId?.ToString(), bgp.RouteSource?.ToString()));
        Assert.Equal(("[dummy0]", true, 4u, false), (bgp.Advertise.ToString(), bgp.Multipath, bgp.MaxPaths, bgp.InstallRoutes));
        Assert.Equal("workload [198.51.100.0/24, 203.0.113.0/24]", bgp.ImportRoutes.Select(import => $"{import.From} {import.Prefixes}").Single());
        Assert.Equal(["enp1s0 65000 65002 True 9", "10.0.0.9 0 0 False 0"],
            bgp.Neighbors.Select(neighbor => $"{neighbor} {neighbor.PeerAsn} {neighbor.LocalAsn} {neighbor.Passive} {neighbor.HoldTime.Seconds}"));
        Assert.Equal(new BfdConfig(TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(400), 3),
            DocumentExamples.Read("BGPInstanceConfig", DocumentExamples.BgpBfd).Bgp[0].Neighbors[0].Bfd);
    }

    [Fact]
    public void A_rule_of_the_firewall()
    {
        var rule = Assert.Single(DocumentExamples.Read("NetworkRuleConfig", DocumentExamples.NetworkRule).Rules);
        Assert.Equal(("ingress-apid", FirewallProtocol.Tcp, "[50000, 50001-50003]"), (rule.Name, rule.Protocol, rule.Ports.ToString()));
        Assert.Equal(["192.168.0.0/16 192.168.66.0/24", "2001:db8::/32 "], rule.Ingress.Select(ingress => $"{ingress.Subnet} {ingress.Except}"));
        Assert.True(DocumentExamples.Read("NetworkDefaultActionConfig", "ingress: block").DefaultAction!.BlocksIngress);
        Assert.False(DocumentExamples.Read("NetworkDefaultActionConfig", "").DefaultAction!.BlocksIngress);
    }

    [Fact]
    public void The_mesh_and_how_machines_find_each_other()
    {
        var config = Loading.Config(string.Join("---\n",
            DocumentExamples.Document("KubeSpanConfig", DocumentExamples.KubeSpan),
            DocumentExamples.Document("KubeSpanEndpointsConfig", "extraAnnouncedEndpoints: [192.0.2.46:51820, '[2001:db8::1]:51821']"),
            DocumentExamples.Document("DiscoveryServiceConfig", "name: own\nendpoint: grpc://discovery.example.org"),
            DocumentExamples.Document("DiscoveryServiceConfig", "name: other"),
            DocumentExamples.Document("DiscoveryIdentityConfig", DocumentExamples.DiscoveryIdentity)));

        var mesh = config.Network.KubeSpan!;
        Assert.Equal((true, 1280u, "[0.0.0.0/0, ::/0, !192.168.0.0/16]"), (mesh.Enabled, mesh.Mtu, mesh.EndpointFilters.ToString()));
        Assert.Equal("[192.0.2.46:51820, [2001:db8::1]:51821]", config.Documents.KubeSpanEndpoints!.ExtraAnnounced.ToString());
        Assert.Equal((true, "grpc://discovery.example.org"), (config.Cluster.Discovery.Enabled, config.Cluster.Discovery.Endpoint));
        Assert.Equal(["own", "other"], config.Documents.DiscoveryServices.Select(service => service.Name));
        Assert.Equal(("hLgnQB0Z2yPDNUxFMmZlaXsVbnAXFc8LPnkmN4XtHnM=", 32), (config.Cluster.Id, config.Cluster.Secret!.Value.Count));
    }

    [Fact]
    public void Files_and_certificates()
    {
        var file = Assert.Single(DocumentExamples.Read("EtcFileConfig", "name: a/b.conf\nmode: 0o600\ncontents: text").EtcFiles);
        Assert.Equal(("a/b.conf", 0x180u, "text"), (file.Path, file.Mode, file.Contents));
        var roots = Assert.Single(DocumentExamples.Read("TrustedRootsConfig", Roots(DocumentExamples.Certificate)).TrustedRoots);
        Assert.Equal(("company", DocumentExamples.Certificate), (roots.Name, roots.Certificates.Trim()));
    }

    [Fact]
    public void A_bundle_of_certificates_may_have_text_between_them() =>
        Assert.Equal(Accepted("a further certificate authority"), DocumentExamples.Problems("TrustedRootsConfig", Roots($"One\n{DocumentExamples.Certificate}\nTwo\n{DocumentExamples.Certificate}")));

    [Theory]
    [InlineData("text", "has no certificate: PEM begins with '-----BEGIN CERTIFICATE-----'")]
    [InlineData("-----BEGIN PRIVATE KEY-----", "item 1 is not a certificate: it begins with '-----BEGIN PRIVATE KEY-----'")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA", "certificate 1 has no line '-----END CERTIFICATE-----'")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "certificate 1 is not one: what stands between its first and last line is not base64 of an X.509 certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\n$$$\n-----END CERTIFICATE-----", "certificate 1 is not one: what stands between its first and last line is not base64 of an X.509 certificate")]
    public void What_is_no_certificate(string pem, string expected) =>
        Assert.Contains($"config.yaml:4: certificates: {expected}", DocumentExamples.Problems("TrustedRootsConfig", Roots(pem)), StringComparison.Ordinal);

    [Theory]
    [InlineData("DHCPv6Config", "name: eth0", "DHCPv6")]
    [InlineData("Layer2VIPConfig", "name: 10.0.0.1\nlink: eth0", "a shared address")]
    [InlineData("TCPProbeConfig", "name: a\nendpoint: a.b:1", "a probe")]
    [InlineData("BGPInstanceConfig", DocumentExamples.BgpBfd, "BGP")]
    [InlineData("KubeSpanEndpointsConfig", "", "KubeSpan")]
    [InlineData("NetworkRuleConfig", DocumentExamples.NetworkRule, "the firewall")]
    [InlineData("NetworkDefaultActionConfig", "", "the firewall")]
    [InlineData("EtcFileConfig", "name: a", "a file below /etc")]
    [InlineData("DiscoveryIdentityConfig", DocumentExamples.DiscoveryIdentity, "discovery")]
    public void One_notice_says_that_nothing_is_done_yet(string kind, string yaml, string what) =>
        Assert.Equal(Accepted(what), DocumentExamples.Problems(kind, yaml));

    private static string Accepted(string what) => $"config.yaml:2: notice: kind: {what} is not supported yet: accepted, not acted upon";

    private static string Roots(string pem) => $"name: company\ncertificates: |\n  {pem.ReplaceLineEndings("\n  ")}";
}
