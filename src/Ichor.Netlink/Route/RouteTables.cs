using System.Net.Sockets;

namespace Ichor.Netlink.Route;

/// <summary>The kernel's tables, listed and decoded.</summary>
public static class RouteTables
{
    /// <summary>Lists all links. Settings that refer to another link by index have its name.</summary>
    public static (IReadOnlyList<LinkMessage> Links, NetlinkError? Error) Links(NetlinkSocket socket)
    {
        var request = LinkRequests.GetAll();
        var answer = socket.Ask(request);
        var names = new Dictionary<int, LinkName>();
        socket.Decode<LinkMessage>(answer, request, reply =>
        {
            if (LinkMessage.Identity(reply) is var (link, itsName))
                names[link] = itsName;
            return null;
        });
        return (socket.Decode(answer, request, reply => LinkMessage.Decode(reply, index => names.TryGetValue(index, out var name) ? name : null)), answer.Error);
    }

    /// <summary>Reads one link. <paramref name="nameOf"/> gives names of links that settings refer to.</summary>
    public static (LinkMessage? Link, NetlinkError? Error) Link(NetlinkSocket socket, LinkTarget link, Func<int, LinkName?>? nameOf = null)
    {
        var (links, error) = Ask(socket, LinkRequests.Get(link), reply => LinkMessage.Decode(reply, nameOf));
        return (links.Count > 0 ? links[0] : null, error);
    }

    /// <summary>Lists the VLANs on all bridges and their ports.</summary>
    public static (IReadOnlyList<BridgeVlans> Vlans, NetlinkError? Error) Vlans(NetlinkSocket socket) =>
        Ask(socket, BridgeVlanRequests.GetAll(), BridgeVlans.Decode);

    /// <summary>Lists all IPv4 and IPv6 addresses.</summary>
    public static (IReadOnlyList<AddressMessage> Addresses, NetlinkError? Error) Addresses(NetlinkSocket socket) =>
        Ask(socket, AddressRequests.GetAll(), AddressMessage.Decode);

    /// <summary>Lists all IPv4 and IPv6 routes of all tables.</summary>
    public static (IReadOnlyList<RouteMessage> Routes, NetlinkError? Error) Routes(NetlinkSocket socket) =>
        BothFamilies(socket, RouteRequests.GetAll, RouteMessage.Decode);

    /// <summary>Lists all IPv4 and IPv6 routing rules.</summary>
    public static (IReadOnlyList<RuleMessage> Rules, NetlinkError? Error) Rules(NetlinkSocket socket) =>
        BothFamilies(socket, RuleRequests.GetAll, RuleMessage.Decode);

    private static (IReadOnlyList<T> Entries, NetlinkError? Error) Ask<T>(NetlinkSocket socket, NetlinkMessage request, ReplyDecoder<T> decode) where T : class
    {
        var answer = socket.Ask(request);
        return (socket.Decode(answer, request, decode), answer.Error);
    }

    /// <summary>A kernel without IPv6 has no IPv6 entries, which is not an error.</summary>
    private static (IReadOnlyList<T> Entries, NetlinkError? Error) BothFamilies<T>(
        NetlinkSocket socket, Func<AddressFamily, NetlinkMessage> request, ReplyDecoder<T> decode) where T : class
    {
        var (v4, error) = Ask(socket, request(AddressFamily.InterNetwork), decode);
        var (v6, v6Error) = Ask(socket, request(AddressFamily.InterNetworkV6), decode);
        return ([.. v4, .. v6], error ?? (v6Error is { Number: NetlinkErrno.EOPNOTSUPP or 97 } ? null : v6Error));
    }
}
