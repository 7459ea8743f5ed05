using System.Net;
using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>One <c>ip=</c>.</summary>
public sealed record IpArgument
{
    public required Provenance Because { get; init; }

    /// <summary>Position among the <c>ip=</c> arguments that could be read; default routes get ascending metrics by it.</summary>
    public int Index { get; init; }

    public InterfaceAddress? Address { get; init; }

    public IPAddress? Gateway { get; init; }

    public string? Hostname { get; init; }

    /// <summary>Null: the first link that is not the loopback, in name order.</summary>
    public LinkName? Device { get; init; }

    public bool Dhcp { get; init; }

    public ValueList<IPAddress> Nameservers { get; init; }

    public ValueList<IPAddress> TimeServers { get; init; }

    /// <summary>Metric of the default route via <see cref="Gateway"/>.</summary>
    public uint RouteMetric => RouteConfig.DefaultMetric + (uint)Index;

    /// <summary>Whether the gateway needs a host route of its own: IPv4, outside the address's subnet.</summary>
    public bool GatewayIsOutside =>
        Gateway is not null && Address is not null && Gateway.BitLength() == 32 && !Address.Subnet.Contains(Gateway);
}
