using System.Collections;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>Routes as the kernel has them, found by what a wish says of them: destination, table and metric.</summary>
/// <remarks>Most often one route is at such a place. Others beside it have another gateway, link or type.</remarks>
internal sealed class ObservedRoutes : IReadOnlyCollection<RouteStatus>
{
    private readonly record struct Place(IpPrefix Destination, uint Table, uint Metric)
    {
        public static Place Of(RouteStatus route) => new(route.Destination, route.Table, route.Metric);

        public bool Equals(Place other) => Metric == other.Metric && Table == other.Table && Destination.Equals(other.Destination);

        public override int GetHashCode() => HashCode.Combine(Destination.GetHashCode(), Table, Metric);
    }

    private readonly Dictionary<Place, RouteStatus> _first = [];
    private readonly Dictionary<Place, List<RouteStatus>> _others = [];

    private readonly HashSet<RouteStatus> _defaults = [];

    public int Count { get; private set; }

    /// <summary>How many carry our mark.</summary>
    public int Own { get; private set; }

    /// <summary>The default routes, of any table.</summary>
    public IReadOnlyCollection<RouteStatus> Defaults => _defaults;

    /// <summary>The routes of a place.</summary>
    public IEnumerable<RouteStatus> At(IpPrefix destination, uint table, uint metric)
    {
        var place = new Place(destination, table, metric);
        if (!_first.TryGetValue(place, out var first))
            return [];
        return _others.TryGetValue(place, out var others) ? others.Prepend(first) : [first];
    }

    /// <summary>The route of a place when it is the only one.</summary>
    public bool IsAlone(IpPrefix destination, uint table, uint metric, out RouteStatus? route)
    {
        var place = new Place(destination, table, metric);
        _first.TryGetValue(place, out route);
        return _others.Count == 0 || !_others.ContainsKey(place);
    }

    /// <summary>Adds or replaces; false when nothing differs.</summary>
    public bool Put(RouteStatus route)
    {
        var place = Place.Of(route);
        if (!_first.TryGetValue(place, out var known) || IsSame(known, route))
        {
            if (known == route)
                return false;
            _first[place] = route;
        }
        else
        {
            if (!_others.TryGetValue(place, out var others))
                _others[place] = others = [];
            var at = others.FindIndex(other => IsSame(other, route));
            known = at < 0 ? null : others[at];
            if (known == route)
                return false;
            if (at < 0)
                others.Add(route);
            else
                others[at] = route;
        }
        Replaced(known, route);
        return true;
    }

    /// <summary>False when there is no such route.</summary>
    public bool Remove(RouteStatus route)
    {
        var place = Place.Of(route);
        if (!_first.TryGetValue(place, out var gone))
            return false;
        var others = _others.GetValueOrDefault(place);
        if (IsSame(gone, route))
        {
            if (others is null)
                _first.Remove(place);
            else
            {
                _first[place] = others[0];
                others.RemoveAt(0);
            }
        }
        else
        {
            gone = others?.Find(other => IsSame(other, route));
            if (gone is null)
                return false;
            others!.Remove(gone);
        }
        if (others is { Count: 0 })
            _others.Remove(place);
        Replaced(gone, null);
        return true;
    }

    private void Replaced(RouteStatus? before, RouteStatus? after)
    {
        Count += (after is null ? 0 : 1) - (before is null ? 0 : 1);
        if (before is { Destination.IsDefault: true })
            _defaults.Remove(before);
        if (after is { Destination.IsDefault: true })
            _defaults.Add(after);
        Own += (after is { IsOurs: true } ? 1 : 0) - (before is { IsOurs: true } ? 1 : 0);
    }

    public IEnumerator<RouteStatus> GetEnumerator() =>
        (_others.Count == 0 ? _first.Values : _first.Values.Concat(_others.Values.SelectMany(others => others))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What tells two routes of one place apart, foreign ones included.</summary>
    private static bool IsSame(RouteStatus left, RouteStatus right) =>
        left.LinkIndex == right.LinkIndex && left.Type == right.Type && Equals(left.Gateway, right.Gateway);
}
