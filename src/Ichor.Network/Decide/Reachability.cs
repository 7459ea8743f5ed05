using System.Net;
using Ichor.Netlink;
using Ichor.Netlink.Route;

namespace Ichor.Network;

/// <summary>Which gateways a link reaches, indexed once per pass so that thousands of routes stay cheap.</summary>
internal sealed class Reachability
{
    private const AddressFlags Unusable = AddressFlags.Tentative | AddressFlags.DadFailed;

    private const int FewGateways = 4;

    private readonly IReadOnlyCollection<AddressKey> _wishedAddresses;
    private readonly Dictionary<(int Link, IPAddress Gateway), bool> _reached = [];

    // Made when first asked for: routes that are there ask none of it.
    private Dictionary<int, List<IpPrefix>>? _present;
    private Dictionary<LinkName, List<IpPrefix>>? _wished;
    private HashSet<IPAddress>? _addresses, _tentative;

    public Reachability(Observed observed, IReadOnlyCollection<AddressKey> wished) => (Observed, _wishedAddresses) = (observed, wished);

    public Observed Observed { get; }

    /// <summary>Whether the kernel has the address on any link, so that it may be a route's source.</summary>
    public bool HasAddress(IPAddress address) => (_addresses ??= Addresses(isUsable: true)).Contains(address);

    /// <summary>Whether it is there and still being checked for duplicates, or was found to be one: of IPv6 the kernel refuses
    /// those as sources.</summary>
    public bool IsTentative(IPAddress address) => (_tentative ??= Addresses(isUsable: false)).Contains(address);

    /// <summary>Whether the link reaches the gateway without being told that it is on-link.</summary>
    public bool Reaches(LinkStatus link, IPAddress gateway)
    {
        if (gateway.IsIPv6LinkLocal)
            return true;
        if (!_reached.TryGetValue((link.Index, gateway), out var reached))
            _reached[(link.Index, gateway)] = reached = IsCovered(link, gateway) || FindOnLinkRoute(link, gateway);
        return reached;
    }

    /// <summary>Whether it will, once the addresses that are wished for are there.</summary>
    public bool WillReach(LinkName link, IPAddress gateway) => Covers(_wished ??= Wished(), link, gateway);

    private HashSet<IPAddress> Addresses(bool isUsable)
    {
        var addresses = new HashSet<IPAddress>();
        foreach (var address in Observed.Addresses)
            if (((AddressFlags)address.Flags & Unusable) == AddressFlags.None == isUsable)
                addresses.Add(address.Address.Address);
        return addresses;
    }

    private Dictionary<int, List<IpPrefix>> Present()
    {
        var present = new Dictionary<int, List<IpPrefix>>();
        foreach (var address in Observed.Addresses)
            Add(present, address.LinkIndex, address.Address.Subnet);
        return present;
    }

    private Dictionary<LinkName, List<IpPrefix>> Wished()
    {
        var wished = new Dictionary<LinkName, List<IpPrefix>>();
        foreach (var key in _wishedAddresses)
            Add(wished, key.Link, key.Address.Subnet);
        return wished;
    }

    /// <summary>Of one new route among thousands it is asked once: that is not worth an index of all addresses.</summary>
    private bool IsCovered(LinkStatus link, IPAddress gateway)
    {
        if (_present is not null || _reached.Count >= FewGateways)
            return Covers(_present ??= Present(), link.Index, gateway);
        foreach (var address in Observed.Addresses)
            if (address.LinkIndex == link.Index && address.Address.Subnet.Contains(gateway))
                return true;
        return false;
    }

    private bool FindOnLinkRoute(LinkStatus link, IPAddress gateway)
    {
        foreach (var route in Observed.Routes)
            if (route.LinkIndex == link.Index && route.Gateway is null && !route.Destination.IsDefault && route.Destination.Contains(gateway))
                return true;
        return false;
    }

    private static bool Covers<TKey>(Dictionary<TKey, List<IpPrefix>> index, TKey key, IPAddress address) where TKey : notnull
    {
        if (index.TryGetValue(key, out var subnets))
            foreach (var subnet in subnets)
                if (subnet.Contains(address))
                    return true;
        return false;
    }

    private static void Add<TKey>(Dictionary<TKey, List<IpPrefix>> index, TKey key, IpPrefix subnet) where TKey : notnull
    {
        if (!index.TryGetValue(key, out var subnets))
            index[key] = subnets = new(1);
        if (!subnets.Contains(subnet))
            subnets.Add(subnet);
    }
}
