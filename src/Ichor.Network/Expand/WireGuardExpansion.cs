using Ichor.Config;

namespace Ichor.Network;

/// <summary>A tunnel of the config in terms of the model.</summary>
internal static class WireGuardExpansion
{
    public static WireGuardSpec Spec(WireguardConfig config) => new()
    {
        PrivateKey = config.PrivateKey,
        ListenPort = config.ListenPort,
        FirewallMark = config.FirewallMark,
        Peers = WireGuardSpec.InOrder(config.Peers.Select(peer => new WireGuardPeerSpec
        {
            PublicKey = peer.PublicKey,
            PresharedKey = peer.PresharedKey,
            Endpoint = peer.Endpoint,
            KeepaliveSeconds = (ushort)Math.Min(peer.PersistentKeepaliveInterval.TotalSeconds, ushort.MaxValue),
            AllowedIps = peer.AllowedIps.Distinct().Order().ToValueList(),
        })),
    };
}
