using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>A route of the config in terms of the model; it stands below a link, in <c>machine.network</c> or in a document.</summary>
internal static class RouteExpansion
{
    public static RouteSpec Spec(LinkName link, RouteConfig route) => new()
    {
        Destination = route.Destination,
        Link = link,
        Gateway = route.Gateway,
        Source = route.Source,
        Metric = route.Metric,
        Mtu = route.Mtu ?? 0,
        Table = route.Table ?? RouteSpec.TableOfLink,
    };
}
