using Ichor.Netlink;
using Ichor.Netlink.Route;

namespace Ichor.Network;

/// <summary>Routes of the kernel by the key that a wish would have.</summary>
internal static class PresentRoutes
{
    /// <summary>Of several with one key, ours comes first: others stand beside it and are not in the way.</summary>
    public static Dictionary<RouteKey, RouteStatus> ByKey(Observed observed)
    {
        var result = new Dictionary<RouteKey, RouteStatus>(observed.Routes.Count);
        foreach (var route in observed.Routes)
        {
            // Local and broadcast routes are the kernel's business; nobody wishes them.
            if (route.Table == RouteTable.Local)
                continue;
            LinkName? link = null;
            if (route.LinkIndex != 0 && (RouteType)route.Type is RouteType.Unicast or RouteType.Multicast)
            {
                if (observed.Link(route.LinkIndex) is not { } status)
                    continue;
                link = status.Name;
            }
            var key = RouteKey.For(route.Destination, route.Table, route.Metric, link, route.Gateway);
            if (route.IsOurs || !result.ContainsKey(key))
                result[key] = route;
        }
        return result;
    }
}
