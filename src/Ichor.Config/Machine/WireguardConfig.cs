using Ichor.Netlink;

namespace Ichor.Config;

/// <summary><c>wireguard</c> of a device.</summary>
public sealed record WireguardConfig
{
    public required WireGuardKey PrivateKey { get; init; }

    /// <summary>UDP port; 0 lets the kernel choose.</summary>
    public ushort ListenPort { get; init; }

    /// <summary>Mark on the tunnel's own packets; 0 for none.</summary>
    public uint FirewallMark { get; init; }

    public ValueList<WireguardPeerConfig> Peers { get; init; }
}

/// <summary>An entry of <c>wireguard.peers</c>.</summary>
public sealed record WireguardPeerConfig
{
    public required Provenance Because { get; init; }

    public required WireGuardKey PublicKey { get; init; }

    public HostPort? Endpoint { get; init; }

    /// <summary>Zero sends none.</summary>
    public TimeSpan PersistentKeepaliveInterval { get; init; }

    public ValueList<IpPrefix> AllowedIps { get; init; }
}
