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

/// <summary>Listens to the neighbour table; exists only while somebody wants to know, because a busy network makes many events.</summary>
internal sealed class GatewayWatch : IGatewayWatch
{
    private readonly NetlinkSocket _monitor = NetlinkSocket.Open(NetlinkProtocol.Route);
    private readonly NetlinkSocket _requests = NetlinkSocket.Open(NetlinkProtocol.Route);
    private readonly Dictionary<Gateway, NeighbourState> _table = [];
    private readonly List<NetlinkReply> _replies = [];
    private readonly IDisposable _watch;
    private readonly Action _changed;

    public GatewayWatch(EventLoop loop, Action changed)
    {
        _changed = changed;
        _monitor.Join(NeighbourMessage.RTNLGRP_NEIGH);
        Dump();
        _watch = loop.OnReadable(_monitor.Fd, Drain);
    }

    public bool Answers(Gateway gateway) => (StateOf(gateway) & NeighbourState.Valid) != NeighbourState.None;

    public bool IsKnown(Gateway gateway) => Answers(gateway) || StateOf(gateway) == NeighbourState.Failed;

    public void Ask(IEnumerable<Gateway> gateways)
    {
        foreach (var gateway in gateways)
            if (StateOf(gateway) is var state && (state & (NeighbourState.NoArp | NeighbourState.Permanent)) == NeighbourState.None)
                // Refused where the entry or the link has gone in this moment: an event will tell.
                _requests.Execute(Answers(gateway) ? NeighbourMessage.Ask(gateway) : NeighbourMessage.Resolve(gateway));
    }

    public void Dispose()
    {
        _watch.Dispose();
        _monitor.Dispose();
        _requests.Dispose();
    }

    private NeighbourState StateOf(Gateway gateway) => _table.GetValueOrDefault(gateway);

    private void Dump()
    {
        _table.Clear();
        foreach (var reply in _requests.Ask(NeighbourMessage.GetAll()).Messages)
            Apply(reply);
    }

    private void Drain()
    {
        while (true)
        {
            _replies.Clear();
            var result = _monitor.Receive(_replies);
            if (result == ReceiveResult.Empty)
                break;
            if (result == ReceiveResult.Overrun)
                Dump();
            foreach (var reply in _replies)
                Apply(reply);
        }
        _changed();
    }

    private void Apply(NetlinkReply reply)
    {
        if (NeighbourMessage.Decode(reply.Payload.Span) is not { } neighbour)
            return;
        var key = new Gateway(neighbour.LinkIndex, neighbour.Address);
        if (reply.Type == NeighbourMessage.RTM_NEWNEIGH)
            _table[key] = neighbour.State;
        else if (reply.Type == NeighbourMessage.RTM_DELNEIGH)
            _table.Remove(key);
    }
}
