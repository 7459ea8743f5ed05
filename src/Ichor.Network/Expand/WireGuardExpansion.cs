using Ichor.Config;

namespace Ichor.Network;

/// <summary>A tunnel of the config in terms of the model.</summary>
internal static class WireGuardExpansion
{
    /// <param name="config">The tunnel.</param>
    /// <param name="earlier">What came of its earlier text, of which peers that are the same are taken; null for none.</param>
    public static WireGuardSpec Spec(WireguardConfig config, (WireguardConfig Of, WireGuardSpec Came)? earlier = null) => new()
    {
        PrivateKey = config.PrivateKey,
        ListenPort = config.ListenPort,
        FirewallMark = config.FirewallMark,
        Peers = WireGuardSpec.InOrder(config.Peers.Select((peer, i) =>
            earlier is var (of, came) && i < of.Peers.Count && ReferenceEquals(of.Peers[i], peer) && came.Find(peer.PublicKey) is { } same ? same : Spec(peer))),
    };

    private static WireGuardPeerSpec Spec(WireguardPeerConfig peer) => new()
    {
        PublicKey = peer.PublicKey,
        PresharedKey = peer.PresharedKey,
        Endpoint = peer.Endpoint,
        KeepaliveSeconds = (ushort)Math.Min(peer.PersistentKeepaliveInterval.TotalSeconds, ushort.MaxValue),
        AllowedIps = peer.AllowedIps.Count < 2 ? peer.AllowedIps : peer.AllowedIps.Distinct().Order().ToValueList(),
    };
}
