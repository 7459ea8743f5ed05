using Ichor.Netlink;
using Ichor.Netlink.Route;

namespace Ichor.Network;

/// <summary>Routes of the kernel by the key that a wish would have.</summary>
internal static class PresentRoutes
{
    /// <summary>Null for what nobody wishes: local and broadcast routes are the kernel's business.</summary>
    public static RouteKey? KeyOf(Observed observed, RouteStatus route)
    {
        if (route.Table == RouteTable.Local)
            return null;
        LinkName? link = null;
        if (route.LinkIndex != 0 && (RouteType)route.Type is RouteType.Unicast or RouteType.Multicast)
        {
            if (observed.Link(route.LinkIndex) is not { } status)
                return null;
            link = status.Name;
        }
        return RouteKey.For(route.Destination, route.Table, route.Metric, link, route.Gateway);
    }
}
