using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>
/// Everything that the sources wish, before merging. A source puts its whole wish anew in each pass: what it no longer
/// puts is withdrawn, so there is no "remove".
/// </summary>
public sealed class Fragment
{
    public List<Entry<LinkName, LinkSpec>> Links { get; } = [];
    public List<Entry<AddressKey, AddressSpec>> Addresses { get; } = [];

    /// <summary>Routes have no key yet: a metric that nobody named is chosen when all are known.</summary>
    public List<(RouteSpec Spec, Because Because)> Routes { get; } = [];

    public List<Entry<RuleKey, RuleSpec>> Rules { get; } = [];

    public List<Entry<OperatorKey, OperatorSpec>> Operators { get; } = [];
    public List<(HostnameSpec Spec, Because Because)> Hostnames { get; } = [];
    public List<(ResolverSpec Spec, Because Because)> Resolvers { get; } = [];
    public List<(TimeServerSpec Spec, Because Because)> TimeServers { get; } = [];

    /// <summary>Wishes that could not become an object: a selector that matches nothing, a bond without ports.</summary>
    public List<Condition> Conditions { get; } = [];

    /// <summary>Whether a rule has asked which link has an address now, which changes more often than links do.</summary>
    public bool LooksAtAddresses { get; set; }

    /// <summary>False when a rule failed by a mistake of ours: its silence is then no withdrawal.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Makes room for about as much as came of the pass before.</summary>
    internal void Reserve(int links, int addresses, int routes)
    {
        const int More = 16;
        Links.EnsureCapacity(links + More);
        Addresses.EnsureCapacity(addresses + More);
        Routes.EnsureCapacity(routes + More);
    }

    /// <summary>Runs one rule. An exception in it marks the rule's place as failed, and the other rules go on.</summary>
    internal void Try(string kind, string id, Because because, Action rule)
    {
        try
        {
            rule();
        }
        catch (Exception e)
        {
            IsComplete = false;
            Unmet(kind, id, ConditionState.Failed, Mistake.Describe(e), because);
        }
    }

    public void Link(LinkName name, LinkSpec spec, Because because) => Links.Add(new(name, spec, because));

    public void Address(LinkName link, InterfaceAddress address, Because because, uint metric = 0, byte scope = 0) =>
        Addresses.Add(new(new AddressKey(link, address), new AddressSpec(scope, metric), because));

    public void Route(RouteSpec spec, Because because) => Routes.Add((spec, because));

    public void Dhcp4(LinkName link, OperatorSpec spec, Because because) =>
        Operators.Add(new(new OperatorKey(OperatorKind.Dhcp4, link), spec, because));

    public void Unmet(string kind, string id, ConditionState state, string reason, Because because) =>
        Conditions.Add(new(new ObjectKey(kind, id), state, reason, because));
}
