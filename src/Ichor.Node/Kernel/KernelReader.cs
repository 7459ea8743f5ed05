using Ichor.Linux;
using Ichor.Netlink;
using Ichor.Netlink.Route;
using Ichor.Network;

namespace Ichor.Node.Kernel;

/// <summary>
/// Mirrors the kernel's links, addresses and routes. It subscribes first and dumps second, so that nothing falls between;
/// when the kernel says that notifications were lost it dumps again. Only this class edits the mirror's tables.
/// </summary>
internal sealed class KernelReader : IDisposable
{
    private readonly Observed _observed;
    private readonly string _sysfs;
    private readonly Func<LinkMessage, bool> _isNamed;
    private readonly NetlinkSocket _monitor =
        NetlinkSocket.Monitor(RouteGroup.Link, RouteGroup.AddressV4, RouteGroup.AddressV6, RouteGroup.RouteV4, RouteGroup.RouteV6);
    private readonly NetlinkSocket _dumps = NetlinkSocket.Open(NetlinkProtocol.Route);
    private readonly List<NetlinkReply> _replies = [];
    private IDisposable? _watch;
    private bool _lost;
    private bool _routesAreOld;

    /// <param name="observed">The mirror.</param>
    /// <param name="sysfs">/sys.</param>
    /// <param name="isNamed">Whether a link that is seen for the first time already has its final name.</param>
    public KernelReader(Observed observed, string sysfs, Func<LinkMessage, bool> isNamed)
    {
        _observed = observed;
        _sysfs = sysfs;
        _isNamed = isNamed;
    }

    /// <summary>The descriptor that notifications come over.</summary>
    public int Fd => _monitor.Fd;

    /// <summary>Begins to listen, calling back when there is something to drain.</summary>
    public void Start(EventLoop loop, Action readable)
    {
        _watch = loop.OnReadable(_monitor.Fd, readable);
        Dump();
    }

