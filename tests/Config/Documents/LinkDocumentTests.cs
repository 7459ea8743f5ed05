using Ichor.Netlink.Links;

namespace Ichor.Config.Tests.Documents;

public class LinkDocumentTests
{
    [Fact]
    public void What_is_said_about_a_link_that_is_there()
    {
        var link = Read("LinkConfig", DocumentExamples.Link);

        Assert.Equal(("enp0s3", null, true, 9000u, false, 3), (link.Name.ToString(), link.Kind, link.Up, link.Mtu, link.Multicast, link.Because.Line));
        Assert.Equal(("10.0.0.5/24", 512u, "2001:db8::5/64", null),
            (link.Addresses[0].Address.ToString(), link.Addresses[0].RoutePriority, link.Addresses[1].Address.ToString(), link.Addresses[1].RoutePriority));
        Assert.Equal("0.0.0.0/0 via 10.0.0.1 | 10.2.0.0/16 via 10.0.0.2 from 10.0.0.5 metric 300 mtu 1400 table 100 | 10.3.0.0/16 table 254",
            string.Join(" | ", link.Routes.Select(Text)));
        Assert.Equal(12, link.Routes[0].Because.Line);
    }

    [Fact]
    public void What_is_not_said_is_left_alone()
    {
        var link = Read("LinkConfig", "name: eth0");
        Assert.Equal((null, null, null, null), (link.Up, link.Mtu, link.Multicast, link.HardwareAddress));
        Assert.True(link.Addresses.IsEmpty && link.Routes.IsEmpty && link.Settings.IsEmpty);
    }

    [Theory]
    [InlineData("DummyLinkConfig", DocumentExamples.Dummy, "dummy0: dummy")]
    [InlineData("VLANConfig", DocumentExamples.Vlan, "storage: vlan vlanId=100 vlanMode=802.1ad on bond0")]
    [InlineData("VLANConfig", "name: v\nvlanID: 4094\nparent: bond0", "v: vlan vlanId=4094 on bond0")]
    [InlineData("BridgeConfig", DocumentExamples.Bridge, "br0: bridge stp=true vlanFiltering=true of [enp1s0, enp2s0]")]
    [InlineData("BridgeConfig", "name: br0", "br0: bridge stp=false vlanFiltering=false")]
    [InlineData("VRFConfig", DocumentExamples.Vrf, "vrf-blue: vrf table=100 of [enp1s0]")]
    [InlineData("VethConfig", DocumentExamples.Veth, "veth0: veth peer=veth1")]
    [InlineData("WireguardConfig", DocumentExamples.Wireguard, "wg0: wireguard")]
    [InlineData("BondConfig", DocumentExamples.ArpBond,
        "bond1: bond mode=active-backup arpValidate=all primary=enp4s0 arpInterval=500 arpIpTargets=10.0.0.1,10.0.0.2 nsIp6Targets=2001:db8::1 missedMax=3 of [enp3s0, enp4s0]")]
    [InlineData("BondConfig", DocumentExamples.Bond,
        "bond0: bond mode=802.3ad xmitHashPolicy=layer3+4 lacpRate=fast arpAllTargets=any primaryReselect=better failOverMac=none adSelect=count miimon=100 updelay=200 "
        + "downdelay=300 resendIgmp=2 minLinks=1 lpInterval=3 numPeerNotif=4 allSlavesActive=false useCarrier=true adActorSysPrio=100 adUserPortKey=5 adLACPActive=true "
        + "peerNotifyDelay=200 of [enp1s0, enp2s0]")]
    [InlineData("BondConfig", "name: b\nlinks: [a]\nbondMode: balance-alb\ntlbLogicalLb: 0\nmiimon: 0", "b: bond mode=balance-alb miimon=0 tlbDynamicLb=false of [a]")]
    public void Each_kind_becomes_its_settings(string kind, string yaml, string expected)
    {
        var link = Read(kind, yaml);
        Assert.Equal(expected, $"{link.Name}: {$"{link.Kind} {link.Settings}".TrimEnd()}{(link.Parent is null ? "" : $" on {link.Parent}")}{(link.Ports.IsEmpty ? "" : $" of {link.Ports}")}");
    }

    [Fact]
    public void Every_kind_may_have_what_a_link_has() => Assert.All(
        DocumentExamples.All.Where(example => example.Yaml.Contains("table: main }", StringComparison.Ordinal)), example =>
        {
            var link = Read(example.Kind, example.Yaml);
            Assert.Equal("10.2.0.0/16", Assert.Single(link.Routes).Destination.ToString());
            Assert.Equal((7u, true), (Assert.Single(link.Addresses).RoutePriority, link.Mtu > 0));
        });

    [Fact]
    public void The_other_end_of_a_veth_has_its_own_addresses_and_routes()
    {
        var peer = Read("VethConfig", DocumentExamples.Veth).Peer!;
        Assert.Equal(("veth1", Veth.Kind, false, 1400u, false), (peer.Name.ToString(), peer.Kind, peer.Up, peer.Mtu, peer.Multicast));
        Assert.Equal(("10.0.0.6/24", "10.3.0.0/16 via 10.0.0.5 from 10.0.0.6 metric 6 mtu 1300 table 255"),
            (Assert.Single(peer.Addresses).Address.ToString(), Text(Assert.Single(peer.Routes))));
    }

    [Fact]
    public void A_tunnel_keeps_its_keys_and_peers()
    {
        var wireguard = Read("WireguardConfig", DocumentExamples.Wireguard).Wireguard!;
        var peer = Assert.Single(wireguard.Peers);
        Assert.Equal(("gNoasoKOJzl+/B+uXhvsBVxv81OcVLrlcmQ5jQwZO08=", 51820, 0x20u), (wireguard.PrivateKey.Value.ToString(), wireguard.ListenPort, wireguard.FirewallMark));
        Assert.Equal(("FpCyhws9cxwWoV4xELtfJvjJN+zQVRPISllRWgeopVE=", "209.202.254.14:8172", 25, "[192.168.88.0/24, 2001:db8::/64]"),
            (peer.PresharedKey!.Value.ToString(), peer.Endpoint!.ToString(), (int)peer.PersistentKeepaliveInterval.TotalSeconds, peer.AllowedIps.ToString()));
        Assert.DoesNotContain("gNoasoKO", wireguard.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("FpCyhws9", wireguard.ToString(), StringComparison.Ordinal);
    }

    private static LinkDocument Read(string kind, string yaml) => Assert.Single(DocumentExamples.Read(kind, yaml).Links);

    private static string Text(RouteConfig route) => $"{route.Destination}"
        + (route.Gateway is null ? "" : $" via {route.Gateway}") + (route.Source is null ? "" : $" from {route.Source}")
        + (route.Metric is null ? "" : $" metric {route.Metric}") + (route.Mtu is null ? "" : $" mtu {route.Mtu}") + (route.Table is null ? "" : $" table {route.Table}");
}
