using System.Net;
using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>The difference between a wanted tunnel and the present one. Peers that are as wished are not touched.</summary>
internal static class WireGuardDecisions
{
    private static readonly WireGuardStatus Blank = new();

    public static void AddTo(LinkSteps steps, WireGuardSpec desired, LinkStatus present, IReadOnlyDictionary<string, IPAddress> names)
    {
        var change = Of(desired, present.WireGuard ?? Blank, present.IsOurs, names);
        if (!change.IsEmpty)
            steps.Add(new SetWireGuard(present.Index, present.Name, change));
        foreach (var name in Unresolved(desired, names))
            steps.Wait($"the address of {name}");
        if (desired.PrivateKey is null && present.WireGuard?.PrivateKey is null)
            steps.Refuse("it has no private key");
    }

    /// <summary>Host names of endpoints, each with whether a peer there does not answer.</summary>
    public static IEnumerable<WantedName> NamesOf(WireGuardSpec desired, WireGuardStatus? present)
    {
        Dictionary<WireGuardKey, WireGuardPeerStatus>? peers = null;
        foreach (var peer in desired.Peers)
            if (peer.Endpoint is { } endpoint && endpoint.Address is null)
            {
                peers ??= ByKey(present ?? Blank);
                yield return new(endpoint.Host, peers.TryGetValue(peer.PublicKey, out var status) && status.IsUnanswered);
            }
    }

    private static IEnumerable<string> Unresolved(WireGuardSpec desired, IReadOnlyDictionary<string, IPAddress> names) =>
        desired.Peers.Where(peer => peer.Endpoint is { } endpoint && endpoint.Address is null && !names.ContainsKey(endpoint.Host))
            .Select(peer => peer.Endpoint!.Host).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);

    private static WireGuardChange Of(WireGuardSpec desired, WireGuardStatus present, bool isOurs, IReadOnlyDictionary<string, IPAddress> names)
    {
        List<WireGuardPeerChange> peers = [], removed = [];
        // Both lists are in the order of keys: one walk over both finds who is new, who is gone, and who differs.
        var known = InOrder(present.Peers);
        var at = 0;
        foreach (var peer in desired.Peers)
        {
            for (; at < known.Count && known[at].PublicKey.CompareTo(peer.PublicKey) < 0; at++)
                Drop(known[at]);
            var isKnown = at < known.Count && known[at].PublicKey == peer.PublicKey;
            if (Of(peer, isKnown ? known[at] : null, names) is { } change)
                peers.Add(change);
            at += isKnown ? 1 : 0;
        }
        for (; at < known.Count; at++)
            Drop(known[at]);

        void Drop(WireGuardPeerStatus peer)
        {
            if (isOurs)
                removed.Add(new(peer.PublicKey, WireGuardPeerAction.Remove));
        }

        return new WireGuardChange
        {
            PrivateKey = IsSamePrivateKey(desired.PrivateKey, present.PrivateKey) ? null : desired.PrivateKey,
            ListenPort = desired.ListenPort is 0 || desired.ListenPort == present.ListenPort ? null : desired.ListenPort,
            FirewallMark = desired.FirewallMark == present.FirewallMark ? null : desired.FirewallMark,
            Peers = [.. peers, .. removed],
        };
    }

    /// <summary>The kernel tells a key as it uses it, which need not be as it was written.</summary>
    private static bool IsSamePrivateKey(Secret<WireGuardKey>? desired, Secret<WireGuardKey>? present) =>
        desired == present || desired is not null && present is not null && desired.Value.Clamped() == present.Value.Clamped();

    private static WireGuardPeerChange? Of(WireGuardPeerSpec desired, WireGuardPeerStatus? present, IReadOnlyDictionary<string, IPAddress> names)
    {
        if (present is null)
            return new(desired.PublicKey, WireGuardPeerAction.Add)
            {
                PresharedKey = desired.PresharedKey,
                Endpoint = Resolve(desired.Endpoint, names),
                KeepaliveSeconds = desired.KeepaliveSeconds == 0 ? null : desired.KeepaliveSeconds,
                AllowedIps = desired.AllowedIps,
            };
        var isSameKey = desired.PresharedKey == present.PresharedKey;
        var endpoint = Endpoint(desired.Endpoint, present, names);
        var isSameInterval = desired.KeepaliveSeconds == present.KeepaliveSeconds;
        var isSameIps = desired.AllowedIps == present.AllowedIps;
        return isSameKey && endpoint is null && isSameInterval && isSameIps
            ? null
            : new(desired.PublicKey, WireGuardPeerAction.Update)
            {
                PresharedKey = isSameKey ? null : desired.PresharedKey ?? WireGuardPeerChange.NoPresharedKey,
                Endpoint = endpoint,
                KeepaliveSeconds = isSameInterval ? null : desired.KeepaliveSeconds,
                AllowedIps = isSameIps ? null : desired.AllowedIps,
            };
    }

    /// <summary>
    /// The endpoint to set; null to leave it. A peer is answered wherever it was heard last (roaming), so a present endpoint
    /// that differs is left alone, unless the wish is not what we set last, or nobody answers there.
    /// </summary>
    private static IPEndPoint? Endpoint(HostPort? desired, WireGuardPeerStatus present, IReadOnlyDictionary<string, IPAddress> names)
    {
        if (Resolve(desired, names) is not { } wished || wished.Equals(present.Endpoint))
            return null;
        var isMoved = present.Endpoint is not null && (present.EndpointWeSet is null || wished.Equals(present.EndpointWeSet));
        return isMoved && !present.IsUnanswered ? null : wished;
    }

    private static IPEndPoint? Resolve(HostPort? endpoint, IReadOnlyDictionary<string, IPAddress> names) =>
        endpoint is null ? null
        : (endpoint.Address ?? names.GetValueOrDefault(endpoint.Host)) is { } address ? new(address, endpoint.Port)
        : null;

    private static Dictionary<WireGuardKey, WireGuardPeerStatus> ByKey(WireGuardStatus present)
    {
        var result = new Dictionary<WireGuardKey, WireGuardPeerStatus>(present.Peers.Count);
        foreach (var peer in present.Peers)
            result[peer.PublicKey] = peer;
        return result;
    }

    /// <summary>The kernel's are in order; what somebody has written down need not be.</summary>
    private static ValueList<WireGuardPeerStatus> InOrder(ValueList<WireGuardPeerStatus> peers)
    {
        for (var i = 1; i < peers.Count; i++)
            if (peers[i - 1].PublicKey.CompareTo(peers[i].PublicKey) >= 0)
                return peers.DistinctBy(peer => peer.PublicKey).OrderBy(peer => peer.PublicKey).ToValueList();
        return peers;
    }
}
