using Ichor.Linux;
using Ichor.Netlink;
using Ichor.Netlink.Route;
using Ichor.Network;

namespace Ichor.Node.Kernel;

/// <summary>
/// Mirrors the kernel's links, addresses, routes, rules and bridge VLANs. It subscribes first and dumps second, so that
/// nothing falls between; when the kernel says that notifications were lost it dumps again. Only this class edits the
/// mirror's tables.
/// </summary>
internal sealed class KernelReader : IDisposable
{
    /// <summary>How often what changes without a notification is looked at. A peer counts as silent after minutes.</summary>
    private static readonly TimeSpan SilentInterval = TimeSpan.FromSeconds(15);

    /// <summary>An LACP bond that has just changed goes on changing: its machines run ten times a second.</summary>
    private static readonly TimeSpan UnsettledInterval = TimeSpan.FromSeconds(1);

    private readonly Observed _observed;
    private readonly LinkDetails _details;
    private readonly KernelStatuses _statuses;
    private readonly NetlinkSocket _monitor = NetlinkSocket.Monitor(RouteGroup.Link, RouteGroup.AddressV4, RouteGroup.AddressV6,
        RouteGroup.RouteV4, RouteGroup.RouteV6, RouteGroup.RuleV4, RouteGroup.RuleV6);
    private readonly NetlinkSocket _dumps = NetlinkSocket.Open(NetlinkProtocol.Route);
    private readonly List<NetlinkReply> _replies = [];
    private readonly SilentLosses _losses = new();
    private readonly ReplacedRoutes _replaced = new();
    private readonly Dictionary<int, BridgeVlans> _bridgeVlans = [];
    private EventLoop? _loop;
    private IDisposable? _watch;
    private EventLoop.Timer? _silence;
    private Action _changed = () => { };
    private bool _differs;
    private bool _lost;
    private bool _unsettled;

    /// <param name="observed">The mirror.</param>
    /// <param name="sysfs">/sys.</param>
    /// <param name="isNamed">Whether a link that is seen for the first time already has its final name.</param>
    /// <param name="details">Reads what route netlink does not tell.</param>
    public KernelReader(Observed observed, string sysfs, Func<LinkMessage, bool> isNamed, LinkDetails details)
    {
        _observed = observed;
        _details = details;
        RouteFilter.Attach(_monitor.Fd);
        _dumps.Remarked = details.Remarks.Tell;
        _statuses = new KernelStatuses(observed, sysfs, isNamed);
    }

    /// <summary>The descriptor that notifications come over.</summary>
    public int Fd => _monitor.Fd;

    /// <summary>How often all routes were listed.</summary>
    public int RouteDumps { get; private set; }

    /// <summary>Whether a route that comes, changes or goes makes the mirror differ in what counts; by default each does.</summary>
    public Func<RouteStatus, bool> Matters { get; set; } = _ => true;

    /// <summary>Begins to listen, calling back when there is something to drain.</summary>
    public void Start(EventLoop loop, Action changed)
    {
        _loop = loop;
        _changed = changed;
        _watch = loop.OnReadable(_monitor.Fd, changed);
        _details.Ethernet.Start(loop, SettingsChanged);
        Dump();
        _details.Read(_observed);
        _differs = true;
    }

    /// <summary>Applies every notification that is there; true when the mirror differs, in what counts, from what it was at the last call.</summary>
    public bool Drain()
    {
        var changed = _differs;
        _differs = false;
        while (true)
        {
            _replies.Clear();
            switch (_monitor.Receive(_replies, copy: false))
            {
                case ReceiveResult.Empty when _lost:
                    Log.Warning("the kernel's notifications overran; reading everything again");
                    Dump();
                    changed = true;
                    break;
                case ReceiveResult.Empty when _losses.Concern(_observed.Routes):
                    DumpRoutes();
                    changed = true;
                    break;
                case ReceiveResult.Empty:
                    changed |= DropReplaced() | PutBridgeVlans() | _details.Read(_observed);
                    WatchSilent();
                    return changed;
                case ReceiveResult.Overrun:
                    _lost = true;
                    break;
                default:
                    // What is still queued behind a loss is older than what will be read instead.
                    foreach (var reply in _replies)
                        changed |= !_lost && Apply(reply);
                    break;
            }
        }
    }

