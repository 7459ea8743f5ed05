using System.Net;
using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>An entry of <c>routes</c>. At least one of <see cref="Network"/> and <see cref="Gateway"/> is set.</summary>
public sealed record RouteConfig
{
    /// <summary>Metric of a route that names none, or 0.</summary>
    public const uint DefaultMetric = 1024;

    public required Provenance Because { get; init; }

    /// <summary>Null is the default route of the gateway's family: see <see cref="Destination"/>.</summary>
    public IpPrefix? Network { get; init; }

    /// <summary>Null is an on-link route.</summary>
    public IPAddress? Gateway { get; init; }

    public IPAddress? Source { get; init; }

    /// <summary>Null when not given (or given as 0).</summary>
    public uint? Metric { get; init; }

    /// <summary>Null leaves it to the link.</summary>
    public uint? Mtu { get; init; }

    /// <summary>Routing table; null is that of the link's VRF, else main. Not a key of v1alpha1.</summary>
    public uint? Table { get; init; }

    /// <summary>The destination, spelled out for a default route.</summary>
    public IpPrefix Destination =>
        Network ?? (Gateway?.BitLength() == 128 ? IpPrefix.AnyV6 : IpPrefix.AnyV4);

    internal static RouteConfig Read(ObjectReader o)
    {
        o.AtLeastOne("network", "gateway");
        var route = new RouteConfig
        {
            Because = o.Because,
            Network = o.OptionalOrNull("network", Scalars.IpPrefix, "Destination; without it the route is the default route of the gateway's family.", "10.2.0.0/16"),
            Gateway = o.OptionalOrNull("gateway", Scalars.IpAddress, "Next hop; without it the destination is on the link.", "10.0.0.1"),
            Source = o.OptionalOrNull("source", Scalars.IpAddress, "Source address preferred for packets of this route.", "10.0.0.5"),
            Metric = o.NonZero("metric", Scalars.UInt32(), "Of routes to one destination the lowest metric wins; 0 counts as not given.", "1024"),
            Mtu = o.NonZero("mtu", Scalars.Mtu, "MTU of the path; 0 leaves it to the link.", "1400"),
        };
        return o.Validate(route, (at, read) => Check(at, read, "network"));
    }

    /// <param name="o">Where the route was read.</param>
    /// <param name="route">The route.</param>
    /// <param name="destinationKey">The key of <see cref="Network"/>.</param>
    internal static void Check(ObjectReader o, RouteConfig route, string destinationKey)
    {
        NoticeHostBits(o, route.Network, destinationKey);
        var family = route.Destination.Family;
        if (route.Gateway is not null && route.Gateway.AddressFamily != family)
            o.Error("gateway", $"'{route.Gateway}' is not of the same family as the destination {route.Destination}");
        if (route.Source is not null && route.Source.AddressFamily != family)
            o.Error("source", $"'{route.Source}' is not of the same family as the destination {route.Destination}");
    }

    /// <summary>Says so when a network was written with bits beyond its prefix.</summary>
    internal static void NoticeHostBits(ObjectReader o, IpPrefix? network, string key)
    {
        if (InterfaceAddress.TryParse(o.TextOf(key), out var written) && !written.Address.Equals(network?.Address))
            o.Notice(key, $"'{written}' has bits beyond its prefix: read as {network}");
    }
}
