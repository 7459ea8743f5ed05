using System.Net;
using System.Net.Sockets;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>What makes a route one of a kind in the kernel's tables.</summary>
/// <param name="Link">Only for IPv6, where equal routes over different links coexist; null for IPv4, where the kernel
/// refuses a second route of one destination and metric whatever its link.</param>
public sealed record RouteKey(IpPrefix Destination, uint Table, uint Metric, LinkName? Link)
{
    public static RouteKey For(IpPrefix destination, uint table, uint metric, LinkName link) =>
        new(destination, table, metric, destination.Family == AddressFamily.InterNetworkV6 ? link : null);

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
    /// <summary>RT_TABLE_MAIN.</summary>
    public const uint MainTable = 254;

    /// <summary>The metric of a route that names none (Talos, and so every existing config, counts on it).</summary>
    public const uint DefaultMetric = 1024;

    public required IpPrefix Destination { get; init; }
    public required LinkName Link { get; init; }
    public IPAddress? Gateway { get; init; }
    public IPAddress? Source { get; init; }
    public uint Table { get; init; } = MainTable;

    /// <summary>Null: <see cref="DefaultMetric"/>, or the next free one when another link has the same route.</summary>
    public uint? Metric { get; init; }

    /// <summary>Bytes; 0 is the link's.</summary>
    public uint Mtu { get; init; }
}
