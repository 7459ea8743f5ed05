using System.Net;
using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network.Offline;

/// <summary><c>wireguard</c> of a link in an observed file.</summary>
internal static class TunnelEntry
{
    public static WireGuardStatus Read(ObjectReader o) => new()
    {
        PrivateKey = o.OptionalOrNull("privateKey", Scalars.WireGuardPrivateKey, "Private key; left out when it has none."),
        ListenPort = o.Optional("listenPort", Scalars.UInt16(), (ushort)0, "UDP port."),
        FirewallMark = o.Optional("firewallMark", Scalars.UInt32(), 0u, "Mark on its own packets."),
        Peers = o.List("peers", ReadPeer, "The other ends.").OrderBy(peer => peer.PublicKey).ToValueList(),
    };

    private static WireGuardPeerStatus ReadPeer(ObjectReader o) => new()
    {
        PublicKey = o.Required("publicKey", Scalars.WireGuardKey, "Public key of the peer."),
        PresharedKey = o.OptionalOrNull("presharedKey", Scalars.WireGuardPrivateKey, "Preshared key."),
        Endpoint = Endpoint(o, "endpoint", "Where packets to it go."),
        EndpointWeSet = Endpoint(o, "endpointWeSet", "The endpoint that was set last; left out when none was."),
        KeepaliveSeconds = o.Optional("keepalive", Scalars.UInt16(), (ushort)0, "Seconds."),
        AllowedIps = o.List("allowedIPs", Scalars.IpPrefix, "Networks behind it.").Order().ToValueList(),
        IsUnanswered = o.Optional("unanswered", Scalars.Bool, false, "Whether packets go out to it and no handshake has come about for three minutes."),
    };

    private static IPEndPoint? Endpoint(ObjectReader o, string key, string description)
    {
        if (o.OptionalOrNull(key, Scalars.HostPort, description) is not { } written)
            return null;
        if (IpText.TryParse(written.Host, out var address))
            return new IPEndPoint(address, written.Port);
        o.Error(key, "is an address with a port here: the kernel knows no names");
        return null;
    }
}
