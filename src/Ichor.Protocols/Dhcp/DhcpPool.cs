using System.Net;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Dhcp;

/// <summary>What a <see cref="DhcpResponder"/> hands out.</summary>
public sealed record DhcpPool
{
    /// <summary>Address of the server; its identifier.</summary>
    public required IPAddress Server { get; init; }

    /// <summary>Prefix length of the subnet.</summary>
    public required int PrefixLength { get; init; }

    /// <summary>First address to hand out.</summary>
    public required IPAddress First { get; init; }

    /// <summary>Last address to hand out.</summary>
    public required IPAddress Last { get; init; }

    /// <summary>How long leases run; null for ever.</summary>
    public TimeSpan? LeaseTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Addresses of certain clients.</summary>
    public IReadOnlyDictionary<MacAddress, IPAddress> Reservations { get; init; } = new Dictionary<MacAddress, IPAddress>();

    /// <summary>Routers, name servers and whatever else goes with each lease.</summary>
    public DhcpOptionSet Options { get; init; } = DhcpOptionSet.Empty;
}
