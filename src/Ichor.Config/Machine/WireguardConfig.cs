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

    internal static WireguardConfig Read(ObjectReader o)
    {
        var wireguard = new WireguardConfig
        {
            PrivateKey = o.Required("privateKey", Scalars.WireGuardPrivateKey, "Private key of this end."),
            ListenPort = o.Optional("listenPort", Scalars.UInt16(), (ushort)0, "UDP port; 0 lets the kernel choose.", "51820"),
            FirewallMark = o.Optional("firewallMark", Scalars.UInt32(), 0u, "Mark on the tunnel's own packets; 0 for none."),
            Peers = o.List("peers", WireguardPeerConfig.Read, "The other ends."),
        };
        return o.Validate(wireguard, Check);
    }

    private static void Check(ObjectReader o, WireguardConfig wireguard)
    {
        if (wireguard.PrivateKey.Value == WireGuardKey.Zero)
            o.Error("privateKey", "is 32 zero bytes, which is no key to the kernel");
        var peers = new Dictionary<WireGuardKey, int>(wireguard.Peers.Count);
        var networks = new Dictionary<IpPrefix, WireguardPeerConfig>(wireguard.Peers.Count);
        foreach (var (index, peer) in wireguard.Peers.Index())
        {
            if (!peers.TryAdd(peer.PublicKey, peer.Because.Line))
                o.Error(peer.Because, $"peers[{index}].publicKey", $"{peer.PublicKey} is a peer already (line {peers[peer.PublicKey]})");
            foreach (var network in peer.AllowedIps)
                if (!networks.TryAdd(network, peer) && networks[network] != peer)
                    o.Error(peer.Because, $"peers[{index}].allowedIPs", $"{network} is behind the peer in line {networks[network].Because.Line} already: the kernel gives it to one only");
        }
    }
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

    internal static WireguardPeerConfig Read(ObjectReader o) => o.Validate(new WireguardPeerConfig
    {
        Because = o.Because,
        PublicKey = o.Required("publicKey", Scalars.WireGuardKey, "Public key of the peer."),
        PresharedKey = o.OptionalOrNull("presharedKey", Scalars.WireGuardPrivateKey, "Key that both ends know beside their own; not in Talos's v1alpha1."),
        Endpoint = o.OptionalOrNull("endpoint", Scalars.HostPort, "Where the peer is reached; without it the peer must begin.", "192.0.2.1:51820"),
        PersistentKeepaliveInterval = o.Optional("persistentKeepaliveInterval", Scalars.Duration, TimeSpan.Zero, "Time between packets that keep firewalls open; 0 sends none.", "25s"),
        AllowedIps = o.List("allowedIPs", Scalars.IpPrefix, "Networks behind the peer.", "192.168.88.0/24"),
    }, Check);

    // WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL: whole seconds in 16 bits.
    private static void Check(ObjectReader o, WireguardPeerConfig peer)
    {
        if (peer.PersistentKeepaliveInterval > TimeSpan.FromSeconds(ushort.MaxValue) || peer.PersistentKeepaliveInterval.Ticks % TimeSpan.TicksPerSecond != 0)
            o.Error("persistentKeepaliveInterval", $"'{o.TextOf("persistentKeepaliveInterval")}' is not a number of whole seconds, at most 65535");
    }
}
