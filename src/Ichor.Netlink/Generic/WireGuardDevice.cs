using System.Net;

namespace Ichor.Netlink.Generic;

/// <summary>A WireGuard device as the kernel reports it.</summary>
public sealed record WireGuardDevice
{
    /// <summary>Index of the link.</summary>
    public required int Index { get; init; }

    /// <summary>Name of the link.</summary>
    public required LinkName Name { get; init; }

    /// <summary>Private key; null when it has none yet.</summary>
    public WireGuardSecretKey? PrivateKey { get; init; }

    /// <summary>Public key; null when it has no private key yet.</summary>
    public WireGuardKey? PublicKey { get; init; }

    /// <summary>UDP port it listens on, as configured or as chosen by the kernel; 0 while it is down.</summary>
    public ushort ListenPort { get; init; }

    /// <summary>Mark on the tunnel's own packets; 0 for none.</summary>
    public uint Mark { get; init; }

    /// <summary>Peers in the order of their keys.</summary>
    public EquatableList<WireGuardPeer> Peers { get; init; } = new();

    /// <summary>A copy without what changes by itself, for comparison.</summary>
    public WireGuardDevice WithoutTraffic() =>
        this with { Peers = new(Peers.Select(peer => peer with { Traffic = WireGuardTraffic.None })) };
}

/// <summary>A peer of a WireGuard device as the kernel reports it.</summary>
public sealed record WireGuardPeer
{
    /// <summary>Public key: its identity.</summary>
    public required WireGuardKey PublicKey { get; init; }

    /// <summary>Preshared key; null when it has none.</summary>
    public WireGuardSecretKey? PresharedKey { get; init; }

    /// <summary>Where it was last heard from, or is configured to be; null when that is not known.</summary>
    public IPEndPoint? Endpoint { get; init; }

    /// <summary>Seconds between packets that keep firewalls open; 0 sends none.</summary>
    public ushort KeepaliveSeconds { get; init; }

    /// <summary>Networks behind the peer, in the order of <see cref="IpPrefix.CompareTo"/>.</summary>
    public EquatableList<IpPrefix> AllowedIps { get; init; } = new();

    /// <summary>What was exchanged with it.</summary>
    public WireGuardTraffic Traffic { get; init; } = WireGuardTraffic.None;
}

/// <summary>What was exchanged with a peer.</summary>
/// <param name="LastHandshake">When the last handshake was completed, by the kernel's wall clock; null before the first.</param>
/// <param name="ReceivedBytes">Bytes received.</param>
/// <param name="SentBytes">Bytes sent.</param>
public sealed record WireGuardTraffic(DateTimeOffset? LastHandshake, ulong ReceivedBytes, ulong SentBytes)
{
    /// <summary>Nothing yet.</summary>
    public static WireGuardTraffic None { get; } = new(null, 0, 0);
}
