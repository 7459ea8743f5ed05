using System.Net;
using System.Net.Sockets;
using static Ichor.Netlink.Kernel.NetlinkConstants;
using static Ichor.Netlink.Kernel.RouteConstants;

namespace Ichor.Netlink.Route;

/// <summary>Requests about routes.</summary>
public static class RouteRequests
{
    /// <summary>All routes of one family in all tables.</summary>
    public static NetlinkMessage GetAll(AddressFamily family) =>
        new NetlinkMessage(RTM_GETROUTE, NetlinkFlags.Dump, "list routes").Header(new RtMsg(FamilyNumber(family)));

    /// <summary>Adds a route; refused if there is one with the same destination, priority and table.</summary>
    public static NetlinkMessage Add(RouteMessage route) =>
        Message(RTM_NEWROUTE, NetlinkFlags.Create | NetlinkFlags.Exclusive, route, "add route");

    /// <summary>Adds an IPv6 route, also beside others of its destination, priority and table; refused if the very same is there.</summary>
    public static NetlinkMessage AddBeside(RouteMessage route) => Message(RTM_NEWROUTE, NetlinkFlags.Create, route, "add route");

    /// <summary>Adds a route in place of one with the same destination, priority and table.</summary>
    public static NetlinkMessage Replace(RouteMessage route) =>
        Message(RTM_NEWROUTE, NetlinkFlags.Create | NetlinkFlags.Replace, route, "set route");

    /// <summary>Removes a route. The kernel compares all that is said here but the MTU; a route that merely has the same destination stays.</summary>
    public static NetlinkMessage Delete(RouteMessage route) => Message(RTM_DELROUTE, NetlinkFlags.None, route, "remove route");

    internal static byte FamilyNumber(AddressFamily family) => (byte)(family == AddressFamily.InterNetwork ? AF_INET : AF_INET6);

    /// <summary>RTA_GATEWAY, or RTA_VIA (struct rtvia: family, address) when the gateway is of the other family (RFC 5549).</summary>
    internal static void WriteGateway(NetlinkMessage into, IPAddress gateway, AddressFamily family)
    {
        if (gateway.AddressFamily == family)
            into.Address(RTA_GATEWAY, gateway);
        else
            into.Bytes(RTA_VIA, [FamilyNumber(gateway.AddressFamily), 0, .. gateway.GetAddressBytes()]);
    }

    private static NetlinkMessage Message(ushort type, NetlinkFlags flags, RouteMessage route, string verb)
    {
        var message = new NetlinkMessage(type, flags, $"{verb} {Describe(route)}").Header(Header(route));
        if (!route.Destination.IsDefault)
            message.Address(RTA_DST, route.Destination.Address);
        if (route.Source is { IsDefault: false } source)
            message.Address(RTA_SRC, source.Address);
        if (route.Gateway is { } gateway)
            WriteGateway(message, gateway, route.Family);
        if (route.OutIndex is { } link)
            message.Int32(RTA_OIF, link);
        if (route.Table > byte.MaxValue)
            message.UInt32(RTA_TABLE, route.Table);
        if (route.Priority != 0)
            message.UInt32(RTA_PRIORITY, route.Priority);
        if (route.PreferredSource is { } preferred)
            message.Address(RTA_PREFSRC, preferred);
        if (route.Mtu != 0 && type != RTM_DELROUTE)
            message.Nested(RTA_METRICS, metrics => metrics.UInt32(RTAX_MTU, route.Mtu));
        if (route.NextHops.Count > 0)
            message.Nested(RTA_MULTIPATH, hops =>
            {
                foreach (var hop in route.NextHops)
                    hop.WriteTo(hops, route.Family);
            });
        return message;
    }

    /// <summary>Of the flags only RTNH_F_ONLINK is a wish; the kernel sets the others.</summary>
    private static RtMsg Header(RouteMessage route) => new(
        FamilyNumber(route.Family), (byte)route.Destination.Length, (byte)(route.Source?.Length ?? 0), 0,
        (byte)(route.Table > byte.MaxValue ? 0 : route.Table), route.Protocol, (byte)route.Scope, (byte)route.Type,
        (uint)(route.Flags & RouteFlags.OnLink));

    private static string Describe(RouteMessage route) =>
        $"{(route.Type == RouteType.Unicast ? "" : route.Type.ToText() + " ")}{route.Destination}"
        + (route.Gateway is null ? "" : $" via {route.Gateway}")
        + (route.Priority == 0 ? "" : $" metric {route.Priority}")
        + (route.Table == RouteTable.Main ? "" : $" in table {route.Table}");
}
