using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Ichor.Netlink.Links;
using Ichor.Netlink.Route;
using static Ichor.Netlink.Tests.NetworkNamespace;

namespace Ichor.Netlink.Tests.Route;

/// <summary>Requests and dumps against the running kernel, with iproute2 as the witness.</summary>
[Trait("Category", "Root")]
public class KernelTests
{
    private static JsonElement IpJson(string arguments) => JsonDocument.Parse(Ip($"-j -d {arguments}")).RootElement;

    private static LinkName Name(string text) => LinkName.Parse(text);

    private static LinkMessage Link(NetlinkSocket socket, string name)
    {
        var (links, error) = RouteTables.Links(socket);
        Assert.Null(error);
        return links.Single(link => link.Name == Name(name));
    }

    private static LinkTarget Target(NetlinkSocket socket, string name) => new(Link(socket, name).Index, Name(name));

    private static void Do(NetlinkSocket socket, params NetlinkMessage[] messages) =>
        Assert.All(socket.Execute(messages), error => Assert.Null(error?.ToString()));

    private static NetlinkMessage CreateBridge(string name, int index = 0, bool up = true) => LinkRequests.Create(new NewLink
    {
        Name = Name(name),
        Kind = Bridge.Kind,
        Index = index,
        Up = up,
        Settings = LinkSettings.Empty.With(Bridge.Stp, true),
    });

