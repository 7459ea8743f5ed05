namespace Ichor.Network.Tests.Planning;

/// <summary>What a change makes of a tunnel.</summary>
internal static class FakeTunnel
{
    public static WireGuardStatus After(WireGuardStatus tunnel, WireGuardChange change)
    {
        var peers = tunnel.Peers.ToDictionary(peer => peer.PublicKey);
        foreach (var step in change.Peers)
            if (step.Action == WireGuardPeerAction.Remove)
                peers.Remove(step.PublicKey);
            else
                peers[step.PublicKey] = After(peers.GetValueOrDefault(step.PublicKey) ?? new WireGuardPeerStatus { PublicKey = step.PublicKey }, step);
        return tunnel with
        {
            PrivateKey = change.PrivateKey is { } key ? new(key.Value.Clamped()) : tunnel.PrivateKey,
            ListenPort = change.ListenPort ?? (tunnel.ListenPort == 0 ? (ushort)40000 : tunnel.ListenPort),
            FirewallMark = change.FirewallMark ?? tunnel.FirewallMark,
            Peers = [.. peers.Values.OrderBy(peer => peer.PublicKey)],
        };
    }

    private static WireGuardPeerStatus After(WireGuardPeerStatus peer, WireGuardPeerChange change) => peer with
    {
        PresharedKey = change.PresharedKey == WireGuardPeerChange.NoPresharedKey ? null : change.PresharedKey ?? peer.PresharedKey,
        Endpoint = change.Endpoint ?? peer.Endpoint,
        EndpointWeSet = change.Endpoint ?? peer.EndpointWeSet,
        KeepaliveSeconds = change.KeepaliveSeconds ?? peer.KeepaliveSeconds,
        AllowedIps = change.AllowedIps ?? peer.AllowedIps,
    };
}
