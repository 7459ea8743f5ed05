using Ichor.Netlink;
using Ichor.Netlink.Route;
using Ichor.Network;

namespace Ichor.Node.Kernel;

/// <summary>
/// Finds out which routes replacements have taken from the kernel. Their notification tells only of the new route: what it
/// replaced had the same destination, table and metric, and no notification of its own. To list all routes for each would be the
/// end of a machine whose routing daemon replaces them by the thousand, so that is left for where several could be meant.
/// </summary>
internal sealed class ReplacedRoutes
{
    private readonly record struct Key(IpPrefix Destination, uint Table, uint Metric)
    {
        public static Key Of(RouteMessage route) => new(route.Destination, route.Table, route.Priority);

        public static Key Of(RouteStatus route) => new(route.Destination, route.Table, route.Metric);
    }

    private sealed class Replacement
    {
        public HashSet<RouteStatus> Added { get; } = [];
        public RouteStatus? Last { get; set; }
        public bool IsUnclear { get; set; }
    }

    private readonly Dictionary<Key, Replacement> _replaced = [];

    // Routes with several next hops are not mirrored; where there is one, it may be the one that was replaced.
    private readonly HashSet<Key> _multipath = [];

    /// <summary>All routes are known anew.</summary>
    public void Listed(IEnumerable<RouteMessage> routes)
    {
        _replaced.Clear();
        _multipath.Clear();
        foreach (var route in routes)
            if (route.NextHops.Count > 0)
                _multipath.Add(Key.Of(route));
    }

    /// <summary>A notification of a route that is new or changed.</summary>
    public void Changed(RouteMessage route, bool isReplacement)
    {
        var key = Key.Of(route);
        if (isReplacement)
            Replaced(key, route);
        else if (_replaced.TryGetValue(key, out var earlier))
            earlier.IsUnclear = true;
        if (route.NextHops.Count > 0)
            _multipath.Add(key);
    }

    public void Gone(RouteMessage route)
    {
        if (route.NextHops.Count > 0)
            _multipath.Remove(Key.Of(route));
    }

    /// <summary>The mirrored routes that the kernel has no more; null when that cannot be told without listing all.</summary>
    /// <remarks>One look at the mirror for all replacements since the last call.</remarks>
    public IReadOnlyList<RouteStatus>? TakeGone(IReadOnlyCollection<RouteStatus> mirrored)
    {
        if (_replaced.Count == 0)
            return [];
        var gone = new List<RouteStatus>();
        var candidates = new HashSet<Key>();
        var isUnclear = false;
        foreach (var route in mirrored)
            if (_replaced.TryGetValue(Key.Of(route), out var replacement) && route != replacement.Last)
            {
                var isFirst = replacement.Added.Contains(route) || candidates.Add(Key.Of(route));
                isUnclear |= replacement.IsUnclear || !isFirst;
                gone.Add(route);
            }
        foreach (var (key, replacement) in _replaced)
            if (replacement.Last is not null && !candidates.Contains(key))
                _multipath.Remove(key);     // there was nothing else to replace
        _replaced.Clear();
        return isUnclear ? null : gone;
    }

    private void Replaced(Key key, RouteMessage by)
    {
        if (!_replaced.TryGetValue(key, out var replacement))
            _replaced[key] = replacement = new();
        replacement.IsUnclear |= _multipath.Contains(key);
        replacement.Last = KernelStatuses.Concerns(by) ? KernelStatuses.Of(by) : null;
        if (replacement.Last is { } last)
            replacement.Added.Add(last);
    }
}
