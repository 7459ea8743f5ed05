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
}
