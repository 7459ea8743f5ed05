using Ichor.Linux;
using Ichor.Netlink;

namespace Ichor.Node.Trial;

/// <summary>Whether gateways answer, as the kernel's own neighbour table has it; asking is the kernel's work, too.</summary>
internal interface IGatewayWatch : IDisposable
{
    /// <summary>Whether its hardware address is known and was not disproved.</summary>
    bool Answers(Gateway gateway);

    /// <summary>Whether it was asked before, with whatever result.</summary>
    bool IsKnown(Gateway gateway);

    /// <summary>Asks anew; what comes of it is an event.</summary>
    void Ask(IEnumerable<Gateway> gateways);
}

/// <summary>
/// Listens to the neighbour table; exists only while somebody wants to know, because a busy network makes many events. Only rows of
/// gateways that were asked about are kept: a thousand links have thousands of rows.
/// </summary>
internal sealed class GatewayWatch : IGatewayWatch
{
    private readonly NetlinkSocket _monitor = NetlinkSocket.Open(NetlinkProtocol.Route);
    private NetlinkSocket? _requests;
    private readonly Dictionary<Gateway, NeighbourState> _table = [];
    private readonly List<NetlinkReply> _replies = [];
    private readonly IDisposable _watch;
    private readonly Action _changed;

    public GatewayWatch(EventLoop loop, Action changed)
    {
        _changed = changed;
        _monitor.Join(NeighbourMessage.RTNLGRP_NEIGH);
        _watch = loop.OnReadable(_monitor.Fd, Drain);
    }

    public bool Answers(Gateway gateway) => (StateOf(gateway) & NeighbourState.Valid) != NeighbourState.None;

    public bool IsKnown(Gateway gateway) => Answers(gateway) || StateOf(gateway) == NeighbourState.Failed;

    public void Ask(IEnumerable<Gateway> gateways)
    {
        foreach (var gateway in gateways)
            if (StateOf(gateway) is var state && (state & (NeighbourState.NoArp | NeighbourState.Permanent)) == NeighbourState.None)
                // Refused where the entry or the link has gone in this moment: an event will tell.
                Requests.Execute(Answers(gateway) ? NeighbourMessage.Ask(gateway) : NeighbourMessage.Resolve(gateway));
    }

    public void Dispose()
    {
        _watch.Dispose();
        _monitor.Dispose();
        _requests?.Dispose();
    }

    private NetlinkSocket Requests => _requests ??= NetlinkSocket.Open(NetlinkProtocol.Route);

    /// <summary>Read when first asked for, and followed from then on; the socket listens already. What could not be read is asked for again.</summary>
    private NeighbourState StateOf(Gateway gateway)
    {
        if (_table.TryGetValue(gateway, out var known))
            return known;
        var answer = Requests.Ask(NeighbourMessage.Get(gateway));
        var state = answer.Messages.Select(reply => NeighbourMessage.Decode(reply.Payload.Span)).FirstOrDefault(row => row is not null)?.State ?? NeighbourState.None;
        if (answer.Error is null or { Name: "ENOENT" or "ENODEV" })
            _table[gateway] = state;
        return state;
    }

    private void Drain()
    {
        var concerns = false;
        while (true)
        {
            _replies.Clear();
            var result = _monitor.Receive(_replies, copy: false);
            if (result == ReceiveResult.Empty)
                break;
            if (result == ReceiveResult.Overrun)
                _table.Clear();
            concerns |= result == ReceiveResult.Overrun;
            foreach (var reply in _replies)
                concerns |= Apply(reply);
        }
        if (concerns)
            _changed();
    }

    /// <summary>True when it is about a gateway that was asked about.</summary>
    private bool Apply(NetlinkReply reply)
    {
        if (reply.Type is not (NeighbourMessage.RTM_NEWNEIGH or NeighbourMessage.RTM_DELNEIGH)
            || NeighbourMessage.Decode(reply.Payload.Span) is not { } neighbour || new Gateway(neighbour.LinkIndex, neighbour.Address) is var key && !_table.ContainsKey(key))
            return false;
        _table[key] = reply.Type == NeighbourMessage.RTM_NEWNEIGH ? neighbour.State : NeighbourState.None;
        return true;
    }
}
