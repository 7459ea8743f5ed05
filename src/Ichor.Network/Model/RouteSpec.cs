using System.Net;
using System.Net.Sockets;
using Ichor.Netlink;
using Ichor.Netlink.Route;

namespace Ichor.Network;

/// <summary>What makes a route one of a kind in the kernel's tables.</summary>
/// <param name="Link">Only for IPv6 without a gateway, where equal routes over different links coexist (each link has its
/// fe80::/64). IPv4 refuses a second route of one destination and metric whatever its link, and IPv6 makes one route of
/// several next hops out of two with gateways.</param>
public sealed record RouteKey(IpPrefix Destination, uint Table, uint Metric, LinkName? Link)
{
    public static RouteKey For(IpPrefix destination, uint table, uint metric, LinkName? link, IPAddress? gateway) =>
        new(destination, table, metric, destination.Family == AddressFamily.InterNetworkV6 && gateway is null ? link : null);

    public bool Equals(RouteKey? other) => other is not null && Metric == other.Metric && Table == other.Table && Destination.Equals(other.Destination) && Link == other.Link;

    public override int GetHashCode() => HashCode.Combine(Destination.GetHashCode(), Table, Metric);

    /// <summary>Talos's id without the gateway: <c>[table/][link/]family/destination/metric</c>.</summary>
    public override string ToString()
    {
        var table = Table == RouteSpec.MainTable ? "" : $"{Table}/";
        var link = Link is { } name ? $"{name}/" : "";
        var family = Destination.Family == AddressFamily.InterNetwork ? "inet4" : "inet6";
        return $"{table}{link}{family}/{(Destination.IsDefault ? "default" : Destination)}/{Metric}";
    }
}

/// <summary>A route that is wanted.</summary>
public sealed record RouteSpec
{
    /// <summary>A wish for the table of the link's VRF, or else the main one. A plan has the table that came of it.</summary>
    public const uint TableOfLink = 0;

    /// <summary>RT_TABLE_MAIN.</summary>
    public const uint MainTable = 254;

    /// <summary>The metric of a route that names none (Talos, and so every existing config, counts on it).</summary>
    public const uint DefaultMetric = 1024;

    public required IpPrefix Destination { get; init; }

    /// <summary>Null for a route that drops packets; of IPv6 the kernel hangs those on the loopback by itself.</summary>
    public required LinkName? Link { get; init; }

    public RouteType Type { get; init; } = RouteType.Unicast;

    /// <summary>Null follows from the rest: link without a gateway, else global.</summary>
    public RouteScope? Scope { get; init; }

    public IPAddress? Gateway { get; init; }
    public IPAddress? Source { get; init; }
    public uint Table { get; init; } = TableOfLink;

    /// <summary>Null: <see cref="DefaultMetric"/>, or the next free one when another link has the same route.</summary>
    public uint? Metric { get; init; }

    /// <summary>Bytes; 0 is the link's.</summary>
    public uint Mtu { get; init; }
}
