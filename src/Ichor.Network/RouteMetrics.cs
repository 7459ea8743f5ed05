using System.Globalization;
using System.Net.Sockets;
using Ichor.Netlink;
using Ichor.Netlink.Links;
using Ichor.Netlink.Route;

namespace Ichor.Network;

/// <summary>
/// Gives every route its table and a metric. Links that have the same destination without a metric of their own (two default
/// routes, most often) get 1024, 1025, ... in an order that does not change from boot to boot, so that neither is refused. A
/// metric that somebody named for another link is passed over: what could have any metric gives way to what must have that one.
/// </summary>
internal sealed class RouteMetrics
{
    /// <summary>When others hold a metric that we would choose, ours all move below: what is asked for beats what came by itself
    /// (the kernel gives the default route of a router advertisement 1024 as well).</summary>
    private const uint Step = 16;

    private static readonly LinkName Loopback = LinkName.Parse("lo");

    private readonly IReadOnlyDictionary<LinkName, Merged<LinkName, LinkSpec>> _links;
    private readonly Observed _observed;
    private readonly Dictionary<(IpPrefix Destination, uint Table), Group> _groups = [];
    private HashSet<(IpPrefix Destination, uint Table, uint Metric, byte Protocol)> _held = [];

    private sealed class Group
    {
        public required LinkName First { get; init; }
        public uint Base { get; set; } = RouteSpec.DefaultMetric;
        public byte Holder { get; set; }

        /// <summary>The links that leave it open, when there are several.</summary>
        public List<LinkName>? Links { get; set; }

        /// <summary>The metrics that are named, and for which links.</summary>
        public List<(LinkName Link, uint Metric)>? Named { get; set; }

        /// <summary>The metric of each link, in the order of <see cref="Links"/>.</summary>
        public IEnumerable<(LinkName Link, uint Metric)> Metrics()
        {
            var next = Base;
            foreach (var link in Links ?? [First])
            {
                while (Named?.Exists(named => named.Metric == next && named.Link != link) == true)
                    next++;
                yield return (link, next++);
            }
        }

        public uint MetricOf(LinkName link) => Links is null && Named is null ? Base : Metrics().First(pair => pair.Link == link).Metric;
    }

    private (LinkName? Link, uint Table) _last = (null, RouteSpec.MainTable);

    private RouteMetrics(IReadOnlyDictionary<LinkName, Merged<LinkName, LinkSpec>> links, Observed observed) => (_links, _observed) = (links, observed);

    /// <summary>The routes with their keys; what is to be said of those whose metric gave way to somebody else's; and what tells
    /// whether the same would come out again.</summary>
    public static (List<Entry<RouteKey, RouteSpec>> Routes, Dictionary<RouteKey, string> Remarks, RouteMetrics Metrics) Assign(
        IReadOnlyList<(RouteSpec Spec, Because Because)> routes, IReadOnlyDictionary<LinkName, Merged<LinkName, LinkSpec>> links, Observed observed)
    {
        var metrics = new RouteMetrics(links, observed);
        var wishes = new List<(RouteSpec Spec, Because Because)>(routes.Count);
        foreach (var (spec, because) in routes)
            wishes.Add((metrics.Complete(spec), because));
        foreach (var (spec, _) in wishes)
            if (spec.Metric is null)
                metrics.Add(spec);
        if (metrics._groups.Count > 0)
            foreach (var (spec, _) in wishes)
                if (spec.Metric is { } named && metrics._groups.TryGetValue((spec.Destination, spec.Table), out var group))
                    (group.Named ??= []).Add((spec.Link ?? Loopback, named));
        metrics.GiveWay();
        var (entries, remarks) = metrics.Assign(wishes);
        return (entries, remarks, metrics);
    }

    /// <summary>Whether others hold the same metrics as when these were chosen.</summary>
    public bool HoldFor(Observed observed) => _groups.Count == 0 || Held(observed).SetEquals(_held);

    /// <summary>Whether every metric was named, so that none hangs on what other routes or other owners have.</summary>
    public bool AllAreNamed => _groups.Count == 0;

    /// <summary>A route with its key, which has a metric of its own.</summary>
    public Entry<RouteKey, RouteSpec> EntryOf((RouteSpec Spec, Because Because) wish)
    {
        var spec = Complete(wish.Spec);
        return new(RouteKey.For(spec.Destination, spec.Table, spec.Metric!.Value, spec.Link, spec.Gateway), spec, wish.Because);
    }

