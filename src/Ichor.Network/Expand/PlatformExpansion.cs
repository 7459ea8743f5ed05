using System.Net;
using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>What the platform wishes. Its document says everything line by line, so that each entry becomes one wish.</summary>
internal static class PlatformExpansion
{
    private const string Owner = "platform";

    public static void Expand(Scope scope, PlatformConfig platform)
    {
        var fragment = scope.Fragment;
        PlatformLinks.Expand(scope, platform.Links);
        foreach (var address in platform.Addresses)
            Try(scope, $"address {address.Address}", address.Because, because =>
                fragment.Address(LinkOf(scope, platform, address.Link, because), address.Address, because, address.Metric, (byte)address.Scope));
        foreach (var route in platform.Routes)
            Try(scope, $"route {route.Destination}", route.Because, because => Route(scope, platform, route, because));
        foreach (var run in platform.Operators)
            Try(scope, $"operator on {run.Link}", run.Because, because => Operator(scope, run, LinkOf(scope, platform, run.Link, because), because));

        foreach (var name in platform.Hostnames)
            fragment.Hostnames.Add((HostnameSpec.Split(name.FullName), Why(name.Because)));
        foreach (var resolver in platform.Resolvers)
            fragment.Resolvers.Add((new ResolverSpec(resolver.Servers.IsEmpty ? null : resolver.Servers, resolver.SearchDomains), Why(resolver.Because)));
        foreach (var time in platform.TimeServers)
            fragment.TimeServers.Add((new TimeServerSpec(time.Servers), Why(time.Because)));
    }

    public static void Try(Scope scope, string id, Provenance place, Action<Because> rule) =>
        scope.Fragment.Try("platform", id, Why(place), () => rule(Why(place)));

    private static Because Why(Provenance place) => new(Layer.Platform, Owner, place);

    /// <summary>A link that the platform itself makes has the name that is written, whoever else is known by it.</summary>
    private static LinkName LinkOf(Scope scope, PlatformConfig platform, LinkName written, Because because) =>
        platform.Links.Any(link => link.Name == written && link.Kind is not null) ? written : scope.Resolve(written, because);

    private static void Route(Scope scope, PlatformConfig platform, PlatformRoute route, Because because)
    {
        if (route.IsMultipath)
        {
            NotBuilt.Multipath(scope, route.Destination, because);
            return;
        }
        var written = route.Link ?? Reaching(platform, route.Gateway);
        if (written is null && !route.Drops)
            scope.Fragment.Unmet("route", route.Destination.ToString(), ConditionState.Failed,
                $"no address of this document reaches {route.Gateway}: write the link under outLinkName", because);
        else
            scope.Fragment.Route(new RouteSpec
            {
                Destination = route.Destination,
                Link = route.Drops || written is not { } name ? null : LinkOf(scope, platform, name, because),
                Type = route.Type,
                Scope = route.Scope,
                Gateway = route.Gateway,
                Source = route.Source,
                Table = route.Table ?? RouteSpec.TableOfLink,
                Metric = route.Metric,
                Mtu = route.Mtu,
            }, because);
    }

    private static LinkName? Reaching(PlatformConfig platform, IPAddress? gateway) =>
        gateway is null ? null : platform.Addresses.FirstOrDefault(address => address.Address.Subnet.Contains(gateway))?.Link;

    private static void Operator(Scope scope, PlatformOperator run, LinkName link, Because because)
    {
        if (run.Kind == PlatformOperatorKind.Dhcp6)
            NotBuilt.Dhcp6(scope, link, because);
        else if (run.Kind == PlatformOperatorKind.Vip)
            NotBuilt.Vip(scope, run.Address!, link, because);
        else
            scope.Fragment.Dhcp4(link, new OperatorSpec
            {
                RouteMetric = run.Dhcp.RouteMetric,
                ClientIdentifier = run.Dhcp.ClientIdentifier,
                Duid = run.Dhcp.Duid,
                IgnoreHostname = run.Dhcp.IgnoreHostname,
                IgnoreRoutes = run.Dhcp.IgnoreRoutes,
            }, because);
    }
}
