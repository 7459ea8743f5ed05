namespace Ichor.Config.Tests.Documents;

public class OtherDocumentErrorTests
{
    [Theory]
    [InlineData("DHCPv4Config", "name: a\nclientIdentifier: duid", "config.yaml:4: clientIdentifier: duid needs 'duidRaw'")]
    [InlineData("DHCPv4Config", "name: a\nduidRaw: 00ff", "config.yaml:4: duidRaw: is for 'clientIdentifier: duid' only")]
    [InlineData("DHCPv4Config", "name: a\nclientIdentifier: duid\nduidRaw: 00", "config.yaml:5: duidRaw: a client identifier has at least 2 bytes (RFC 2132 section 9.14)")]
    [InlineData("DHCPv4Config", "name: a\nclientIdentifier: duid\nduidRaw: 0", "config.yaml:5: duidRaw: '0' is not bytes as hexadecimal digits, two for each")]
    [InlineData("DHCPv4Config", "name: a\nclientIdentifier: Mac", "config.yaml:4: clientIdentifier: 'Mac' is not one of none, mac, duid (did you mean 'mac'?)")]
    [InlineData("DHCPv6Config", "name: a\nignoreRoutes: true", "config.yaml:4: ignoreRoutes: is not a known setting")]
    [InlineData("Layer2VIPConfig", "name: 10.0.0.1/24",
        "config.yaml:1: link: is required\n"
        + "config.yaml:3: name: '10.0.0.1/24' is not an IP address such as 10.0.0.5 or 2001:db8::5 (it takes no prefix length)")]
    [InlineData("HCloudVIPConfig", "name: 0.0.0.0\nlink: a",
        "config.yaml:1: apiToken: is required\n"
        + "config.yaml:3: name: '0.0.0.0' is not an IP address such as 10.0.0.5 or 2001:db8::5 (it is the unspecified address, which no host has)")]
    [InlineData("LinkAliasConfig", "name: net%d0\nselector: {match: 'true'}",
        "config.yaml:3: name: 'net%d0' is not a link name (1 to 15 printable ASCII characters without blank, '/', ':' or '%'), or one with '%d' at its end")]
    [InlineData("LinkAliasConfig", "name: '%d'\nselector: {match: 'true'}",
        "config.yaml:3: name: '%d' is not a link name (1 to 15 printable ASCII characters without blank, '/', ':' or '%'), or one with '%d' at its end")]
    [InlineData("LinkAliasConfig", "name: net0", "config.yaml:1: selector: is required")]
    [InlineData("LinkAliasConfig", "name: net0\nselector: {}", "config.yaml:4: selector.match: is required")]
    [InlineData("LinkAliasConfig", "name: net0\nselector: {match: 'link.drivr == \"a\"'}",
        "config.yaml:4: selector.match: 'link.drivr == \"a\"' is not a condition on a link, as link.driver == \"virtio_net\" (at character 6: link has no field "
        + "'drivr' (did you mean 'driver'?); fields are name, alias, alt_names, driver, driver_version, firmware_version, bus_path, pciid, vendor_id, "
        + "product_id, vendor, product, permanent_addr, hardware_addr, broadcast_addr, type, kind, slave_kind, link_state, operational_state, speed_megabits, "
        + "port, duplex, mtu, flags, index, link_index, master_index, queue_disc)")]
    [InlineData("EthernetConfig", "name: a\nrings: {rx: -1}\nchannels: {combind: 4}\nwakeOnLan: [magik]\nfeatures: {a b: true}",
        "config.yaml:4: rings.rx: '-1' is not an integer from 0 to 4294967295\n"
        + "config.yaml:5: channels.combind: is not a known setting (did you mean 'combined'?)\n"
        + "config.yaml:6: wakeOnLan[0]: 'magik' is not one of phy, unicast, multicast, broadcast, magic, magicsecure, filter (did you mean 'magic'?)\n"
        + "config.yaml:7: features.a b: 'a b' is not the name of a feature, as tx-tcp-segmentation")]
    [InlineData("RoutingRuleConfig", "name: 0",
        "config.yaml:3: name: '0' is not a priority: a decimal integer from 1 to 4294967295, but not 32500, 32766 or 32767, which are taken")]
    [InlineData("RoutingRuleConfig", "name: 32766\ntable: 100",
        "config.yaml:3: name: '32766' is not a priority: a decimal integer from 1 to 4294967295, but not 32500, 32766 or 32767, which are taken")]
    [InlineData("RoutingRuleConfig", "name: 32500\ntable: 100",
        "config.yaml:3: name: '32500' is not a priority: a decimal integer from 1 to 4294967295, but not 32500, 32766 or 32767, which are taken")]
    [InlineData("RoutingRuleConfig", "name: 0100\ntable: 100",
        "config.yaml:3: name: '0100' is not a priority: a decimal integer from 1 to 4294967295, but not 32500, 32766 or 32767, which are taken")]
    [InlineData("RoutingRuleConfig", "name: 100", "config.yaml:1: table: is required, unless 'action' is blackhole, unreachable or prohibit")]
    [InlineData("RoutingRuleConfig", "name: 100\naction: nat", "config.yaml:4: action: 'nat' is not one of unicast, blackhole, unreachable, prohibit")]
    [InlineData("RoutingRuleConfig", "name: 100\ntable: 7\nsrc: 10.0.0.0/8\ndst: 2001:db8::/32\nfwMask: 1",
        "config.yaml:6: dst: '2001:db8::/32' is not of the same family as the source 10.0.0.0/8\n"
        + "config.yaml:7: fwMask: needs 'fwMark'")]
    [InlineData("BlackholeRouteConfig", "name: 10.0.0.1", "config.yaml:3: name: '10.0.0.1' is not NETWORK/PREFIX such as 10.0.0.0/24 or 2001:db8::/64 (it has no /PREFIX)")]
    [InlineData("BlackholeRouteConfig", "name: 10.0.0.1/8", "config.yaml:3: notice: name: '10.0.0.1/8' has bits beyond its prefix: read as 10.0.0.0/8")]
    [InlineData("TCPProbeConfig", "name: a\nendpoint: a.b",
        "config.yaml:4: endpoint: 'a.b' is not HOST:PORT such as 192.0.2.1:51820, [2001:db8::1]:51820 or example.org:51820 (it has no :PORT)")]
    [InlineData("TCPProbeConfig", "name: a\nendpoint: a.b:80\ntimeout: 0s\ninterval: 0s",
        "config.yaml:5: timeout: must be more than 0\n"
        + "config.yaml:6: interval: must be more than 0")]
    [InlineData("TCPProbeConfig", "name: a\nendpoint: a.b:80\ninterval: 5\nfailureThreshold: -1",
        "config.yaml:5: interval: '5' is not a duration such as 1h30m, 5s or 100ms (it has no unit; did you mean '5s'?)\n"
        + "config.yaml:6: failureThreshold: '-1' is not an integer from 0 to 2147483647")]
    [InlineData("HTTPProbeConfig", "name: a\nurl: ftp://a.b", "config.yaml:4: url: 'ftp://a.b' is not a URL beginning with http:// or https://")]
    [InlineData("NetworkDefaultActionConfig", "ingress: deny", "config.yaml:3: ingress: 'deny' is not one of accept, block")]
    [InlineData("NetworkRuleConfig", "name: a", "config.yaml:1: portSelector: is required")]
    [InlineData("NetworkRuleConfig", "name: a\nportSelector: {protocol: tcp}", "config.yaml:4: portSelector.ports: needs at least one port")]
    [InlineData("NetworkRuleConfig", "name: a\nportSelector: {ports: [70000, 5-4, 1-2-3], protocol: tpc}",
        "config.yaml:4: portSelector.ports[0]: '70000' is not a port from 0 to 65535, or a range such as 50000-50003\n"
        + "config.yaml:4: portSelector.ports[1]: '5-4' is not a port from 0 to 65535, or a range such as 50000-50003 (the range ends before it begins)\n"
        + "config.yaml:4: portSelector.ports[2]: '1-2-3' is not a port from 0 to 65535, or a range such as 50000-50003\n"
        + "config.yaml:4: portSelector.protocol: 'tpc' is not one of tcp, udp, icmp, icmpv6 (did you mean 'tcp'?)")]
    [InlineData("NetworkRuleConfig", "name: a\nportSelector: {ports: [80-90, 1, 85], protocol: udp}", "config.yaml:4: portSelector.ports: 85 overlaps 80-90")]
    [InlineData("NetworkRuleConfig", "name: a\nportSelector: {ports: [80], protocol: icmp}\ningress: [{subnet: 10.0.0.0/8, except: 192.168.0.0/16}]",
        "config.yaml:4: notice: portSelector.ports: has no effect: packets of ICMP have no ports\n"
        + "config.yaml:5: notice: ingress[0].except: has no effect: 192.168.0.0/16 is not in 10.0.0.0/8")]
    [InlineData("NetworkRuleConfig", "name: a\nportSelector: {ports: [80], protocol: tcp}\ningress: [{subnet: 10.0.0.1}]",
        "config.yaml:5: ingress[0].subnet: '10.0.0.1' is not NETWORK/PREFIX such as 10.0.0.0/24 or 2001:db8::/64 (it has no /PREFIX)")]
    [InlineData("BGPInstanceConfig", "name: a\nlocalASN: 0", "config.yaml:4: localASN: '0' is not an integer from 1 to 4294967295")]
    [InlineData("BGPInstanceConfig", "name: a\nlocalASN: 1\nrouterID: 2001:db8::1",
        "config.yaml:1: notice: neighbors: is empty: the speaker has nobody to speak with\n"
        + "config.yaml:5: routerID: '2001:db8::1' is not an IPv4 address")]
    [InlineData("BGPInstanceConfig", "name: a\nlocalASN: 1\nneighbors:\n- {link: b, address: 10.0.0.1}\n- {}",
        "config.yaml:6: neighbors[0].link: excludes 'address': only one of them may be given\n"
        + "config.yaml:7: neighbors[1]: needs 'address' or 'link'")]
    [InlineData("BGPInstanceConfig", "name: a\nlocalASN: 1\nvrf: v\nneighbors:\n- {link: b, bfd: {}}\n- {link: b}",
        "config.yaml:7: neighbors[0].bfd: is not possible in a VRF\n"
        + "config.yaml:8: neighbors[1]: b is given twice (first in line 7)")]
    [InlineData("BGPInstanceConfig", "name: a\nlocalASN: 1\nneighbors: [{link: b}]\nimportRoutes:\n- {bgpInstance: a, prefixes: [10.0.0.0/8]}\n- {bgpInstance: b, prefixes: [10.1.0.0/16]}\n- {bgpInstance: b, prefixes: [11.0.0.0/8]}",
        "config.yaml:7: importRoutes[0].bgpInstance: is this speaker itself\n"
        + "config.yaml:8: importRoutes[1].prefixes: 10.1.0.0/16 overlaps 10.0.0.0/8: a route has one source\n"
        + "config.yaml:9: importRoutes[2].bgpInstance: 'b' is given twice")]
    [InlineData("BGPInstanceConfig", "name: a\nlocalASN: 1\nneighbors: [{link: b}]\nimportRoutes:\n- {bgpInstance: c, prefixes: [10.0.0.1/8]}\n- {bgpInstance: b}",
        "config.yaml:7: importRoutes[0].prefixes[0]: '10.0.0.1/8' is not NETWORK/PREFIX such as 10.0.0.0/24 or 2001:db8::/64 (it has bits beyond its prefix; "
        + "did you mean '10.0.0.0/8'?)\n"
        + "config.yaml:8: importRoutes[1].prefixes: needs at least one network")]
    [InlineData("KubeSpanConfig", "mtu: 1279", "config.yaml:3: mtu: '1279' is not an integer from 1280 to 65535")]
    [InlineData("KubeSpanConfig", "enabled: true", "config.yaml:2: KubeSpanConfig: needs discovery: cluster.discovery.enabled, or a DiscoveryServiceConfig")]
    [InlineData("KubeSpanEndpointsConfig", "extraAnnouncedEndpoints: [a.b:51820, 10.0.0.1]",
        "config.yaml:3: extraAnnouncedEndpoints[0]: 'a.b:51820' is not ADDRESS:PORT such as 192.0.2.1:51820 or [2001:db8::1]:51820 (a DNS name cannot stand "
        + "here)\n"
        + "config.yaml:3: extraAnnouncedEndpoints[1]: '10.0.0.1' is not ADDRESS:PORT such as 192.0.2.1:51820 or [2001:db8::1]:51820 (it has no :PORT)")]
    [InlineData("EtcFileConfig", "name: /etc/a", "config.yaml:3: name: '/etc/a' must be relative to /etc: leave the first '/' out")]
    [InlineData("EtcFileConfig", "name: a/../b", "config.yaml:3: name: 'a/../b' is not a path: its parts must not be empty, '.' or '..'")]
    [InlineData("EtcFileConfig", "name: resolv.conf", "config.yaml:3: name: /etc/resolv.conf is made by the system itself")]
    [InlineData("EtcFileConfig", "name: apparmor.d/x", "config.yaml:3: name: /etc/apparmor.d belongs to the system itself, with everything below it")]
    [InlineData("EtcFileConfig", "name: kubernetes/manifests/x.yaml\nmode: 0o10000",
        "config.yaml:4: mode: '0o10000' is not file mode bits from 0 to 0o7777, as 0o644 or 0644")]
    [InlineData("DiscoveryServiceConfig", "name: a\nendpoint: https://a.b/c", "config.yaml:4: endpoint: 'https://a.b/c' has a path: a discovery service has none")]
    [InlineData("DiscoveryServiceConfig", "name: a\nendpoint: udp://a.b",
        "config.yaml:4: endpoint: 'udp://a.b' is not a URL beginning with https:// or http:// or grpc://")]
    [InlineData("DiscoveryIdentityConfig", "clusterID: abc\nclusterSecret: AAAA",
        "config.yaml:3: clusterID: 'abc' is not 32 bytes in base64 (44 characters)\n"
        + "config.yaml:4: clusterSecret: is not 32 bytes in base64 (44 characters) (the value is a secret and is not repeated here)")]
    public void What_a_document_may_not_say(string kind, string yaml, string expected) =>
        Assert.Equal(expected, string.Join('\n', DocumentExamples.Problems(kind, yaml).Split('\n').Where(problem => !problem.Contains("is not supported yet", StringComparison.Ordinal))));
}
