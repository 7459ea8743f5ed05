using Ichor.Netlink;
using Ichor.Network;
using Ichor.Protocols.Dhcp;

namespace Ichor.Node;

/// <summary>A lease in the words of the network model.</summary>
internal static class LeaseMapping
{
    public static LeaseSpec ToSpec(DhcpLease lease) => new()
    {
        Address = new InterfaceAddress(lease.Address, lease.PrefixLength),
        Routes = [.. lease.Routes.Select(route => new LeaseRoute(new IpPrefix(route.Destination, route.PrefixLength), route.Gateway))],
        NameServers = [.. lease.NameServers],
        SearchDomains = [.. lease.SearchDomains],
        TimeServers = [.. lease.TimeServers],
        Hostname = lease.Hostname ?? "",
        Domain = lease.Domain ?? "",
        Mtu = (uint)(lease.Mtu ?? 0),
    };
}
