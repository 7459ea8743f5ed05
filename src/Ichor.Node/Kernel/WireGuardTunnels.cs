using System.Collections.Immutable;
using Ichor.Config;
using Ichor.Netlink;
using Ichor.Netlink.Generic;
using Ichor.Netlink.Route;
using Ichor.Network;
using Ichor.Node.State;

namespace Ichor.Node.Kernel;

/// <summary>
/// Reads tunnels, of which the kernel notifies nobody, and remembers of their peers what the kernel does not: where this
/// process has put them, and for how long they have not answered.
/// </summary>
/// <param name="generic">The socket.</param>
/// <param name="now">Time since boot.</param>
/// <param name="memory">Where the next life of the process finds which endpoints were set.</param>
internal sealed class WireGuardTunnels(GenericSocket generic, Func<TimeSpan> now, StateFolder? memory = null)
{
    private static readonly IReadOnlyDictionary<WireGuardKey, PeerHistory> NoPeers = new Dictionary<WireGuardKey, PeerHistory>();

    private readonly Dictionary<int, Dictionary<WireGuardKey, PeerHistory>> _links = [];
    private readonly EndpointRecord _endpoints = new(memory);

    /// <summary>What is known of the peers of a link, as of the last reading.</summary>
    public IReadOnlyDictionary<WireGuardKey, PeerHistory> PeersOf(int link) => _links.TryGetValue(link, out var peers) ? peers : NoPeers;

    /// <summary>The tunnel as it is; null when it cannot be read, as when it is gone again.</summary>
    public WireGuardStatus? Read(LinkTarget link)
    {
        var (family, error) = generic.Find(WireGuardRequests.FamilyName);
        WireGuardDevice? device = null;
        if (family is not null)
            (device, error) = WireGuardReader.Read(generic.Socket, family, link);
        if (device is null)
        {
            if (error is { Name: not "ENODEV" })
                Log.Warning(error.ToString());
            return null;
        }
        var peers = ImmutableArray.CreateBuilder<WireGuardPeerStatus>(device.Peers.Count);
        foreach (var peer in device.Peers)
            peers.Add(Status(link.Index, peer));
        if (PeersOf(link.Index).Count > peers.Count)
            ForgetOthers(link.Index, device.Peers.Select(peer => peer.PublicKey).ToHashSet());
        _endpoints.Save();
        return new WireGuardStatus
        {
            PrivateKey = Secret(device.PrivateKey),
            PublicKey = device.PublicKey,
            ListenPort = device.ListenPort,
            FirewallMark = device.Mark,
            Peers = new(peers.MoveToImmutable()),
        };
    }

    /// <summary>Keeps what was just set, to tell a peer that moved from one that was moved.</summary>
    public void WasSet(SetWireGuard set)
    {
        foreach (var peer in set.Change.Peers)
            if (peer.Action == WireGuardPeerAction.Remove)
                Forget(set.Index, peer.PublicKey);
            else if (peer.Endpoint is { } endpoint)
                _endpoints[set.Index, peer.PublicKey] = endpoint;
        _endpoints.Save();
    }

    public void Forget(int link)
    {
        _links.Remove(link);
        _endpoints.Forget(link);
        _endpoints.Save();
    }

    private void ForgetOthers(int link, HashSet<WireGuardKey> present)
    {
        foreach (var gone in PeersOf(link).Keys.Where(key => !present.Contains(key)).ToList())
            Forget(link, gone);
    }

    private void Forget(int link, WireGuardKey peer)
    {
        _links.GetValueOrDefault(link)?.Remove(peer);
        _endpoints[link, peer] = null;
    }

    private WireGuardPeerStatus Status(int link, WireGuardPeer peer)
    {
        var history = History(link, peer.PublicKey);
        history.Take(peer.Traffic, now());
        return new WireGuardPeerStatus
        {
            PublicKey = peer.PublicKey,
            PresharedKey = Secret(peer.PresharedKey),
            Endpoint = peer.Endpoint,
            EndpointWeSet = _endpoints[link, peer.PublicKey],
            KeepaliveSeconds = peer.KeepaliveSeconds,
            AllowedIps = new(peer.AllowedIps.Elements),
            IsUnanswered = history.IsUnanswered,
        };
    }

    private PeerHistory History(int link, WireGuardKey peer)
    {
        if (!_links.TryGetValue(link, out var peers))
            _links[link] = peers = [];
        if (!peers.TryGetValue(peer, out var history))
            peers[peer] = history = new PeerHistory(now());
        return history;
    }

    private static Secret<WireGuardKey>? Secret(WireGuardSecretKey? key) => key is null ? null : new(key.Key);
}

/// <summary>What is known of a peer beside its settings.</summary>
/// <param name="firstSeen">Time since boot.</param>
internal sealed class PeerHistory(TimeSpan firstSeen)
{
    /// <summary>A session without a new handshake is dead after that time (REJECT_AFTER_TIME of the protocol).</summary>
    private static readonly TimeSpan EndOfSession = TimeSpan.FromSeconds(180);

    private TimeSpan _lastSign = firstSeen;

    public WireGuardTraffic Traffic { get; private set; } = WireGuardTraffic.None;

    /// <summary>Packets still went out after the end of the session, the attempts to renew it among them. A peer that nobody has
    /// anything to say to is not one that does not answer.</summary>
    public bool IsUnanswered { get; private set; }

    /// <summary>Takes the counters of a reading.</summary>
    public void Take(WireGuardTraffic traffic, TimeSpan now)
    {
        if (traffic.LastHandshake != Traffic.LastHandshake)
        {
            _lastSign = now;
            IsUnanswered = false;
        }
        else
            IsUnanswered |= now - _lastSign >= EndOfSession && traffic.SentBytes > Traffic.SentBytes;
        Traffic = traffic;
    }
}
