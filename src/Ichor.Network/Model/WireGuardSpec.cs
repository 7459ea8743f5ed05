using System.Collections.Immutable;
using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>What is wanted of a WireGuard tunnel.</summary>
public sealed record WireGuardSpec
{
    /// <summary>Null: no opinion. A tunnel without a key carries nothing.</summary>
    public Secret<WireGuardKey>? PrivateKey { get; init; }

    /// <summary>UDP port; 0 takes whatever the kernel chose.</summary>
    public ushort ListenPort { get; init; }

    /// <summary>Mark on the tunnel's own packets; 0 is none.</summary>
    public uint FirewallMark { get; init; }

    /// <summary>In the order of their public keys, each once.</summary>
    public ValueList<WireGuardPeerSpec> Peers { get; init; }

    /// <summary>The peer with a key; null when there is none.</summary>
    public WireGuardPeerSpec? Find(WireGuardKey key)
    {
        var (low, high) = (0, Peers.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = Peers[middle].PublicKey.CompareTo(key);
            if (order == 0)
                return Peers[middle];
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }
        return null;
    }

    /// <summary>Lays the opinions of a higher layer over these; of a peer that both know the higher one counts.</summary>
    public WireGuardSpec Overlay(WireGuardSpec higher) => new()
    {
        PrivateKey = higher.PrivateKey ?? PrivateKey,
        ListenPort = higher.ListenPort != 0 ? higher.ListenPort : ListenPort,
        FirewallMark = higher.FirewallMark != 0 ? higher.FirewallMark : FirewallMark,
        Peers = InOrder(higher.Peers.Concat(Peers)),
    };

    /// <summary>Peers in the order of their keys; of equal keys the first.</summary>
    public static ValueList<WireGuardPeerSpec> InOrder(IEnumerable<WireGuardPeerSpec> peers)
    {
        var all = peers.ToArray();
        var places = new int[all.Length];
        for (var i = 0; i < places.Length; i++)
            places[i] = i;
        Array.Sort(places, (left, right) => all[left].PublicKey.CompareTo(all[right].PublicKey) is var order && order != 0 ? order : left - right);
        var sorted = ImmutableArray.CreateBuilder<WireGuardPeerSpec>(all.Length);
        foreach (var place in places)
            if (sorted.Count == 0 || sorted[^1].PublicKey != all[place].PublicKey)
                sorted.Add(all[place]);
        return new(sorted.DrainToImmutable());
    }
}

/// <summary>The other end of a tunnel, as it is wanted.</summary>
public sealed record WireGuardPeerSpec
{
    public required WireGuardKey PublicKey { get; init; }

    /// <summary>Null: none.</summary>
    public Secret<WireGuardKey>? PresharedKey { get; init; }

    /// <summary>Null: the peer must begin, and is answered wherever it was heard last.</summary>
    public HostPort? Endpoint { get; init; }

    /// <summary>Seconds; 0 sends none.</summary>
    public ushort KeepaliveSeconds { get; init; }

    /// <summary>In the order of addresses, each once.</summary>
    public ValueList<IpPrefix> AllowedIps { get; init; }
}
