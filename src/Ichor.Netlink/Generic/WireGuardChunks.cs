using System.Net.Sockets;

namespace Ichor.Netlink.Generic;

/// <summary>Divides a change of a device into changes that each fit into one message.</summary>
/// <remarks>
/// The list of peers is one attribute, whose length has 16 bits. What replaces things, and what is of the device or the peer itself,
/// goes only into the first part: the kernel adds what follows.
/// </remarks>
internal static class WireGuardChunks
{
    /// <summary>Most bytes of peers in one message.</summary>
    public const int Limit = 60_000;

    // Attributes with their headers, padded to four bytes.
    private const int ListEntry = 4, Key = 4 + 32, Number = 8, EndpointV4 = 4 + 16, EndpointV6 = 4 + 28;
    private const int AllowedV4 = ListEntry + Number + 8 + Number, AllowedV6 = ListEntry + Number + 20 + Number;

    public static List<WireGuardChange> Split(WireGuardChange change, int limit = Limit)
    {
        var parts = new List<WireGuardChange>();
        var next = change with { Peers = new() };
        var peers = new List<WireGuardPeerChange>();
        var room = limit;
        foreach (var peer in change.Peers)
            for (var rest = peer; rest is not null;)
            {
                var (fits, left) = Cut(rest, room);
                if (fits is null)
                {
                    parts.Add(next with { Peers = new(peers) });
                    (next, peers, room) = (new WireGuardChange(), [], limit);
                    continue;
                }
                peers.Add(fits);
                room -= SizeOf(fits);
                rest = left;
            }
        parts.Add(next with { Peers = new(peers) });
        return parts;
    }

    /// <summary>As much of a peer as there is room for (null: not even its first network), and the rest of it.</summary>
    private static (WireGuardPeerChange? Fits, WireGuardPeerChange? Left) Cut(WireGuardPeerChange peer, int room)
    {
        room -= SizeOf(peer with { AllowedIps = new() });
        var count = 0;
        while (count < peer.AllowedIps.Count && room >= SizeOf(peer.AllowedIps[count]))
            room -= SizeOf(peer.AllowedIps[count++]);
        if (room < 0 || count == 0 && peer.AllowedIps.Count > 0)
            return (null, peer);
        if (count == peer.AllowedIps.Count)
            return (peer, null);
        return (peer with { AllowedIps = new(peer.AllowedIps.Take(count)) }, new WireGuardPeerChange
        {
            PublicKey = peer.PublicKey,
            UpdateOnly = peer.UpdateOnly,
            AllowedIps = new(peer.AllowedIps.Skip(count)),
        });
    }

    private static int SizeOf(WireGuardPeerChange peer) =>
        ListEntry + Key + Number            // flags
        + (peer.PresharedKey is null ? 0 : Key)
        + peer.Endpoint?.AddressFamily switch { null => 0, AddressFamily.InterNetwork => EndpointV4, _ => EndpointV6 }
        + (peer.KeepaliveSeconds is null ? 0 : Number)
        + ListEntry + peer.AllowedIps.Sum(SizeOf);

    private static int SizeOf(IpPrefix prefix) => prefix.Family == AddressFamily.InterNetwork ? AllowedV4 : AllowedV6;
}
