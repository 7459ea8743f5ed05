namespace Ichor.Config;

/// <summary><c>dhcpOptions</c> of a device or VLAN.</summary>
public sealed record DhcpOptions
{
    /// <summary>Metric of routes from DHCP when none is given.</summary>
    public const uint DefaultRouteMetric = 1024;

    public static DhcpOptions Default { get; } = new();

    /// <summary>Null when not given (or given as 0): the planner chooses, from <see cref="DefaultRouteMetric"/> up.</summary>
    public uint? RouteMetric { get; init; }

    public bool Ipv4 { get; init; } = true;

    public bool Ipv6 { get; init; }

    /// <summary>DHCPv6 client identifier; empty for the default.</summary>
    public ValueList<byte> DuidV6 { get; init; }

    internal static DhcpOptions Read(ObjectReader o)
    {
        var options = ReadAll(o);
        o.NotYet("ipv6", "DHCPv6", options.Ipv6);
        o.NotYet("duidv6", "DHCPv6", !options.DuidV6.IsEmpty);
        return options;
    }

    private static DhcpOptions ReadAll(ObjectReader o) => new()
    {
        RouteMetric = o.NonZero("routeMetric", Scalars.UInt32(), "Metric of routes from DHCP; 0 counts as not given.", "2048"),
        Ipv4 = o.Optional("ipv4", Scalars.Bool, true, "Whether DHCPv4 is run."),
        Ipv6 = o.Optional("ipv6", Scalars.Bool, false, "Whether DHCPv6 is run."),
        DuidV6 = o.Optional("duidv6", Scalars.Duid, [], "DHCPv6 client identifier (DUID).", "00010001234567890011223344ff"),
    };
}
