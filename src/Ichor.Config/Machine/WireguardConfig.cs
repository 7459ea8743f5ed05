using Ichor.Netlink;

namespace Ichor.Config;

/// <summary><c>wireguard</c> of a device.</summary>
public sealed record WireguardConfig
{
    public required Secret<WireGuardKey> PrivateKey { get; init; }

    /// <summary>UDP port; 0 lets the kernel choose.</summary>
    public ushort ListenPort { get; init; }

    /// <summary>Mark on the tunnel's own packets; 0 for none.</summary>
    public uint FirewallMark { get; init; }

    public ValueList<WireguardPeerConfig> Peers { get; init; }

    internal static WireguardConfig Read(ObjectReader o) => new()
    {
        PrivateKey = o.Required("privateKey", Scalars.WireGuardPrivateKey, "Private key of this end."),
        ListenPort = o.Optional("listenPort", Scalars.UInt16(), (ushort)0, "UDP port; 0 lets the kernel choose.", "51820"),
        FirewallMark = o.Optional("firewallMark", Scalars.UInt32(), 0u, "Mark on the tunnel's own packets; 0 for none."),
        Peers = o.List("peers", WireguardPeerConfig.Read, "The other ends."),
    };
}

/// <summary>An entry of <c>wireguard.peers</c>.</summary>
public sealed record WireguardPeerConfig
{
    public required Provenance Because { get; init; }

    public required WireGuardKey PublicKey { get; init; }

    /// <summary>Mixed into the handshake; null for none.</summary>
    public Secret<WireGuardKey>? PresharedKey { get; init; }

    /// <summary>Where the peer is reached. A DNS name is allowed, also where Talos takes addresses only (<c>WireguardConfig</c>).</summary>
    public HostPort? Endpoint { get; init; }

    /// <summary>Zero sends none.</summary>
    public TimeSpan PersistentKeepaliveInterval { get; init; }

    public ValueList<IpPrefix> AllowedIps { get; init; }

    internal static WireguardPeerConfig Read(ObjectReader o) => new()
    {
        Because = o.Because,
        PublicKey = o.Required("publicKey", Scalars.WireGuardKey, "Public key of the peer."),
        PresharedKey = o.OptionalOrNull("presharedKey", Scalars.WireGuardPrivateKey, "Key that both ends know beside their own; not in Talos's v1alpha1."),
        Endpoint = o.OptionalOrNull("endpoint", Scalars.HostPort, "Where the peer is reached; without it the peer must begin.", "192.0.2.1:51820"),
        PersistentKeepaliveInterval = o.Optional("persistentKeepaliveInterval", Scalars.Duration, TimeSpan.Zero, "Time between packets that keep firewalls open; 0 sends none.", "25s"),
        AllowedIps = o.List("allowedIPs", Scalars.IpPrefix, "Networks behind the peer.", "192.168.88.0/24"),
    };
}
