using System.Net;

namespace Ichor.Netlink.Generic;

/// <summary>What is to change of a WireGuard device (WG_CMD_SET_DEVICE). Null leaves a thing as it is.</summary>
public sealed record WireGuardChange
{
    /// <summary>Private key; <see cref="WireGuardSecretKey.None"/> takes it away.</summary>
    public WireGuardSecretKey? PrivateKey { get; init; }

    /// <summary>UDP port; 0 lets the kernel choose.</summary>
    public ushort? ListenPort { get; init; }

    /// <summary>Mark on the tunnel's own packets; 0 for none.</summary>
    public uint? Mark { get; init; }

    /// <summary>Whether peers that are not in <see cref="Peers"/> go (WGDEVICE_F_REPLACE_PEERS). It ends all sessions.</summary>
    public bool ReplacePeers { get; init; }

    /// <summary>What is to change of peers, in this order.</summary>
    public EquatableList<WireGuardPeerChange> Peers { get; init; } = new();

    /// <summary>Whether nothing is to change.</summary>
    public bool IsEmpty => this is { PrivateKey: null, ListenPort: null, Mark: null, ReplacePeers: false, Peers.Count: 0 };
}

/// <summary>What is to change of a peer; it is added when there is none with that key. Null leaves a thing as it is.</summary>
public sealed record WireGuardPeerChange
{
    /// <summary>Public key: its identity.</summary>
    public required WireGuardKey PublicKey { get; init; }

    /// <summary>Whether the peer goes (WGPEER_F_REMOVE_ME).</summary>
    public bool Remove { get; init; }

    /// <summary>Whether nothing happens when there is no such peer (WGPEER_F_UPDATE_ONLY).</summary>
    public bool UpdateOnly { get; init; }

    /// <summary>Preshared key; <see cref="WireGuardSecretKey.None"/> takes it away.</summary>
    public WireGuardSecretKey? PresharedKey { get; init; }

    /// <summary>Where the peer is reached.</summary>
    public IPEndPoint? Endpoint { get; init; }

    /// <summary>Seconds between packets that keep firewalls open; 0 sends none.</summary>
    public ushort? KeepaliveSeconds { get; init; }

    /// <summary>Whether networks that are not in <see cref="AllowedIps"/> go (WGPEER_F_REPLACE_ALLOWEDIPS).</summary>
    public bool ReplaceAllowedIps { get; init; }

    /// <summary>Networks behind the peer that are added; one that another peer has moves.</summary>
    public EquatableList<IpPrefix> AllowedIps { get; init; } = new();

    /// <summary>The peer goes.</summary>
    public static WireGuardPeerChange Removal(WireGuardKey publicKey) => new() { PublicKey = publicKey, Remove = true };

    /// <summary>Only the endpoint changes; sessions and everything else of the peer stay, and a peer that is gone stays gone.</summary>
    public static WireGuardPeerChange Moved(WireGuardKey publicKey, IPEndPoint endpoint) =>
        new() { PublicKey = publicKey, UpdateOnly = true, Endpoint = endpoint };
}