    /// <summary>Applies every notification that is there; true when the mirror differs afterwards.</summary>
    public bool Drain()
    {
        var changed = false;
        while (true)
        {
            _replies.Clear();
            switch (_monitor.Receive(_replies))
            {
                case ReceiveResult.Empty when !_lost && !_routesAreOld:
                    return changed;
                case ReceiveResult.Empty:
                    ReadAgain();
                    changed = true;
                    break;
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

    /// <summary>Once for all notifications that ask for it: a thousand replaced routes are one dump.</summary>
    private void ReadAgain()
    {
        if (_lost)
        {
            Log.Warning("the kernel's notifications overran; reading everything again");
            Dump();
        }
        else
            DumpRoutes();
        _lost = _routesAreOld = false;
    }

    public void Dispose()
    {
        _watch?.Dispose();
        _monitor.Dispose();
        _dumps.Dispose();
    }

    /// <summary>A message that cannot be read is dropped: the mirror must outlive a kernel that is newer than this program.</summary>
    private bool Apply(NetlinkReply reply)
    {
        try
        {
            if (RouteEvent.Decode(reply, NameOf) is not { } happened)
                return false;
            // Which of several routes was replaced, the notification does not say.
            _routesAreOld |= happened is RouteChanged && reply.IsReplacement;
            return Apply(happened);
        }
        catch (NetlinkFormatException e)
        {
            Log.Error($"a netlink message of type {reply.Type} cannot be read: {e.Message}");
            return false;
        }
    }

    private bool Apply(RouteEvent happened) => happened switch
    {
        LinkChanged(var link) => LinkChanged(Status(link)),
        LinkGone(var link) => _observed.RemoveLink(link.Index),
        AddressChanged(var address) => _observed.Put(Status(address)),
        AddressGone(var address) => AddressGone(Status(address)),
        RouteChanged(var route) => IsUnicast(route) && _observed.Put(Status(route)),
        RouteGone(var route) => IsUnicast(route) && _observed.Remove(Status(route)),
        _ => false,
    };

    /// <summary>IPv4 routes go with their link's being up and nobody is told (fib_disable_ip, net/ipv4/fib_frontend.c).</summary>
    private bool LinkChanged(LinkStatus link)
    {
        var wentDown = _observed.Link(link.Index) is { Up: true } && !link.Up;
        _routesAreOld |= wentDown;
        return _observed.Put(link);
    }

    /// <summary>
    /// IPv4 routes go with the last address of their link, and with the address that is their source, and nobody is told
    /// (fib_inetaddr_event and fib_sync_down_addr, net/ipv4).
    /// </summary>
    private bool AddressGone(AddressStatus address)
    {
        _routesAreOld = true;
        return _observed.Remove(address);
    }

    private void Dump()
    {
        var (links, linkError) = RouteTables.Links(_dumps);
        var (addresses, addressError) = RouteTables.Addresses(_dumps);
        if ((linkError ?? addressError) is { } error)
            throw new IOException($"read the kernel's tables: {error}");

        var present = links.Select(link => link.Index).ToHashSet();
        foreach (var gone in _observed.Links.Where(link => !present.Contains(link.Index)).ToList())
            _observed.RemoveLink(gone.Index);
        foreach (var link in links)
            _observed.Put(Status(link));
        Replace(_observed.Addresses, addresses.Select(Status), _observed.Put, _observed.Remove);
        DumpRoutes();
    }

    private void DumpRoutes()
    {
        var (routes, error) = RouteTables.Routes(_dumps);
        if (error is not null)
            throw new IOException($"read the kernel's routes: {error}");
        Replace(_observed.Routes, routes.Where(IsUnicast).Select(Status), _observed.Put, _observed.Remove);
    }

    private static void Replace<T>(IReadOnlyCollection<T> mirrored, IEnumerable<T> dumped, Func<T, bool> put, Func<T, bool> remove)
    {
        var now = dumped.ToList();
        foreach (var gone in mirrored.Except(now).ToList())
            remove(gone);
        foreach (var item in now)
            put(item);
    }

    /// <summary>The local and broadcast routes that the kernel keeps for its addresses are no routes to anybody.</summary>
    private static bool IsUnicast(RouteMessage route) =>
        route.Type == RouteType.Unicast && route.Table != RouteTable.Local && route.OutIndex is not null;

    private LinkName? NameOf(int index) => _observed.Link(index)?.Name;

    private LinkStatus Status(LinkMessage link)
    {
        var known = _observed.Link(link.Index);
        return new LinkStatus
        {
            Index = link.Index,
            Name = link.Name,
            Kind = link.Kind ?? "",
            Type = link.Type,
            Up = link.IsUp,
            Carrier = link.Carrier && link.IsUp,
            OperationalState = link.OperState.ToText(),
            Mtu = link.Mtu,
            Address = link.Address,
            ParentIndex = link.ParentIsElsewhere ? 0 : link.ParentIndex ?? 0,
            MasterIndex = link.MasterIndex ?? 0,
            Group = link.Group,
            Settings = link.Settings,
            BondPort = link.BondPort,
            AlternativeNames = [.. link.AltNames],
            Alias = link.Alias ?? "",
            FormerNames = known?.Renamed(link.Name).FormerNames ?? [],
            Identity = known?.Identity ?? Identities.Read(_sysfs, link.Name, link.PermanentAddress),
            Named = known?.Named ?? _isNamed(link),
        };
    }

    private static AddressStatus Status(AddressMessage address) => new()
    {
        LinkIndex = address.Index,
        Address = address.Address,
        Scope = (byte)address.Scope,
        Flags = (uint)address.Flags,
        Metric = address.Priority,
        Protocol = address.Protocol,
        Broadcast = address.Broadcast,
    };

    private static RouteStatus Status(RouteMessage route) => new()
    {
        Destination = route.Destination,
        Gateway = route.Gateway,
        LinkIndex = route.OutIndex ?? 0,
        Table = route.Table,
        Metric = route.Priority,
        Protocol = route.Protocol,
        Scope = (byte)route.Scope,
        Type = (byte)route.Type,
        Source = route.PreferredSource,
        Mtu = route.Mtu,
        Flags = (uint)route.Flags,
    };
}
