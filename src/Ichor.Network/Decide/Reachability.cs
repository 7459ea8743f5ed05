using System.Net;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>Which gateways a link reaches, indexed once per pass so that thousands of routes stay cheap.</summary>
internal sealed class Reachability
{
    private readonly Dictionary<int, List<IpPrefix>> _present = [];
    private readonly Dictionary<LinkName, List<IpPrefix>> _wished = [];
    private readonly HashSet<IPAddress> _addresses = [];

    public Reachability(Observed observed, IEnumerable<AddressKey> wished)
    {
        foreach (var address in observed.Addresses)
        {
            Add(_present, address.LinkIndex, address.Address.Subnet);
            _addresses.Add(address.Address.Address);
        }
        foreach (var route in observed.Routes)
            if (route.Gateway is null && !route.Destination.IsDefault)
                Add(_present, route.LinkIndex, route.Destination);
        foreach (var key in wished)
            Add(_wished, key.Link, key.Address.Subnet);
    }

    /// <summary>Whether the kernel has the address on any link, so that it may be a route's source.</summary>
    public bool HasAddress(IPAddress address) => _addresses.Contains(address);

    /// <summary>Whether the link reaches the gateway without being told that it is on-link.</summary>
    public bool Reaches(LinkStatus link, IPAddress gateway) =>
        gateway.IsIPv6LinkLocal || _present.TryGetValue(link.Index, out var subnets) && subnets.Exists(subnet => subnet.Contains(gateway));

    /// <summary>Whether it will, once the addresses that are wished for are there.</summary>
    public bool WillReach(LinkName link, IPAddress gateway) =>
        _wished.TryGetValue(link, out var subnets) && subnets.Exists(subnet => subnet.Contains(gateway));

    private static void Add<TKey>(Dictionary<TKey, List<IpPrefix>> index, TKey key, IpPrefix subnet) where TKey : notnull
    {
        if (!index.TryGetValue(key, out var subnets))
            index[key] = subnets = new(1);
        if (!subnets.Contains(subnet))
            subnets.Add(subnet);
    }
}