    /// <summary>What follows from the rest: the table from the link, the type from the destination.</summary>
    private RouteSpec Complete(RouteSpec spec)
    {
        var type = spec is { Type: RouteType.Unicast, Destination.IsMulticast: true } ? RouteType.Multicast : spec.Type;
        var table = spec.Table == RouteSpec.TableOfLink ? TableOf(spec.Link) : spec.Table;
        return table == spec.Table && type == spec.Type ? spec : spec with { Table = table, Type = type };
    }

    /// <summary>A port of a VRF looks up its VRF's table and no other.</summary>
    private uint TableOf(LinkName? link)
    {
        if (link == _last.Link)     // the routes of a link stand together
            return _last.Table;
        var table = FindTable(link);
        _last = (link, table);
        return table;
    }

    private uint FindTable(LinkName? link) =>
        link is { } name && _links.GetValueOrDefault(name)?.Spec is { } port
            ? TableOf(port) ?? (port.Master is { } master && _links.GetValueOrDefault(master)?.Spec is { } owner ? TableOf(owner) : null) ?? RouteSpec.MainTable
            : RouteSpec.MainTable;

    private static uint? TableOf(LinkSpec spec) => spec.Settings.TryGet(Vrf.Table, out var table) ? table : null;

    private void Add(RouteSpec spec)
    {
        var link = spec.Link ?? Loopback;
        var key = (spec.Destination, spec.Table);
        if (!_groups.TryGetValue(key, out var group))
            _groups[key] = new() { First = link };
        else if (group.Links is { } links ? !links.Contains(link) : group.First != link)
            (group.Links ??= [group.First]).Add(link);
    }

    /// <summary>Metrics that other owners' routes have at the destinations of routes that leave theirs open.</summary>
    private HashSet<(IpPrefix Destination, uint Table, uint Metric, byte Protocol)> Held(Observed observed)
    {
        var held = new HashSet<(IpPrefix, uint, uint, byte)>();
        if (_groups.Count > 0)
            foreach (var route in observed.Routes)
                if (!route.IsOurs && route.Metric != 0 && _groups.ContainsKey((route.Destination, route.Table)) && Stands(route))
                    held.Add((route.Destination, route.Table, route.Metric, route.Protocol));
        return held;
    }

    private void GiveWay()
    {
        foreach (var group in _groups.Values)
            group.Links?.Sort((left, right) => Order(left).CompareTo(Order(right)) is var order && order != 0 ? order : left.CompareTo(right));
        _held = Held(_observed);
        foreach (var holders in _held.ToLookup(held => (held.Destination, held.Table)))
        {
            var group = _groups[holders.Key];
            var metrics = holders.Select(held => held.Metric).ToHashSet();
            group.Holder = holders.OrderBy(held => held.Metric != RouteSpec.DefaultMetric).ThenBy(held => held.Metric).First().Protocol;
            while (group.Base > Step && group.Metrics().Any(pair => metrics.Contains(pair.Metric)))
                group.Base -= Step;
        }
    }

    /// <summary>IPv6 routes without a gateway stand beside each other; every other one is in the way of its like.</summary>
    private static bool Stands(RouteStatus route) => route.Destination.Family == AddressFamily.InterNetwork || route.Gateway is not null;

    private int Order(LinkName name) => Order(name, _observed);

    /// <summary>Devices in the order in which the kernel found them, then virtual links, whose indexes tell only when they were made.</summary>
    public static int Order(LinkName name, Observed observed) => observed.Link(name) is { Kind.Length: 0 } device ? device.Index : int.MaxValue;

    private (List<Entry<RouteKey, RouteSpec>>, Dictionary<RouteKey, string>) Assign(List<(RouteSpec Spec, Because Because)> wishes)
    {
        var entries = new List<Entry<RouteKey, RouteSpec>>(wishes.Count);
        var remarks = new Dictionary<RouteKey, string>();
        foreach (var (spec, because) in wishes)
        {
            var group = spec.Metric is null ? _groups[(spec.Destination, spec.Table)] : null;
            var metric = spec.Metric ?? group!.MetricOf(spec.Link ?? Loopback);
            var key = RouteKey.For(spec.Destination, spec.Table, metric, spec.Link, spec.Gateway);
            if (group is { Base: not RouteSpec.DefaultMetric })
                remarks[key] = string.Create(CultureInfo.InvariantCulture,
                    $"metric {metric}, because another owner (protocol {group.Holder}) has this destination with {RouteSpec.DefaultMetric}");
            entries.Add(new(key, spec.Metric == metric ? spec : spec with { Metric = metric }, because));
        }
        return (entries, remarks);
    }
}
