using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>A tunnel of the config in terms of the model.</summary>
internal static class WireGuardExpansion
{
    public static WireGuardSpec Spec(Scope scope, LinkName link, WireguardConfig config, Because because)
    {
        var peers = WireGuardSpec.InOrder(config.Peers.Select(peer => new WireGuardPeerSpec
        {
            PublicKey = peer.PublicKey,
            PresharedKey = peer.PresharedKey,
            Endpoint = peer.Endpoint,
            KeepaliveSeconds = (ushort)Math.Min(peer.PersistentKeepaliveInterval.TotalSeconds, ushort.MaxValue),
            AllowedIps = peer.AllowedIps.Distinct().Order().ToValueList(),
        }));
        return new WireGuardSpec
        {
            PrivateKey = config.PrivateKey,
            ListenPort = config.ListenPort,
            FirewallMark = config.FirewallMark,
            Peers = Unshared(scope, link, peers, because),
        };
    }

    /// <summary>
    /// The kernel gives a network to one peer only, the last that asks: two that claim it would take it from each other in
    /// every pass. The first by its key has it.
    /// </summary>
    private static ValueList<WireGuardPeerSpec> Unshared(Scope scope, LinkName link, ValueList<WireGuardPeerSpec> peers, Because because)
    {
        var owners = new Dictionary<IpPrefix, WireGuardKey>();
        var result = new List<WireGuardPeerSpec>(peers.Count);
        foreach (var peer in peers)
        {
            var lost = 0;
            foreach (var network in peer.AllowedIps)
                if (!owners.TryAdd(network, peer.PublicKey))
                {
                    lost++;
                    scope.Fragment.Unmet("wireguard", $"{link}/{network}", ConditionState.Failed,
                        $"two peers claim {network}: {owners[network]} has it and {peer.PublicKey} does not", because);
                }
            result.Add(lost == 0 ? peer : peer with { AllowedIps = peer.AllowedIps.Where(network => owners[network] == peer.PublicKey).ToValueList() });
        }
        return [.. result];
    }
}
