using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>
/// Gives every route a metric. Two links that learn the same destination without a metric of their own (two default
/// routes, most often) get 1024, 1025, ... in the order in which the kernel found the links, so that neither is refused
/// and the choice does not change from boot to boot.
/// </summary>
internal static class RouteMetrics
{
    private static readonly LinkName Loopback = LinkName.Parse("lo");

    public static IEnumerable<Entry<RouteKey, RouteSpec>> Assign(IReadOnlyList<(RouteSpec Spec, Because Because)> routes, Observed observed)
    {
        var contested = routes.Where(route => route.Spec.Metric is null)
            .GroupBy(route => (route.Spec.Destination, route.Spec.Table))
            .Where(group => group.Select(route => route.Spec.Link).Distinct().Skip(1).Any())
            .ToDictionary(group => group.Key, group => Ranks(group.Select(route => route.Spec.Link ?? Loopback), observed));

        foreach (var (spec, because) in routes)
        {
            var metric = spec.Metric ?? RouteSpec.DefaultMetric
                + (contested.TryGetValue((spec.Destination, spec.Table), out var ranks) ? ranks[spec.Link ?? Loopback] : 0);
            yield return new(RouteKey.For(spec.Destination, spec.Table, metric, spec.Link, spec.Gateway), spec with { Metric = metric }, because);
        }
    }

    private static Dictionary<LinkName, uint> Ranks(IEnumerable<LinkName> links, Observed observed) =>
        links.Distinct()
            .OrderBy(name => observed.Link(name)?.Index ?? int.MaxValue).ThenBy(name => name)
            .Select((name, rank) => (name, rank))
            .ToDictionary(pair => pair.name, pair => (uint)pair.rank);
}
