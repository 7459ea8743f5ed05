using System.Net;
using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>A WireGuard tunnel as the kernel reports it.</summary>
public sealed record WireGuardStatus
{
    /// <summary>Null when the tunnel has no key yet.</summary>
    public Secret<WireGuardKey>? PrivateKey { get; init; }

    public WireGuardKey? PublicKey { get; init; }

    public ushort ListenPort { get; init; }

    public uint FirewallMark { get; init; }

    /// <summary>In the order of their public keys.</summary>
    public ValueList<WireGuardPeerStatus> Peers { get; init; }
}

/// <summary>The other end of a tunnel as the kernel reports it.</summary>
public sealed record WireGuardPeerStatus
{
    public required WireGuardKey PublicKey { get; init; }

    /// <summary>Null for none (the kernel's 32 zeros).</summary>
    public Secret<WireGuardKey>? PresharedKey { get; init; }

    /// <summary>Where packets to it go; it moves when the peer is heard from another address.</summary>
    public IPEndPoint? Endpoint { get; init; }

    /// <summary>What this process set last; null when it has set none since it started. Tells a peer that moved by itself
    /// from one whose configured endpoint changed.</summary>
    public IPEndPoint? EndpointWeSet { get; init; }

    public ushort KeepaliveSeconds { get; init; }

    /// <summary>In the order of addresses.</summary>
    public ValueList<IpPrefix> AllowedIps { get; init; }

    /// <summary>Packets have been going out to it and no handshake came about for three minutes (REJECT_AFTER_TIME of the protocol).</summary>
    public bool IsUnanswered { get; init; }
}
