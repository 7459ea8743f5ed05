using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>The kernel as it is: what KernelReader mirrors, or what a file describes. The planner only reads it.</summary>
public sealed class Observed
{
    private readonly Dictionary<int, LinkStatus> _links = [];
    private readonly Dictionary<LinkName, LinkStatus> _byName = [];
    private readonly Dictionary<(int Link, InterfaceAddress Address), AddressStatus> _addresses = [];
    private readonly Dictionary<RouteIdentity, RouteStatus> _routes = [];
    private readonly HashSet<RuleStatus> _rules = [];
    private readonly Dictionary<(int Link, ushort Id), BridgeVlanStatus> _bridgeVlans = [];
    private Dictionary<string, LinkStatus>? _byOtherName;
    private string? _inventory;

    public IReadOnlyCollection<LinkStatus> Links => _links.Values;
    public IReadOnlyCollection<AddressStatus> Addresses => _addresses.Values;
    public IReadOnlyCollection<RouteStatus> Routes => _routes.Values;

    public IReadOnlyCollection<RuleStatus> Rules => _rules;
    public IReadOnlyCollection<BridgeVlanStatus> BridgeVlans => _bridgeVlans.Values;

    public LinkStatus? Link(int index) => _links.GetValueOrDefault(index);

    public LinkStatus? Link(LinkName name) => _byName.GetValueOrDefault(name);

    /// <summary>Looks a link up by its name and, failing that, by its alias, and then by an alternative name.</summary>
    /// <remarks>Virtual links are not found by an alias: whoever wished for them gave them a name.</remarks>
    public LinkStatus? Resolve(LinkName name)
    {
        if (_byName.TryGetValue(name, out var link))
            return link;
        return (_byOtherName ??= ByOtherName()).GetValueOrDefault(name.ToString());
    }

    /// <summary>Links that were called so once, in the order of their present names. The kernel gives eth0 out again once it is free.</summary>
    public IEnumerable<LinkStatus> Formerly(LinkName name) =>
        _links.Values.Where(link => link.FormerNames.Contains(name)).OrderBy(link => link.Name);

    /// <summary>Every link with its qualifiers, for messages; written once until a link changes.</summary>
    public string Inventory => _inventory ??= LinkInventory.Of(UsableLinks());

    public AddressStatus? Address(int link, InterfaceAddress address) => _addresses.GetValueOrDefault((link, address));

    public BridgeVlanStatus? BridgeVlan(int link, ushort id) => _bridgeVlans.GetValueOrDefault((link, id));

    /// <summary>Links that a protocol or a config may use: named, in the order of their names.</summary>
    public IEnumerable<LinkStatus> UsableLinks() => _links.Values.Where(link => link.Named).OrderBy(link => link.Name);

    /// <summary>Adds or replaces; false when nothing differs.</summary>
    public bool Put(LinkStatus link)
    {
        if (_links.TryGetValue(link.Index, out var known))
        {
            if (known == link)
                return false;
            if (known.Name != link.Name && _byName.GetValueOrDefault(known.Name)?.Index == link.Index)
                _byName.Remove(known.Name);
        }
        _links[link.Index] = link;
        _byName[link.Name] = link;
        _inventory = null;
        _byOtherName = null;
        return true;
    }

    public bool Put(AddressStatus address)
    {
        var key = (address.LinkIndex, address.Address);
        if (_addresses.TryGetValue(key, out var known) && known == address)
            return false;
        _addresses[key] = address;
        return true;
    }

    public bool Put(RouteStatus route)
    {
        var key = RouteIdentity.Of(route);
        if (_routes.TryGetValue(key, out var known) && known == route)
            return false;
        _routes[key] = route;
        return true;
    }

    public bool Put(RuleStatus rule) => _rules.Add(rule);

    public bool Put(BridgeVlanStatus vlan)
    {
        var key = (vlan.LinkIndex, vlan.Id);
        if (_bridgeVlans.TryGetValue(key, out var known) && known == vlan)
            return false;
        _bridgeVlans[key] = vlan;
        return true;
    }

    /// <summary>Forgets a link, and with it the addresses and routes that the kernel drops without a word of their own.</summary>
    public bool RemoveLink(int index)
    {
        if (!_links.Remove(index, out var link))
            return false;
        _inventory = null;
        _byOtherName = null;
        if (_byName.GetValueOrDefault(link.Name)?.Index == index)
            _byName.Remove(link.Name);
        foreach (var key in _addresses.Keys.Where(key => key.Link == index).ToList())
            _addresses.Remove(key);
        foreach (var (key, route) in _routes.Where(pair => pair.Value.LinkIndex == index).ToList())
            _routes.Remove(key);
        foreach (var key in _bridgeVlans.Keys.Where(key => key.Link == index).ToList())
            _bridgeVlans.Remove(key);
        return true;
    }

    public bool Remove(AddressStatus address) => _addresses.Remove((address.LinkIndex, address.Address));

    public bool Remove(RouteStatus route) => _routes.Remove(RouteIdentity.Of(route));

    public bool Remove(RuleStatus rule) => _rules.Remove(rule);

    public bool Remove(BridgeVlanStatus vlan) => _bridgeVlans.Remove((vlan.LinkIndex, vlan.Id));

    private Dictionary<string, LinkStatus> ByOtherName()
    {
        var result = new Dictionary<string, LinkStatus>(StringComparer.Ordinal);
        foreach (var link in _links.Values)
            if (link.Kind.Length == 0 && link.Alias.Length > 0)
                result.TryAdd(link.Alias, link);
        foreach (var link in _links.Values)
            foreach (var name in link.AlternativeNames)
                result.TryAdd(name, link);
        return result;
    }

    /// <summary>What tells two kernel routes apart, foreign ones included.</summary>
    private readonly record struct RouteIdentity(IpPrefix Destination, uint Table, uint Metric, System.Net.IPAddress? Gateway, int Link, byte Type)
    {
        public static RouteIdentity Of(RouteStatus route) =>
            new(route.Destination, route.Table, route.Metric, route.Gateway, route.LinkIndex, route.Type);
    }
}
