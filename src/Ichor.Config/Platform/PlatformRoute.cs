using System.Net;
using System.Net.Sockets;
using Ichor.Netlink;
using Ichor.Netlink.Route;

namespace Ichor.Config;

/// <summary>An entry of <c>routes</c> (Talos's RouteSpecSpec).</summary>
public sealed record PlatformRoute
{
    public required Provenance Because { get; init; }

    public required IpPrefix Destination { get; init; }

    public IPAddress? Gateway { get; init; }

    public IPAddress? Source { get; init; }

    /// <summary>Null: the link from which the gateway is reached.</summary>
    public LinkName? Link { get; init; }

    /// <summary>Null is that of the link's VRF, else main.</summary>
    public uint? Table { get; init; }

    /// <summary>
    /// What the kernel makes of a route that names none: 0, the strongest, or 1024 of IPv6. Unlike machine config's, Talos's platform
    /// has no default of its own, and what its console writes counts on that: the way that was typed in goes before one of a lease.
    /// </summary>
    public uint Metric { get; init; }

    /// <summary>Null follows from the rest.</summary>
    public RouteScope? Scope { get; init; }

    public RouteType Type { get; init; } = RouteType.Unicast;

    /// <summary>Bytes; 0 is the link's.</summary>
    public uint Mtu { get; init; }

    /// <summary>Whether it is a way over several links, which is not built.</summary>
    public bool IsMultipath { get; init; }

    internal static PlatformRoute Read(ObjectReader o)
    {
        var family = o.OptionalValue("family", PlatformScalars.Family, "Family of the route; it follows from destination or gateway.", "inet4");
        var network = o.OptionalOrNull("dst", Scalars.IpPrefix, "Destination; without it the route is the default route.", "10.2.0.0/16");
        var gateway = o.OptionalOrNull("gateway", DocumentScalars.Address, "Next hop; without it the destination is on the link.", "10.0.0.1");
        var isV6 = (network?.Family ?? gateway?.AddressFamily ?? family) == AddressFamily.InterNetworkV6;
        var scope = o.OptionalValue("scope", PlatformScalars.Scope, "How far the destination is; global follows from the rest: link without a gateway.", "global");
        var route = new PlatformRoute
        {
            Because = o.Because,
            Destination = network ?? (isV6 ? IpPrefix.AnyV6 : IpPrefix.AnyV4),
            Gateway = gateway,
            Source = o.OptionalOrNull("src", DocumentScalars.Address, "Source address preferred for packets of this route.", "10.0.0.5"),
            Link = o.OptionalValue("outLinkName", Scalars.LinkName, "The link that the route leads over; without it, the one with an address of this document that reaches the gateway.", "enp0s3"),
            Table = o.OptionalValue("table", DocumentScalars.RoutingTable, "Routing table; not given, it is main, or that of the link's VRF.", "main"),
            Metric = o.NonZero("priority", Scalars.UInt32(), "Of routes to one destination the lowest wins. Not given, or 0: 0 for IPv4, before every other, and 1024 for IPv6.", "1024")
                ?? (isV6 ? RouteConfig.DefaultMetric : 0),
            Scope = scope == RouteScope.Global ? null : scope,
            Type = o.Optional("type", PlatformScalars.RouteType, RouteType.Unicast, "What becomes of packets to the destination."),
            Mtu = o.NonZero("mtu", Scalars.Mtu, "MTU of the path; 0 leaves it to the link.", "1400") ?? 0,
            IsMultipath = !o.List("nextHops", ReadHop, "Several ways at once.").IsEmpty,
        };
        var flags = o.Optional("flags", PlatformScalars.RouteFlags, [], "Flags of the route.");
        o.OptionalOrNull("protocol", Scalars.Text, "Who made the route: that is this system.", "static");
        o.NotYet("flags", "a flag", !flags.IsEmpty);
        o.NotYet("nextHops", "a route over several links");
        o.NoEffect("protocol", asked: false);
        PlatformConfig.ReadLayer(o);
        return o.Validate(route, (at, read) => Check(at, read, family));
    }

    private static bool ReadHop(ObjectReader o)
    {
        o.OptionalOrNull("gateway", DocumentScalars.Address, "Next hop.", "10.0.0.1");
        o.OptionalValue("outLinkName", Scalars.LinkName, "The link that leads there.", "enp0s3");
        o.NonZero("weight", Scalars.UInt32(), "How many of all packets.", "1");
        return true;
    }

    private static void Check(ObjectReader o, PlatformRoute route, AddressFamily? family)
    {
        RouteConfig.NoticeHostBits(o, route.Destination, "dst");
        var own = route.Destination.Family;
        if (!o.Has("dst") && !o.Has("gateway") && family is null)
            o.Error("dst", "is needed, or 'gateway', or 'family' for a default route without a gateway");
        if (family is { } written && written != own)
            o.Error("family", $"'{o.TextOf("family")}' is not the family of the destination {route.Destination}");
        if (route.Gateway is { } gateway && gateway.AddressFamily != own)
            o.Error("gateway", $"'{gateway}' is not of the same family as the destination {route.Destination}");
        if (route.Source is { } source && source.AddressFamily != own)
            o.Error("src", $"'{source}' is not of the same family as the destination {route.Destination}");
        if (route.Link is null && route.Gateway is null && !route.IsMultipath && !route.Drops)
            o.Error("outLinkName", "is needed where there is no gateway");
    }

    /// <summary>Whether packets end here, and need no link.</summary>
    public bool Drops => Type is RouteType.Blackhole or RouteType.Unreachable or RouteType.Prohibit or RouteType.Throw;
}
