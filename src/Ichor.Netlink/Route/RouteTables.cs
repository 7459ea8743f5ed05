using System.Net.Sockets;

namespace Ichor.Netlink.Route;

/// <summary>The kernel's tables, listed and decoded.</summary>
public static class RouteTables
{
    /// <summary>Lists all links. Settings that refer to another link by index have its name.</summary>
    public static (IReadOnlyList<LinkMessage> Links, NetlinkError? Error) Links(NetlinkSocket socket)
    {
        var answer = socket.Ask(LinkRequests.GetAll());
        var names = new Dictionary<int, LinkName>();
        foreach (var reply in answer.Messages)
            if (LinkMessage.Identity(reply.Payload.Span) is var (link, itsName))
                names[link] = itsName;
        return (Decode(answer, reply => LinkMessage.Decode(reply, index => names.TryGetValue(index, out var name) ? name : null)), answer.Error);
    }

    /// <summary>Reads one link. <paramref name="nameOf"/> gives names of links that settings refer to.</summary>
    public static (LinkMessage? Link, NetlinkError? Error) Link(NetlinkSocket socket, LinkTarget link, Func<int, LinkName?>? nameOf = null)
    {
        var answer = socket.Ask(LinkRequests.Get(link));
        return (Decode(answer, reply => LinkMessage.Decode(reply, nameOf)).FirstOrDefault(), answer.Error);
    }

    /// <summary>Lists the VLANs on all bridges and their ports.</summary>
    public static (IReadOnlyList<BridgeVlans> Vlans, NetlinkError? Error) Vlans(NetlinkSocket socket)
    {
        var answer = socket.Ask(BridgeVlanRequests.GetAll());
        return (Decode(answer, BridgeVlans.Decode), answer.Error);
    }

    /// <summary>Lists all IPv4 and IPv6 addresses.</summary>
    public static (IReadOnlyList<AddressMessage> Addresses, NetlinkError? Error) Addresses(NetlinkSocket socket)
    {
        var answer = socket.Ask(AddressRequests.GetAll());
        return (Decode(answer, AddressMessage.Decode), answer.Error);
    }

    /// <summary>Lists all IPv4 and IPv6 routes of all tables.</summary>
    public static (IReadOnlyList<RouteMessage> Routes, NetlinkError? Error) Routes(NetlinkSocket socket) =>
        BothFamilies(socket, RouteRequests.GetAll, RouteMessage.Decode);

    /// <summary>Lists all IPv4 and IPv6 routing rules.</summary>
    public static (IReadOnlyList<RuleMessage> Rules, NetlinkError? Error) Rules(NetlinkSocket socket) =>
        BothFamilies(socket, RuleRequests.GetAll, RuleMessage.Decode);

    private delegate T? Decoder<T>(ReadOnlySpan<byte> payload) where T : class;

    private static List<T> Decode<T>(NetlinkAnswer answer, Decoder<T> decode) where T : class
    {
        var entries = new List<T>();
        foreach (var message in answer.Messages)
            if (decode(message.Payload.Span) is { } entry)
                entries.Add(entry);
        return entries;
    }

    /// <summary>A kernel without IPv6 has no IPv6 entries, which is not an error.</summary>
    private static (IReadOnlyList<T> Entries, NetlinkError? Error) BothFamilies<T>(
        NetlinkSocket socket, Func<AddressFamily, NetlinkMessage> request, Decoder<T> decode) where T : class
    {
        var v4 = socket.Ask(request(AddressFamily.InterNetwork));
        var v6 = socket.Ask(request(AddressFamily.InterNetworkV6));
        var v6Error = v6.Error is { Number: NetlinkErrno.EOPNOTSUPP or 97 } ? null : v6.Error;
        return ([.. Decode(v4, decode), .. Decode(v6, decode)], v4.Error ?? v6Error);
    }
}
