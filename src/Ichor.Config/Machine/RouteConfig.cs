using System.Net;
using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>An entry of <c>routes</c>. At least one of <see cref="Network"/> and <see cref="Gateway"/> is set.</summary>
public sealed record RouteConfig
{
    /// <summary>Metric of a route that names none, or 0.</summary>
    public const uint DefaultMetric = 1024;

    public required Provenance Because { get; init; }

    /// <summary>Null is the default route of the gateway's family (0.0.0.0/0 and ::/0 are read as null).</summary>
    public IpPrefix? Network { get; init; }

    /// <summary>Null is an on-link route.</summary>
    public IPAddress? Gateway { get; init; }

    public IPAddress? Source { get; init; }

    /// <summary>Null when not given (or given as 0).</summary>
    public uint? Metric { get; init; }

    public uint? Mtu { get; init; }

    /// <summary>The destination, spelled out for a default route.</summary>
    public IpPrefix Destination =>
        Network ?? (Gateway?.BitLength() == 128 ? IpPrefix.AnyV6 : IpPrefix.AnyV4);
}
