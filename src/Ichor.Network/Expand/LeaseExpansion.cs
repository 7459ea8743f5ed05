using Ichor.Config;

namespace Ichor.Network;

/// <summary>What DHCP servers gave.</summary>
internal static class LeaseExpansion
{
    public static void Expand(Scope scope)
    {
        var wanted = Merge.Whole(scope.Fragment.Operators);
        var ranks = Ranks(wanted.Keys, scope.Observed);
        foreach (var (key, lease) in scope.Inputs.Leases.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal))
            if (lease is not null && wanted.TryGetValue(key, out var operation))
                scope.Fragment.Try("operator", key.ToString(), Why(key), () => Expand(scope.Fragment, key, lease, operation.Spec, ranks[key]));
    }

    private static Because Why(OperatorKey key) => new(Layer.Operator, key.ToString(), new Provenance($"lease of {key}"));

    private static void Expand(Fragment fragment, OperatorKey key, LeaseSpec lease, OperatorSpec spec, uint rank)
    {
        var because = Why(key);
        var link = key.Link;

        // The connected route gets a metric as well: of two links in one subnet the first then carries the traffic.
        fragment.Address(link, lease.Address, because, metric: spec.RouteMetric ?? RouteSpec.DefaultMetric + rank);
        foreach (var route in spec.IgnoreRoutes ? [] : lease.Routes)
            fragment.Route(new RouteSpec
            {
                Destination = route.Destination,
                Link = link,
                Gateway = route.Gateway,
                Source = lease.Address.Address,
                Metric = spec.RouteMetric,
            }, because);

        if (lease.Mtu != 0)
            fragment.Link(link, new LinkSpec { Mtu = lease.Mtu }, because);
        if (lease.Hostname.Length > 0 && !spec.IgnoreHostname)
            fragment.Hostnames.Add((Hostname(lease), because));
        var domains = SearchDomains(lease, spec);
        if (!lease.NameServers.IsEmpty || !domains.IsEmpty)
            fragment.Resolvers.Add((new ResolverSpec(
                lease.NameServers.IsEmpty ? null : lease.NameServers,
                domains.IsEmpty ? null : domains), because));
        if (!lease.TimeServers.IsEmpty)
            fragment.TimeServers.Add((new TimeServerSpec([.. lease.TimeServers.Select(server => server.ToString())]), because));
    }

    /// <summary>
    /// Options 119 and 15. They say where names of this network are looked up, whoever names the host: a machine with a name of its
    /// own finds its neighbours by their short names all the same. Who ignores the host name has not asked for option 15.
    /// </summary>
    private static ValueList<string> SearchDomains(LeaseSpec lease, OperatorSpec spec) => lease.Domain.Length == 0 || spec.IgnoreHostname
        ? lease.SearchDomains
        : [.. lease.SearchDomains.Append(lease.Domain).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static HostnameSpec Hostname(LeaseSpec lease)
    {
        var name = HostnameSpec.Split(lease.Hostname);
        return lease.Domain.Length > 0 ? name with { Domain = lease.Domain } : name;
    }

    private static Dictionary<OperatorKey, uint> Ranks(IEnumerable<OperatorKey> keys, Observed observed) =>
        keys.OrderBy(key => RouteMetrics.Order(key.Link, observed)).ThenBy(key => key.Link)
            .Select((key, rank) => (key, rank))
            .ToDictionary(pair => pair.key, pair => (uint)pair.rank);
}
