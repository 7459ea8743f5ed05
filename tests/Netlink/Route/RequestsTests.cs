using System.Net;
using System.Net.Sockets;
using Ichor.Netlink.Links;
using Ichor.Netlink.Route;

namespace Ichor.Netlink.Tests.Route;

/// <summary>Our requests against what iproute2 sends for the same wish (testdata/record.sh).</summary>
public class RequestsTests
{
    private const int IfInfoMsgSize = 16, IfAddrMsgSize = 8, RtMsgSize = 12;

    private static readonly Dictionary<string, byte[]> s_recorded = File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "testdata", "iproute2.txt")).Chunk(2)
        .ToDictionary(pair => pair[0], pair => Convert.FromHexString(pair[1]), StringComparer.Ordinal);

    private static readonly LinkTarget s_p0 = new(4, Name("p0")), s_br9 = new(2, Name("br9"));

    private static LinkName Name(string text) => LinkName.Parse(text);

    private static void Same(string command, NetlinkMessage ours, int headerSize, params string[] nested)
    {
        var recorded = s_recorded.Single(pair => pair.Key.StartsWith(command, StringComparison.Ordinal)).Value;
        Assert.Equal(MessageText.Of(recorded, headerSize, nested), MessageText.Of(ours.ToBytes(0, NetlinkFlags.Ack), headerSize, nested));
    }

    private static void SameLink(string command, NetlinkMessage ours) => Same(command, ours, IfInfoMsgSize, "/18", "/18/2", "/52");

    private static NetlinkMessage Create(LinkKind kind, string name, string settings) => LinkRequests.Create(
        new NewLink { Name = Name(name), Kind = kind, Settings = Settings(kind, settings) }, link => link == s_p0.Name ? s_p0.Index : null);

    private static LinkSettings Settings(LinkKind kind, string text)
    {
        var settings = LinkSettings.Empty;
        foreach (var pair in text.Split(' '))
        {
            var setting = kind.FindSetting(pair.Split('=')[0])!;
            Assert.True(setting.TryParse(pair.Split('=')[1], out var value), pair);
            settings = settings.With(setting, value);
        }
        return settings;
    }

    [Fact]
    public void A_bond_with_lacp() => SameLink("ip link add bond0 type bond mode 802.3ad xmit", Create(Bond.Kind, "bond0",
        "mode=802.3ad xmitHashPolicy=layer3+4 lacpRate=fast adSelect=bandwidth miimon=100 updelay=200 downdelay=300 minLinks=2 "
        + "adActorSysPrio=100 adUserPortKey=5 adLACPActive=false peerNotifyDelay=400"));

    [Fact]
    public void A_bond_with_one_port_at_a_time() => SameLink("ip link add bond0 type bond mode active-backup", Create(Bond.Kind, "bond0",
        "mode=active-backup arpValidate=filter-backup arpAllTargets=all primary=p0 primaryReselect=better failOverMac=follow arpInterval=50 "
        + "arpIpTargets=10.0.0.1,10.0.0.2 nsIp6Targets=2001:db8::1,2001:db8::2 resendIgmp=3 lpInterval=4 numPeerNotif=5 "
        + "allSlavesActive=1 useCarrier=0 missedMax=6"));

    [Fact]
    public void A_bond_with_a_system_identifier_of_its_own() => SameLink("ip link add bond0 type bond mode 802.3ad ad_actor_system",
        Create(Bond.Kind, "bond0", "mode=802.3ad adActorSystem=00:00:5e:00:53:01"));

    [Fact]
    public void A_vlan_with_flags() => SameLink("ip link add link q0 name v101", LinkRequests.Create(new NewLink
    {
        Name = Name("v101"),
        Kind = Vlan.Kind,
        ParentIndex = s_p0.Index,
        Settings = Settings(Vlan.Kind, "vlanId=101 flags=gvrp,loose-binding,mvrp,bridge-binding"),
    }));

    [Fact]
    public void A_bridge_with_everything() => SameLink("ip link add b0 type bridge forward_delay", Create(Bridge.Kind, "b0",
        "forwardDelay=400 helloTime=150 maxAge=1500 ageingTime=2000 stp=true priority=4096 vlanFiltering=true vlanProtocol=802.1ad "
        + "vlanDefaultPvid=7 groupForwardMask=8 multicastSnooping=false multicastQuerier=true"));

    [Fact]
    public void Ports_of_a_bridge_and_of_a_bond()
    {
        Same("ip link set dev q0 type bridge_slave", LinkRequests.SetPort(s_p0, BridgePort.Kind, Settings(BridgePort.Kind,
            "priority=8 cost=5 hairpin=true bpduGuard=true rootBlock=true fastLeave=true learning=false flood=false multicastFlood=false "
            + "broadcastFlood=false multicastToUnicast=true proxyArp=true groupForwardMask=8 neighbourSuppression=true isolated=true locked=true")),
            IfInfoMsgSize, "/18", "/18/5");
        Same("ip link set dev q0 type bond_slave", LinkRequests.SetPort(s_p0, BondPortSettings.Kind, Settings(BondPortSettings.Kind,
            "queueId=3 priority=9")), IfInfoMsgSize, "/18", "/18/5");
    }

    [Fact]
    public void Vlans_on_a_bridge_and_its_ports()
    {
        static BridgeVlan[] Range(int first, int last, bool untagged) =>
            [.. Enumerable.Range(first, last - first + 1).Reverse().Select(id => new BridgeVlan((ushort)id, IsUntagged: untagged))];
        SameVlans("bridge vlan add dev q0 vid 30", BridgeVlanRequests.Add(s_p0, isBridge: false, new BridgeVlan(30, IsPvid: true, IsUntagged: true)));
        SameVlans("bridge vlan add dev q0 vid 10-20", BridgeVlanRequests.Add(s_p0, isBridge: false, Range(10, 20, untagged: true)));
        SameVlans("bridge vlan add dev br9 vid 5 self", BridgeVlanRequests.Add(s_br9, isBridge: true, new BridgeVlan(5)));
        SameVlans("bridge vlan del dev q0 vid 10-20", BridgeVlanRequests.Delete(s_p0, isBridge: false, [.. Range(10, 20, untagged: false).Select(vlan => vlan.Id)]));
    }

    /// <summary>IFLA_AF_SPEC is marked as nested by us, as new kernels ask for.</summary>
    private static void SameVlans(string command, NetlinkMessage ours)
    {
        var theirs = s_recorded.Single(pair => pair.Key.StartsWith(command, StringComparison.Ordinal)).Value;
        Assert.Equal(MessageText.Of(theirs, IfInfoMsgSize, "/26").Replace("/1a {", "/801a {", StringComparison.Ordinal),
            MessageText.Of(ours.ToBytes(0, NetlinkFlags.Ack), IfInfoMsgSize, "/26"));
    }

    [Theory]
    [InlineData("1:u 2 3 4 7 8:p 9", "1 untagged, 2-4, 7, 8 pvid, 9")]
    [InlineData("5 3 4 4094", "3-5, 4094")]
    public void Neighbouring_vlans_with_equal_flags_travel_as_a_range(string vlans, string ranges)
    {
        var message = BridgeVlanRequests.Add(s_p0, isBridge: false, [.. vlans.Split(' ').Select(text => new BridgeVlan(
            ushort.Parse(text.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture), text.EndsWith(":p", StringComparison.Ordinal), text.EndsWith(":u", StringComparison.Ordinal)))]);
        var decoded = BridgeVlans.Decode(message.ToBytes()[16..])!;
        Assert.Equal(vlans.Split(' ').Length, decoded.Vlans.Count);
        Assert.Equal(ranges.Split(", ").Sum(range => range.Contains('-', StringComparison.Ordinal) ? 2 : 1), (message.Length - 16 - IfInfoMsgSize - 4) / 8);
    }

    private static void SameRule(string command, RuleMessage rule) =>
        Same(command, RuleRequests.Add(rule with { Protocol = RouteProtocol.Unspecified }), RtMsgSize);

    [Fact]
    public void Rules()
    {
        var v4 = new RuleMessage { Family = AddressFamily.InterNetwork };
        var v6 = new RuleMessage { Family = AddressFamily.InterNetworkV6 };
        SameRule("ip rule add from 10",
            v4 with { Source = IpPrefix.Parse("10.0.0.0/8"), Table = 100, Priority = 500, InputLink = s_br9.Name, Mark = 16, MarkMask = 255 });
        SameRule("ip -6 rule add not", v6 with
        {
            Source = IpPrefix.Parse("2001:db8::/32"),
            Table = 1000,
            Priority = 501,
            OutputLink = s_br9.Name,
            Inverted = true,
            SuppressPrefixLength = 0,
        });
        SameRule("ip rule add l3mdev", v4 with { Priority = 1000, VrfTable = true });
        SameRule("ip rule add prohibit", v4 with { Destination = IpPrefix.Parse("10.9.0.0/16"), Priority = 502, Action = 8 });
    }

    [Fact]
    public void A_rule_is_read_back_as_it_was_written()
    {
        RuleMessage[] rules =
        [
            new()
            {
                Family = AddressFamily.InterNetworkV6,
                Source = IpPrefix.Parse("2001:db8::/32"),
                Table = 1000,
                OutputLink = s_br9.Name,
                Inverted = true,
                SuppressPrefixLength = 0,
            },
            new() { Family = AddressFamily.InterNetwork, VrfTable = true, Mark = 5, MarkMask = 7, InputLink = s_p0.Name },
        ];
        Assert.All(rules, rule => Assert.Equal(rule, RuleMessage.Decode(RuleRequests.Add(rule).ToBytes()[16..])));
    }

    [Fact]
    public void A_bond_with_ports_in_turn() =>
        SameLink("ip link add bond0 type bond mode balance-rr", Create(Bond.Kind, "bond0", "mode=balance-rr packetsPerSlave=7"));

    [Fact]
    public void A_bond_balanced_by_load() =>
        SameLink("ip link add bond0 type bond mode balance-tlb", Create(Bond.Kind, "bond0", "mode=balance-tlb tlbDynamicLb=0"));

    [Fact]
    public void A_vlan() => SameLink("ip link add link p0 name v100", LinkRequests.Create(new NewLink
    {
        Name = Name("v100"),
        Kind = Vlan.Kind,
        ParentIndex = s_p0.Index,
        Settings = Settings(Vlan.Kind, "vlanMode=802.1ad vlanId=100"),
    }));

    [Fact]
    public void A_dummy_with_address_and_mtu() => SameLink("ip link add name d0", LinkRequests.Create(new NewLink
    {
        Name = Name("d0"),
        Kind = Dummy.Kind,
        Address = HardwareAddress.Parse("02:00:00:00:00:01"),
        Mtu = 1400,
        Up = true,
    }));

    [Fact]
    public void A_bridge() => SameLink("ip link add b0 type bridge stp", Create(Bridge.Kind, "b0", "stp=true vlanFiltering=true"));

    [Fact]
    public void A_vrf() => SameLink("ip link add r0 type vrf", Create(Vrf.Kind, "r0", "table=100"));

    [Fact]
    public void A_veth_pair() => SameLink("ip link add x0 type veth", Create(Veth.Kind, "x0", "peer=x1"));

    [Fact]
    public void Changes_of_a_link()
    {
        SameLink("ip link set dev p0 up", LinkRequests.SetUp(s_p0, up: true));
        SameLink("ip link set dev p0 down", LinkRequests.SetUp(s_p0, up: false));
        SameLink("ip link set dev p0 mtu", LinkRequests.SetMtu(s_p0, 1300));
        SameLink("ip link set dev p0 address", LinkRequests.SetAddress(s_p0, HardwareAddress.Parse("02:00:00:00:00:02")));
        SameLink("ip link set dev p0 master", LinkRequests.SetMaster(s_p0, s_br9));
        SameLink("ip link set dev p0 nomaster", LinkRequests.SetMaster(s_p0, null));
        SameLink("ip link set dev p0 name", LinkRequests.Rename(s_p0, Name("q0")));
        SameLink("ip link set dev q0 alias", LinkRequests.SetAlias(s_p0, "uplink"));
        SameLink("ip link set dev br9 type bridge", LinkRequests.Set(s_br9, Bridge.Kind, Settings(Bridge.Kind, "stp=1")));
        SameLink("ip link set dev q0 multicast off", LinkRequests.SetMulticast(s_p0, on: false));
        SameLink("ip link set dev q0 group", LinkRequests.SetGroup(s_p0, 9));
        SameLink("ip link property add", LinkRequests.AddAltNames(s_p0, "uplink-one-of-a-long-name", "two"));
        SameLink("ip link property del", LinkRequests.DeleteAltNames(s_p0, "two"));
        SameLink("ip link del", LinkRequests.Delete(new LinkTarget(3, Name("p1"))));
    }

    private static AddressMessage Address(string text) => new() { Index = 2, Address = InterfaceAddress.Parse(text) };

    [Fact]
    public void Addresses()
    {
        Same("ip addr add 10.0.0.5/24", AddressRequests.Add(
            Address("10.0.0.5/24") with { Priority = 7, Flags = AddressFlags.NoPrefixRoute }, s_br9.Name), IfAddrMsgSize);
        Same("ip addr add 10.0.1.5/31", AddressRequests.Add(Address("10.0.1.5/31"), s_br9.Name), IfAddrMsgSize);
        Same("ip addr add 10.0.2.5 peer", AddressRequests.Add(
            Address("10.0.2.5/32") with { Peer = IPAddress.Parse("10.0.2.6"), Scope = RouteScope.Link }, s_br9.Name), IfAddrMsgSize);
        Same("ip addr replace 2001:db8::5/64", AddressRequests.Replace(
            Address("2001:db8::5/64") with { Flags = AddressFlags.NoDad }, s_br9.Name), IfAddrMsgSize);
        Same("ip addr del", AddressRequests.Delete(Address("10.0.0.5/24"), s_br9.Name), IfAddrMsgSize);
    }

    private static RouteMessage Route(string destination, string? gateway = null) => new()
    {
        Destination = IpPrefix.Parse(destination),
        Gateway = gateway is null ? null : IPAddress.Parse(gateway),
        OutIndex = 2,
    };

    private static void SameRoute(string command, NetlinkMessage ours) => Same(command, ours, RtMsgSize, "/8");

    [Fact]
    public void Routes()
    {
        SameRoute("ip route add default via 192", RouteRequests.Add(
            Route("0.0.0.0/0", "192.0.2.254") with { Priority = 1024, Protocol = RouteProtocol.Boot }));
        SameRoute("ip route replace", RouteRequests.Replace(
            Route("198.51.100.0/24", "192.0.2.254") with { Table = 1000, Mtu = 1280, PreferredSource = IPAddress.Parse("192.0.2.1") }));
        SameRoute("ip route add 203.0.113.7/32", RouteRequests.Add(
            Route("203.0.113.7/32") with { Scope = RouteScope.Link, Protocol = RouteProtocol.Dhcp }));
        SameRoute("ip route add default via 203", RouteRequests.Add(
            Route("0.0.0.0/0", "203.0.113.1") with { Table = 7, Flags = RouteFlags.OnLink }));
        SameRoute("ip route add 203.0.113.0/24", RouteRequests.Add(Route("203.0.113.0/24", "fe80::1")));
        SameRoute("ip route add blackhole", RouteRequests.Add(
            Route("10.9.0.0/16") with { Type = RouteType.Blackhole, OutIndex = null }));
        SameRoute("ip route add unreachable", RouteRequests.Add(
            Route("10.10.0.0/16") with { Type = RouteType.Unreachable, OutIndex = null, Priority = 5 }));
        SameRoute("ip -6 route add prohibit", RouteRequests.Add(
            Route("2001:db8:9::/48") with { Type = RouteType.Prohibit, OutIndex = null }));
        SameRoute("ip route add throw", RouteRequests.Add(
            Route("10.11.0.0/16") with { Type = RouteType.Throw, OutIndex = null, Table = 1000 }));
        SameRoute("ip -6 route add 2001:db8:1::/48", RouteRequests.Add(Route("2001:db8:1::/48", "2001:db8::ffff") with { Priority = 20 }));
        SameRoute("ip route add 10.8.0.0/16", RouteRequests.Add(Route("10.8.0.0/16") with
        {
            OutIndex = null,
            NextHops = new([new(IPAddress.Parse("192.0.2.2"), 2, Weight: 2), new(IPAddress.Parse("192.0.2.3"), 2)]),
        }));
    }
}
