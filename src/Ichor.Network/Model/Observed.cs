using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>The kernel as it is: what KernelReader mirrors, or what a file describes. The planner only reads it.</summary>
public sealed class Observed
{
    private readonly Dictionary<int, LinkStatus> _links = [];
    private readonly Dictionary<LinkName, LinkStatus> _byName = [];
    private readonly Dictionary<(int Link, InterfaceAddress Address), AddressStatus> _addresses = [];
    private readonly ObservedRoutes _routes = [];
    private readonly HashSet<RuleStatus> _rules = [];
    private readonly Dictionary<(int Link, ushort Id), BridgeVlanStatus> _bridgeVlans = [];
    private Dictionary<string, LinkStatus>? _byOtherName;
    private string? _inventory;
    private LinkStatus[]? _usable;

    /// <summary>What changes, for those who remember how it was.</summary>
    internal ChangeLog Changes { get; } = new();

    /// <summary>Differs after every change of what links are called.</summary>
    internal int NamesVersion { get; private set; }

    /// <summary>
    /// Differs after every change of a link beside what tunnels and drivers say of themselves, and beside an operational state that
    /// packets pass in as they did before: no wish depends on these. The kernel moves the states of a thousand new VLANs for seconds.
    /// </summary>
    public int LinksVersion { get; private set; }

    /// <summary>Differs after every change of an address.</summary>
    public int AddressesVersion { get; private set; }

    public IReadOnlyCollection<LinkStatus> Links => _links.Values;
    public IReadOnlyCollection<AddressStatus> Addresses => _addresses.Values;
    public IReadOnlyCollection<RouteStatus> Routes => _routes;

    /// <summary>Of the routes those for the rest of the world, of any table: most of what is asked about connectivity.</summary>
    public IReadOnlyCollection<RouteStatus> DefaultRoutes => _routes.Defaults;

    /// <summary>How many routes carry our mark.</summary>
    internal int OwnRoutes => _routes.Own;

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

    /// <summary>The route that a wish with this key is about; ours first, for others stand beside it and are not in the way.</summary>
    public RouteStatus? Route(RouteKey key)
    {
        if (_routes.IsAlone(key.Destination, key.Table, key.Metric, out var alone))
            return alone is not null && Concerns(alone, key) ? alone : null;
        RouteStatus? found = null;
        foreach (var route in _routes.At(key.Destination, key.Table, key.Metric))
            if ((found is null || route.IsOurs && !found.IsOurs) && Concerns(route, key))
                found = route;
        return found;
    }

    private bool Concerns(RouteStatus route, RouteKey key) => PresentRoutes.KeyOf(this, route) is { } own && own.Equals(key);

    public BridgeVlanStatus? BridgeVlan(int link, ushort id) => _bridgeVlans.GetValueOrDefault((link, id));

    /// <summary>Links that a protocol or a config may use: named, in the order of their names.</summary>
    public IReadOnlyList<LinkStatus> UsableLinks() => _usable ??= [.. _links.Values.Where(link => link.Named).OrderBy(link => link.Name)];

    /// <summary>Adds or replaces; false when nothing differs.</summary>
    public bool Put(LinkStatus link)
    {
        if (_links.TryGetValue(link.Index, out var known))
        {
            if (known == link)
                return false;
            if (known.IsOperational != link.IsOperational
                || known with { WireGuard = link.WireGuard, Ethernet = link.Ethernet, OperationalState = link.OperationalState } != link)
                LinksVersion++;
            if (!HasSameNames(known, link))
                NamesVersion++;
            if (known.Name != link.Name && _byName.GetValueOrDefault(known.Name)?.Index == link.Index)
                _byName.Remove(known.Name);
        }
        else
        {
            LinksVersion++;
            NamesVersion++;
        }
        _links[link.Index] = link;
        _byName[link.Name] = link;
        _inventory = null;
        _byOtherName = null;
        _usable = known is { Named: true } && link.Named && known.Name == link.Name ? Replaced(_usable, known, link) : null;
        Changes.Add(link);
        return true;
    }

    /// <summary>The same order with another link in one place: sorting a thousand for each that changes would be most of a pass.</summary>
    private static LinkStatus[]? Replaced(LinkStatus[]? usable, LinkStatus before, LinkStatus now)
    {
        if (usable is null || Array.FindIndex(usable, link => ReferenceEquals(link, before)) is not (>= 0 and var place))
            return null;
        var copy = usable.ToArray();
        copy[place] = now;
        return copy;
    }

    public bool Put(AddressStatus address)
    {
        var key = (address.LinkIndex, address.Address);
        if (_addresses.TryGetValue(key, out var known) && known == address)
            return false;
        _addresses[key] = address;
        AddressesVersion++;
        Changes.Add(address);
        return true;
    }

    public bool Put(RouteStatus route) => _routes.Put(route) && Changes.Add(route);

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
        LinksVersion++;
        NamesVersion++;
        AddressesVersion++;
        _inventory = null;
        _byOtherName = null;
        _usable = null;
        if (_byName.GetValueOrDefault(link.Name)?.Index == index)
            _byName.Remove(link.Name);
        foreach (var key in _addresses.Keys.Where(key => key.Link == index).ToList())
            _addresses.Remove(key);
        foreach (var route in _routes.Where(route => route.LinkIndex == index).ToList())
            _routes.Remove(route);
        foreach (var key in _bridgeVlans.Keys.Where(key => key.Link == index).ToList())
            _bridgeVlans.Remove(key);
        return true;
    }

    public bool Remove(AddressStatus address)
    {
        AddressesVersion++;
        return _addresses.Remove((address.LinkIndex, address.Address)) && Changes.Add(address);
    }

    public bool Remove(RouteStatus route) => _routes.Remove(route) && Changes.Add(route);

    public bool Remove(RuleStatus rule) => _rules.Remove(rule);

    public bool Remove(BridgeVlanStatus vlan) => _bridgeVlans.Remove((vlan.LinkIndex, vlan.Id));

    private static bool HasSameNames(LinkStatus left, LinkStatus right) =>
        left.Name == right.Name && left.Named == right.Named && left.Alias == right.Alias && left.Kind == right.Kind
        && left.AlternativeNames == right.AlternativeNames && left.FormerNames == right.FormerNames;

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
}