    public void Dispose()
    {
        _silence?.Dispose();
        _watch?.Dispose();
        _monitor.Dispose();
        _dumps.Dispose();
    }

    private void SettingsChanged(int link)
    {
        _details.Touch(link);
        _changed();
    }

    /// <summary>There is a timer only while there is something that has to be looked at.</summary>
    private void WatchSilent()
    {
        if (_loop is not { } loop || !_unsettled && _silence is { IsArmed: true } || !_observed.Links.Any(link => LinkDetails.IsTunnel(link) || LinkDetails.IsLacp(link)))
            return;
        _silence?.Dispose();
        _silence = loop.Arm(_unsettled ? UnsettledInterval : SilentInterval, LookAtSilent);
        _unsettled = false;
    }

    private void LookAtSilent()
    {
        foreach (var link in _observed.Links.ToList())
            if (LinkDetails.IsTunnel(link))
                _details.Touch(link.Index);
            else if (LinkDetails.IsLacp(link))
                _differs |= ReadLink(link);
        _changed();
    }

    /// <summary>A message that cannot be read is dropped: the mirror must outlive a kernel that is newer than this program.</summary>
    private bool Apply(NetlinkReply reply)
    {
        try
        {
            if (RouteEvent.Decode(reply, _statuses.NameOf) is not { } happened)
                return false;
            return happened is RouteChanged(var route) ? RouteChanged(route, reply.IsReplacement) : Apply(happened);
        }
        catch (NetlinkFormatException e)
        {
            _details.Remarks.Tell($"a netlink message of type {reply.Type} cannot be read: {e.Message}");
            return false;
        }
    }

    private bool Apply(RouteEvent happened) => happened switch
    {
        LinkChanged(var link) => Put(_statuses.Of(link)),
        LinkGone(var link) => LinkGone(link.Index),
        AddressChanged(var address) => _observed.Put(KernelStatuses.Of(address)),
        AddressGone(var address) => AddressGone(KernelStatuses.Of(address)),
        RouteGone(var route) => RouteGone(route),
        RuleChanged(var rule) => _observed.Put(KernelStatuses.Of(rule)),
        RuleGone(var rule) => _observed.Remove(KernelStatuses.Of(rule)),
        BridgeVlansChanged(var vlans) => Later(vlans),
        _ => false,
    };

    private bool RouteChanged(RouteMessage route, bool isReplacement)
    {
        _replaced.Changed(route, isReplacement);
        return KernelStatuses.Concerns(route) && KernelStatuses.Of(route) is var status && _observed.Put(status) && Matters(status);
    }

    private bool RouteGone(RouteMessage route)
    {
        _replaced.Gone(route);
        return KernelStatuses.Concerns(route) && KernelStatuses.Of(route) is var status && _observed.Remove(status) && Matters(status);
    }

    /// <summary>True when routes that matter went, or when all were listed because it is not known which.</summary>
    private bool DropReplaced()
    {
        if (_replaced.TakeGone(_observed.Routes) is not { } gone)
        {
            DumpRoutes();
            return true;
        }
        var changed = false;
        foreach (var route in gone)
            changed |= _observed.Remove(route) && Matters(route);
        return changed;
    }

    private bool Put(LinkStatus link)
    {
        var known = _observed.Link(link.Index);
        if (known is { Up: true } && !link.Up)
            _losses.WentDown(link.Index);
        if (known is not null && known.MasterIndex != link.MasterIndex)
            _bridgeVlans[link.Index] = new BridgeVlans(link.Index, null, new());
        _details.Notified(known, link);
        var changed = _observed.Put(link);
        _unsettled |= changed && LinkDetails.IsLacp(link);
        // The first end of a pair is told of before it has another one, and not again (veth_newlink, drivers/net/veth.c).
        if (link is { Kind: "veth", ParentIndex: not 0 } && _observed.Link(link.ParentIndex) is { Kind: "veth", ParentIndex: 0 } other)
            changed |= ReadLink(other);
        return changed;
    }

