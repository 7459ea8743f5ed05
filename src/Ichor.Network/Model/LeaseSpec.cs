using System.Net;
using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>What a DHCP server gave, in terms of the network model.</summary>
public sealed record LeaseSpec
{
    public required InterfaceAddress Address { get; init; }

    /// <summary>Routes in the order of the offer; one without a gateway is on-link.</summary>
    public ValueList<LeaseRoute> Routes { get; init; } = [];

    public ValueList<IPAddress> NameServers { get; init; } = [];
    public ValueList<string> SearchDomains { get; init; } = [];
    public ValueList<IPAddress> TimeServers { get; init; } = [];

    /// <summary>Host name, maybe fully qualified; empty when the server gave none.</summary>
    public string Hostname { get; init; } = "";

    public string Domain { get; init; } = "";

    /// <summary>Bytes; 0 when the server gave none.</summary>
    public uint Mtu { get; init; }
}

/// <summary>One route of a lease.</summary>
public sealed record LeaseRoute(IpPrefix Destination, IPAddress? Gateway);
