using System.Globalization;
using Ichor.Netlink.Route;

namespace Ichor.Network;

/// <summary>Routes in the words of <c>ip route</c>.</summary>
internal static class RouteText
{
    public static string Of(RouteSpec route, uint metric)
    {
        var via = route.Gateway is null ? "" : $" via {route.Gateway}";
        var source = route.Source is null ? "" : $" src {route.Source}";
        var table = route.Table == RouteSpec.MainTable ? "" : Number(" table ", route.Table);
        var mtu = route.Mtu == 0 ? "" : Number(" mtu ", route.Mtu);
        var scope = route.Scope is { } named ? $" scope {named.ToString().ToLowerInvariant()}" : "";
        var device = route.Link is { } link ? $" dev {link}" : "";
        return $"{Type(route.Type)}{Destination(route.Destination)}{via}{device}{scope}{source}{table}{Number(" metric ", metric)}{mtu}";
    }

    public static string Of(RouteStatus route)
    {
        var via = route.Gateway is null ? "" : $" via {route.Gateway}";
        var table = route.Table == RouteSpec.MainTable ? "" : Number(" table ", route.Table);
        return $"{Type((RouteType)route.Type)}{Destination(route.Destination)}{via}{table}{Number(" metric ", route.Metric)}";
    }

    private static string Destination(Netlink.IpPrefix destination) => destination.IsDefault ? "default" : destination.ToString();

    private static string Type(RouteType type) => type == RouteType.Unicast ? "" : type.ToString().ToLowerInvariant() + " ";

    private static string Number(string word, uint value) => word + value.ToString(CultureInfo.InvariantCulture);
}
