using Ichor.Config;
using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Network;

/// <summary>
/// All that is wished, expanded and merged. It follows from the sources and from what is fixed about links; what else the kernel
/// has and lacks only decides what is to be done about it.
/// </summary>
internal sealed class Wishes
{
    /// <summary>More routes that differ than that are as well merged anew with all others.</summary>
    private const int MostPatches = 64;

    private readonly Inputs _inputs;
    private readonly (OperatorKey Key, LeaseSpec? Lease)[] _leases;
    private readonly int _links, _addresses;
    private readonly bool _looksAtAddresses;
    private readonly RouteMetrics _metrics;
    private readonly ExpandedDocuments _documents;
    private readonly List<(RouteSpec Spec, Because Because)> _routes;

    /// <summary>Whether links choose the tables of routes: some are, or belong to, VRFs.</summary>
    private readonly bool _hasTables;

    /// <param name="inputs">The sources.</param>
    /// <param name="observed">The links.</param>
    /// <param name="earlier">Those of the pass before, of which everything that is the same is kept.</param>
    public Wishes(Inputs inputs, Observed observed, Wishes? earlier)
    {
        _inputs = inputs;
        _leases = [.. inputs.Leases.Select(pair => (pair.Key, pair.Value))];
        (_links, _addresses) = (observed.LinksVersion, observed.AddressesVersion);
        (var fragment, _documents) = Expansion.Expand(inputs, observed, earlier?._documents);
        Links = Merge.Links(fragment.Links, earlier?.Links);
        Addresses = Merge.Whole(fragment.Addresses, earlier?.Addresses);
        _routes = fragment.Routes;
        _hasTables = Links.Values.Any(link => link.Spec.Settings.TryGet(Vrf.Table, out _));
        if (earlier is not null && RoutesFrom(earlier, observed) is { } known)
            (Routes, Remarks, _metrics) = (known, earlier.Remarks, earlier._metrics);
        else
        {
            (var routes, Remarks, _metrics) = RouteMetrics.Assign(_routes, Links, observed);
            Routes = Merge.Whole(routes, earlier?.Routes);
        }
        Rules = Merge.Whole(fragment.Rules);
        Operators = Merge.Whole(fragment.Operators);
        (Hostnames, Resolvers, TimeServers, Unmet) = (fragment.Hostnames, fragment.Resolvers, fragment.TimeServers, fragment.Conditions);
        (IsComplete, _looksAtAddresses) = (fragment.IsComplete, fragment.LooksAtAddresses);
    }

    /// <summary>False when a rule failed by a mistake of ours: its silence is then no withdrawal.</summary>
    public bool IsComplete { get; }

    /// <summary>Wishes that could not become an object.</summary>
    public IReadOnlyList<Condition> Unmet { get; }

    public IReadOnlyList<(HostnameSpec Spec, Because Because)> Hostnames { get; }

    public IReadOnlyList<(ResolverSpec Spec, Because Because)> Resolvers { get; }

    public IReadOnlyList<(TimeServerSpec Spec, Because Because)> TimeServers { get; }

    public Dictionary<LinkName, Merged<LinkName, LinkSpec>> Links { get; }

    public Dictionary<AddressKey, Merged<AddressKey, AddressSpec>> Addresses { get; }

    public Dictionary<RouteKey, Merged<RouteKey, RouteSpec>> Routes { get; }

    /// <summary>What is to be said of routes whose metric gave way to somebody else's.</summary>
    public Dictionary<RouteKey, string> Remarks { get; }

    public Dictionary<RuleKey, Merged<RuleKey, RuleSpec>> Rules { get; }

    public Dictionary<OperatorKey, Merged<OperatorKey, OperatorSpec>> Operators { get; }

    /// <summary>Files below /sys that the config writes by itself.</summary>
    public ValueList<KernelParameter> Parameters => _inputs.Config?.Sysfs ?? [];

    /// <summary>Whether the same would come of these.</summary>
    public bool HoldFor(Inputs inputs, Observed observed) =>
        IsComplete
        && ReferenceEquals(inputs.Config, _inputs.Config) && ReferenceEquals(inputs.Platform, _inputs.Platform) && ReferenceEquals(inputs.CommandLine, _inputs.CommandLine)
        && observed.LinksVersion == _links && (observed.AddressesVersion == _addresses || !_looksAtAddresses)
        && HasLeases(inputs) && HasAsFound(inputs) && _metrics.HoldFor(observed);

    /// <summary>
    /// The routes of before, when the same are wished and would get the same tables and metrics; or with those few that differ in
    /// place of the ones that were wished there. Null when they have to be made anew.
    /// </summary>
    private Dictionary<RouteKey, Merged<RouteKey, RouteSpec>>? RoutesFrom(Wishes earlier, Observed observed)
    {
        if (earlier._links != _links || earlier._hasTables || _hasTables || earlier._routes.Count != _routes.Count || !earlier._metrics.HoldFor(observed))
            return null;
        var changed = new List<int>();
        for (var i = 0; i < _routes.Count && changed.Count <= MostPatches; i++)
        {
            var ((spec, because), (was, becauseOf)) = (_routes[i], earlier._routes[i]);
            if (!ReferenceEquals(spec, was) && spec != was || !ReferenceEquals(because, becauseOf) && because != becauseOf)
                changed.Add(i);
        }
        return changed.Count == 0 ? earlier.Routes
            : changed.Count <= MostPatches && earlier._metrics.AllAreNamed && changed.TrueForAll(i => _routes[i].Spec.Metric is not null) ? Patch(earlier, changed)
            : null;
    }

    /// <summary>Null where one of them shares its key with another wish: who wins is for the whole to say.</summary>
    private Dictionary<RouteKey, Merged<RouteKey, RouteSpec>>? Patch(Wishes earlier, List<int> changed)
    {
        var routes = new Dictionary<RouteKey, Merged<RouteKey, RouteSpec>>(earlier.Routes);
        foreach (var i in changed)
            if (!routes.Remove(earlier._metrics.EntryOf(earlier._routes[i]).Key, out var gone) || gone.Entries.Count > 1)
                return null;
        foreach (var i in changed)
            if (earlier._metrics.EntryOf(_routes[i]) is var entry && !routes.TryAdd(entry.Key, new(entry.Key, entry.Spec, [entry])))
                return null;
        return routes;
    }

    private bool HasLeases(Inputs inputs)
    {
        if (inputs.Leases.Count != _leases.Length)
            return false;
        foreach (var (key, lease) in _leases)
            if (!inputs.Leases.TryGetValue(key, out var now) || now != lease)
                return false;
        return true;
    }

    private bool HasAsFound(Inputs inputs)
    {
        if (inputs.AsFound.Count != _inputs.AsFound.Count)
            return false;
        foreach (var (name, spec) in _inputs.AsFound)
            if (inputs.AsFound.GetValueOrDefault(name) != spec)
                return false;
        return true;
    }
}