    [Fact]
    public void Links_are_created_changed_and_decoded_as_ip_shows_them() => Run(() =>
    {
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Route);
        Do(socket, CreateBridge("br0", 77),
            LinkRequests.Create(new NewLink { Name = Name("v0"), Kind = Veth.Kind, Settings = LinkSettings.Empty.With(Veth.Peer, Name("v1")) }));
        var (v0, br0) = (Target(socket, "v0"), Target(socket, "br0"));
        Do(socket, LinkRequests.SetMtu(v0, 1400), LinkRequests.SetAddress(v0, HardwareAddress.Parse("02:00:00:00:00:09")),
            LinkRequests.SetMaster(v0, br0), LinkRequests.SetUp(v0, up: true), LinkRequests.SetAlias(v0, "uplink"),
            LinkRequests.AddAltNames(v0, "a-name-of-more-than-fifteen-bytes", "two"), LinkRequests.DeleteAltNames(v0, "two"));

        Assert.Equal(77, br0.Index);
        Assert.True(Link(socket, "br0").Settings.Get(Bridge.Stp));
        var link = Link(socket, "v0");
        var shown = IpJson("link show dev v0")[0];
        Assert.Equal(shown.GetProperty("ifindex").GetInt32(), link.Index);
        Assert.Equal(shown.GetProperty("mtu").GetUInt32(), link.Mtu);
        Assert.Equal(shown.GetProperty("address").GetString(), link.Address.ToString());
        Assert.Equal(shown.GetProperty("broadcast").GetString(), link.BroadcastAddress.ToString());
        Assert.Equal(shown.GetProperty("qdisc").GetString(), link.QueueDiscipline);
        Assert.Equal(shown.GetProperty("ifalias").GetString(), link.Alias);
        Assert.Equal(shown.GetProperty("link_type").GetString(), RouteTexts.LinkTypeToText(link.Type));
        Assert.Equal("a-name-of-more-than-fifteen-bytes", link.AltNames.ToString());
        Assert.Equal(("veth", "bridge", 77), (link.Kind, link.PortKind, link.MasterIndex));
        Assert.Equal(Link(socket, "v1").Index, link.ParentIndex);
        Assert.True(link.IsUp);

        Do(socket, LinkRequests.SetMaster(v0, null), LinkRequests.Set(br0, Bridge.Kind, LinkSettings.Empty.With(Bridge.Stp, false)),
            LinkRequests.SetUp(v0, up: false), LinkRequests.Rename(v0, Name("new0")));
        Assert.Null(Link(socket, "new0").MasterIndex);
        Assert.False(Link(socket, "br0").Settings.Get(Bridge.Stp));
        Do(socket, LinkRequests.Delete(v0));
        Assert.DoesNotContain(RouteTables.Links(socket).Links, other => other.Name == Name("v1"));
    });

    [Fact]
    public void Addresses_carry_owner_priority_and_flags() => Run(() =>
    {
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Route);
        var br0 = Name("br0");
        AddressMessage[] wanted =
        [
            new() { Index = 9, Address = InterfaceAddress.Parse("10.0.0.5/24"), Protocol = 0x77, Priority = 1024, Label = "br0",
                Broadcast = IPAddress.Parse("10.0.0.255"), Flags = AddressFlags.Permanent | AddressFlags.NoPrefixRoute },
            new() { Index = 9, Address = InterfaceAddress.Parse("10.1.0.4/31"), Label = "br0", Flags = AddressFlags.Permanent },
            new() { Index = 9, Address = InterfaceAddress.Parse("10.2.0.1/32"), Peer = IPAddress.Parse("10.2.0.2"), Label = "br0",
                Scope = RouteScope.Link, Flags = AddressFlags.Permanent },
            new() { Index = 9, Address = InterfaceAddress.Parse("2001:db8::5/64"), Protocol = 0x77, Priority = 7,
                Flags = AddressFlags.Permanent | AddressFlags.NoDad },
            new() { Index = 9, Address = InterfaceAddress.Parse("2001:db8:1::5/64"), Peer = IPAddress.Parse("2001:db8:1::6"),
                Flags = AddressFlags.Permanent | AddressFlags.NoDad },
        ];
        Do(socket, [CreateBridge("br0", 9), .. wanted.Select(address => AddressRequests.Add(address, br0))]);

        var (seen, error) = RouteTables.Addresses(socket);
        Assert.Null(error);
        Assert.Equal(wanted, seen.Where(address => address.Index == 9 && address.Protocol != 3).OrderBy(address => address.Address));
        Assert.Equal("EEXIST", socket.Execute(AddressRequests.Add(wanted[0], br0))!.Name);

        Do(socket, AddressRequests.Replace(wanted[3] with { Priority = 8 }, br0));
        Assert.Contains(wanted[3] with { Priority = 8 }, RouteTables.Addresses(socket).Addresses);
        Do(socket, [.. wanted.Select(address => AddressRequests.Delete(address, br0))]);
        Assert.DoesNotContain(RouteTables.Addresses(socket).Addresses, address => address.Index == 9 && address.Protocol != 3);
    });

    [Fact]
    public void Routes_come_back_as_they_were_asked_for() => Run(() =>
    {
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Route);
        var gateway = IPAddress.Parse("192.0.2.254");
        RouteMessage[] wanted =
        [
            new() { Destination = IpPrefix.AnyV4, Gateway = gateway, OutIndex = 9, Priority = 1024, Protocol = 0x77 },
            new() { Destination = IpPrefix.AnyV4, Gateway = gateway, OutIndex = 9, Priority = 2048, Protocol = 0x77, Mtu = 1400 },
            new() { Destination = IpPrefix.Parse("10.9.0.0/16"), Type = RouteType.Blackhole, Protocol = 0x77 },
            new() { Destination = IpPrefix.Parse("198.51.100.0/24"), Gateway = gateway, OutIndex = 9, Table = 1000,
                PreferredSource = IPAddress.Parse("192.0.2.1") },
            new() { Destination = IpPrefix.Parse("203.0.113.0/24"), Gateway = IPAddress.Parse("fe80::1"), OutIndex = 9 },
            new() { Destination = IpPrefix.Parse("203.0.113.7/32"), OutIndex = 9, Scope = RouteScope.Link },
            new() { Destination = IpPrefix.Parse("203.0.114.0/24"), Gateway = IPAddress.Parse("203.0.115.1"), OutIndex = 9, Flags = RouteFlags.OnLink },
            new() { Destination = IpPrefix.Parse("203.0.116.0/24"), NextHops = new([new(gateway, 9, 2), new(IPAddress.Parse("192.0.2.253"), 9)]) },
            new() { Destination = IpPrefix.Parse("203.0.117.0/24"), Type = RouteType.Unreachable, Priority = 5 },
            new() { Destination = IpPrefix.Parse("203.0.118.0/24"), Type = RouteType.Prohibit, Table = 1000 },
            new() { Destination = IpPrefix.Parse("203.0.119.0/24"), Type = RouteType.Throw, Table = 1000 },
            new() { Destination = IpPrefix.Parse("2001:db8:2::/48"), Type = RouteType.Blackhole, Priority = 1024, Protocol = 0x77 },
            new() { Destination = IpPrefix.Parse("2001:db8:3::/48"), Type = RouteType.Unreachable, Priority = 7, Table = 1000 },
            new() { Destination = IpPrefix.Parse("2001:db8:4::/48"), Gateway = IPAddress.Parse("fe80::1"), OutIndex = 9, Priority = 20, Mtu = 1280,
                PreferredSource = IPAddress.Parse("2001:db8::1") },
            new() { Destination = IpPrefix.Parse("2001:db8:1::/48"), Gateway = IPAddress.Parse("2001:db8::ffff"), OutIndex = 9, Priority = 20 },
        ];
        Do(socket, [CreateBridge("br0", 9, up: false),
            AddressRequests.Add(new() { Index = 9, Address = InterfaceAddress.Parse("192.0.2.1/24") }, Name("br0")),
            AddressRequests.Add(new() { Index = 9, Address = InterfaceAddress.Parse("2001:db8::1/64"), Flags = AddressFlags.NoDad }, Name("br0"))]);
        Ip("link add p0 type veth peer name p1");
        Ip("link set p0 master br0 up");
        Ip("link set p1 up");
        Ip("link set br0 up");
        Do(socket, [.. wanted.Select(RouteRequests.Add)]);

        var (seen, error) = RouteTables.Routes(socket);
        Assert.Null(error);
        const RouteFlags wishes = RouteFlags.OnLink;
        Assert.All(wanted, route => Assert.Contains(route, seen.Select(other => other with
        {
            Flags = other.Flags & wishes,
            NextHops = new(other.NextHops.Select(hop => hop with { Flags = RouteFlags.None })),
        })));
        Assert.Equal(2, seen.Count(route => route.Destination.Equals(IpPrefix.AnyV4)));
        Assert.Contains("via 192.0.2.254 dev br0", Ip("route show default metric 1024"), StringComparison.Ordinal);

        Do(socket, RouteRequests.Replace(wanted[1] with { Mtu = 1300 }));
        Assert.Contains(RouteTables.Routes(socket).Routes, route => route.Mtu == 1300);
        Do(socket, [.. wanted.Select(RouteRequests.Delete)]);
        Assert.DoesNotContain(RouteTables.Routes(socket).Routes, route => wanted.Any(other => other.Destination.Equals(route.Destination)));
    });

    [Fact]
    public void Rules_come_back_as_they_were_asked_for() => Run(() =>
    {
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Route);
        RuleMessage[] wanted =
        [
            new() { Family = AddressFamily.InterNetwork, Priority = 500, Source = IpPrefix.Parse("10.0.0.0/8"), Table = 100, Mark = 16, MarkMask = 255 },
            new() { Family = AddressFamily.InterNetworkV6, Priority = 501, Destination = IpPrefix.Parse("2001:db8::/32"), Table = 1000,
                InputLink = Name("lo"), OutputLink = Name("absent0") },
            new() { Family = AddressFamily.InterNetwork, Priority = 502, Destination = IpPrefix.Parse("10.9.0.0/16"), Action = 8 },
        ];
        var added = socket.Execute([.. wanted.Select(RuleRequests.Add)]);
        Assert.SkipWhen(added.All(error => error?.Number == NetlinkErrno.EOPNOTSUPP), "this kernel has no routing rules");
        Assert.All(added, error => Assert.Null(error?.ToString()));
        Assert.All(wanted, rule => Assert.Contains(rule, RouteTables.Rules(socket).Rules));
        Do(socket, [.. wanted.Select(RuleRequests.Delete)]);
        Assert.DoesNotContain(RouteTables.Rules(socket).Rules, rule => rule.Priority is >= 500 and <= 502);
    });

    [Fact]
    public void A_port_of_a_bridge_has_settings_that_change() => Run(() =>
    {
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Route);
        Do(socket, CreateBridge("br0", 9));
        Ip("link add v0 type veth peer name v1");
        var v0 = Target(socket, "v0");
        Assert.Equal(LinkSettings.Empty, Link(socket, "v0").PortSettings);
        var wanted = LinkSettings.Empty.With(BridgePort.Cost, 7u).With(BridgePort.Isolated, true).With(BridgePort.Learning, false);
        Do(socket, LinkRequests.SetMaster(v0, new LinkTarget(9, Name("br0"))), LinkRequests.SetPort(v0, BridgePort.Kind, wanted),
            LinkRequests.SetMulticast(v0, on: false), LinkRequests.SetGroup(v0, 9));

        var link = Link(socket, "v0");
        Assert.Equal(link.PortSettings, link.PortSettings.Overlay(wanted));
        var shown = IpJson("link show dev v0")[0].GetProperty("linkinfo").GetProperty("info_slave_data");
        Assert.Equal((7, true, false), (shown.GetProperty("cost").GetInt32(), shown.GetProperty("isolated").GetBoolean(), shown.GetProperty("learning").GetBoolean()));
        Assert.Equal((LinkFlags.None, 9u), (link.Flags & LinkFlags.Multicast, link.Group));
    });

    [Fact]
    public void What_a_bridge_says_of_the_vlans_on_a_port_is_followed() => Run(() =>
    {
        using var monitor = NetlinkSocket.Monitor(RouteGroup.Link);
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Route);
        Do(socket, CreateBridge("br0", 9));
        Ip("link add v0 type veth peer name v1");
        var v0 = Target(socket, "v0");
        Do(socket, LinkRequests.SetMaster(v0, new LinkTarget(9, Name("br0"))));
        var (vlans, error) = RouteTables.Vlans(socket);
        Assert.Null(error);
        Assert.Equal(9, vlans.Single(one => one.Index == v0.Index).MasterIndex);
        Assert.Null(vlans.Single(one => one.Index == 9).MasterIndex);
        Do(socket, LinkRequests.SetMaster(v0, null));

        var replies = new List<NetlinkReply>();
        while (monitor.Receive(replies) == ReceiveResult.Messages) { }
        var seen = replies.Select(reply => RouteEvent.Decode(reply)).OfType<BridgeVlansChanged>().Where(change => change.Vlans.Index == v0.Index).ToList();
        Assert.Contains(seen, change => change.Vlans.MasterIndex == 9);
        Assert.Equal(new BridgeVlans(v0.Index, null, new()), seen[^1].Vlans);
    });

    [Fact]
    public void Settings_of_a_bridge_change_while_it_lives() => Run(() =>
    {
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Route);
        Do(socket, CreateBridge("br0", 9, up: false));
        var wanted = LinkSettings.Empty.With(Bridge.ForwardDelay, 400u).With(Bridge.HelloTime, 150u).With(Bridge.MaxAge, 1500u)
            .With(Bridge.AgeingTime, 2000u).With(Bridge.Priority, 4096u).With(Bridge.GroupForwardMask, 8u);
        Do(socket, LinkRequests.Set(new LinkTarget(9, Name("br0")), Bridge.Kind, wanted));

        var settings = Link(socket, "br0").Settings;
        Assert.All(wanted.Entries, entry => Assert.True(settings.TryGet(entry.Setting, out var value) && value.Equals(entry.Value), $"{entry.Setting}: {settings}"));
    });

    [Theory]
    [InlineData(1, "0")]
    [InlineData(100, "99")]
    [InlineData(101, "100")]
    [InlineData(250, "0 99 100 199 249")]
    [InlineData(200, "")]
    public void The_first_and_last_of_a_send_are_told_apart(int count, string refused) => Run(() =>
    {
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Route);
        var wrong = refused.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToHashSet();
        var outcomes = socket.Execute([.. Enumerable.Range(0, count).Select(i => AddressRequests.Add(
            new() { Index = wrong.Contains(i) ? 4711 : 1, Address = InterfaceAddress.Parse($"127.1.0.{i}/32") }, Name("lo")))]);
        Assert.Equal(wrong.Order(), Enumerable.Range(0, count).Where(i => outcomes[i] is not null));
        Assert.Null(socket.Execute(LinkRequests.SetUp(new LinkTarget(1, Name("lo")), up: true)));
    });

    [Fact]
    public void Each_request_of_a_batch_has_its_own_outcome() => Run(() =>
    {
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Route);
        var (lo, absent) = (new LinkTarget(1, Name("lo")), new LinkTarget(4711, Name("absent0")));
        var batch = Enumerable.Range(0, 250).Select(i => i % 50 == 7
            ? LinkRequests.SetMtu(absent, 1)
            : AddressRequests.Add(new() { Index = 1, Address = InterfaceAddress.Parse($"127.1.0.{i}/32") }, lo.Name)).ToList();

        var outcomes = socket.Execute(batch);

        Assert.Equal([7, 57, 107, 157, 207], Enumerable.Range(0, 250).Where(i => outcomes[i] is not null));
        Assert.Equal(245, RouteTables.Addresses(socket).Addresses.Count(address => address.Address.ToString().StartsWith("127.1.0.", StringComparison.Ordinal)));
    });

    [Fact]
    public void A_refusal_has_the_kernels_words()
        => Run(() =>
    {
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Route);
        var unreachable = new RouteMessage { Destination = IpPrefix.AnyV4, Gateway = IPAddress.Parse("192.0.2.1"), Priority = 1024 };
        Assert.Equal("add route 0.0.0.0/0 via 192.0.2.1 metric 1024: ENETUNREACH (Nexthop has invalid gateway)",
            socket.Execute(RouteRequests.Add(unreachable))!.ToString());
        Assert.Equal("set mtu 1 on absent0: ENODEV", socket.Execute(LinkRequests.SetMtu(new LinkTarget(4711, Name("absent0")), 1))!.ToString());
        Assert.Equal("list addresses: EINVAL (ipv4: Invalid values in header for address dump request)",
            socket.Ask(new NetlinkMessage(22, NetlinkFlags.Dump, "list addresses").Header(new IfAddrMsg(2, PrefixLength: 8))).Error!.ToString());
    });

    [Fact]
    public void A_monitor_hears_of_links_addresses_and_routes() => Run(() =>
    {
        using var monitor = NetlinkSocket.Monitor(RouteGroup.Link, RouteGroup.AddressV4, RouteGroup.RouteV4);
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Route);
        Do(socket, CreateBridge("br0", 9), AddressRequests.Add(new() { Index = 9, Address = InterfaceAddress.Parse("10.0.0.5/24") }, Name("br0")),
            LinkRequests.Delete(new LinkTarget(9, Name("br0"))));

        var replies = new List<NetlinkReply>();
        while (monitor.Receive(replies) == ReceiveResult.Messages) { }
        var events = replies.Select(reply => RouteEvent.Decode(reply)).OfType<RouteEvent>().ToList();

        Assert.Contains(events, e => e is LinkChanged { Link: { Index: 9, Kind: "bridge" } });
        Assert.Contains(events, e => e is AddressChanged { Address.Index: 9 });
        Assert.Contains(events, e => e is AddressGone { Address.Index: 9 });
        Assert.Contains(events, e => e is RouteChanged { Route.OutIndex: 9 });
        Assert.IsType<LinkGone>(events[^1]);
        Assert.Equal(ReceiveResult.Empty, monitor.Receive(replies));
    });

    [Fact]
    public void A_monitor_that_is_not_read_reports_the_loss() => Run(() =>
    {
        using var monitor = NetlinkSocket.Monitor(RouteGroup.AddressV4);
        monitor.Set(1, 33, 1);      // SO_RCVBUFFORCE: the kernel's minimum
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Route);
        Do(socket, [.. Enumerable.Range(0, 250).Select(i =>
            AddressRequests.Add(new() { Index = 1, Address = InterfaceAddress.Parse($"127.1.0.{i}/32") }, Name("lo")))]);

        var results = new List<ReceiveResult>();
        var replies = new List<NetlinkReply>();
        do
            results.Add(monitor.Receive(replies));
        while (results[^1] != ReceiveResult.Empty);

        Assert.Contains(ReceiveResult.Overrun, results);
        Assert.NotEmpty(replies);
    });
}