    private bool LinkGone(int index)
    {
        _details.Forget(index);
        _bridgeVlans.Remove(index);
        return _observed.RemoveLink(index);
    }

    private bool AddressGone(AddressStatus address)
    {
        _losses.LostAddress(address);
        return _observed.Remove(address);
    }

    /// <summary>A message has all VLANs of its link: of a thousand that tell of one more each, the last is enough.</summary>
    private bool Later(BridgeVlans vlans)
    {
        _bridgeVlans[vlans.Index] = vlans;
        return false;
    }

    private bool PutBridgeVlans()
    {
        if (_bridgeVlans.Count == 0)
            return false;
        var now = _bridgeVlans.Values.SelectMany(KernelStatuses.Of).ToList();
        var ids = now.Select(vlan => (vlan.LinkIndex, vlan.Id)).ToHashSet();
        var changed = false;
        foreach (var gone in _observed.BridgeVlans.Where(vlan => _bridgeVlans.ContainsKey(vlan.LinkIndex) && !ids.Contains((vlan.LinkIndex, vlan.Id))).ToList())
            changed |= _observed.Remove(gone);
        foreach (var vlan in now)
            changed |= _observed.Put(vlan);
        _bridgeVlans.Clear();
        return changed;
    }

    private void Dump()
    {
        var (links, areAllLinks) = List("links", RouteTables.Links);
        var (addresses, areAllAddresses) = List("addresses", RouteTables.Addresses);
        var (rules, areAllRules) = List("rules", RouteTables.Rules);
        var (vlans, areAllVlans) = List("bridge VLANs", RouteTables.Vlans);

        var present = links.Select(link => link.Index).ToHashSet();
        foreach (var gone in _observed.Links.Where(link => areAllLinks && !present.Contains(link.Index)).ToList())
            LinkGone(gone.Index);
        foreach (var link in links)
            Put(_statuses.Of(link));
        Replace(_observed.Addresses, addresses.Select(KernelStatuses.Of), areAllAddresses, _observed.Put, _observed.Remove);
        Replace(_observed.Rules, rules.Select(KernelStatuses.Of), areAllRules, _observed.Put, _observed.Remove);
        Replace(_observed.BridgeVlans, vlans.SelectMany(KernelStatuses.Of), areAllVlans, _observed.Put, _observed.Remove);
        DumpRoutes();
        _bridgeVlans.Clear();
        _lost = false;
    }

    private void DumpRoutes()
    {
        var (routes, areAll) = List("routes", RouteTables.Routes);
        RouteDumps++;
        _replaced.Listed(routes);
        Replace(_observed.Routes, routes.Where(KernelStatuses.Concerns).Select(KernelStatuses.Of), areAll, _observed.Put, _observed.Remove);
    }

    /// <summary>One of the kernel's tables, and whether all of it could be read: of an entry that could not nothing is known, least
    /// of all that it is gone.</summary>
    private (IReadOnlyList<T> Entries, bool AreAll) List<T>(string what, Func<NetlinkSocket, (IReadOnlyList<T> Entries, NetlinkError? Error)> table)
    {
        var unreadable = _dumps.Unreadable;
        var (entries, error) = table(_dumps);
        return error is null ? (entries, _dumps.Unreadable == unreadable) : throw new IOException($"read the kernel's {what}: {error}");
    }

    /// <summary>A link that is gone meanwhile says so itself.</summary>
    private bool ReadLink(LinkStatus link) =>
        RouteTables.Link(_dumps, new(link.Index, link.Name), _statuses.NameOf).Link is { } now && Put(_statuses.Of(now));

    private static void Replace<T>(IReadOnlyCollection<T> mirrored, IEnumerable<T> dumped, bool isAll, Func<T, bool> put, Func<T, bool> remove)
    {
        var now = dumped.ToList();
        if (isAll)
            foreach (var gone in mirrored.Except(now).ToList())
                remove(gone);
        foreach (var item in now)
            put(item);
    }
}
