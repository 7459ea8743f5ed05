using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>
/// The heart: from what is wished and what is, to what is to be done. Pure; the same inputs give the same plan, and a
/// plan that was carried out is followed by an empty one.
/// </summary>
public static class Planner
{
    public static Plan Plan(Inputs inputs, Observed observed) => Plan(inputs, observed, new PlanMemory());

    /// <summary>The same, and quicker when little differs from the last pass with this memory.</summary>
    public static Plan Plan(Inputs inputs, Observed observed, PlanMemory memory)
    {
        var wishes = memory.WishesFor(inputs, observed);
        memory.Begin(inputs, observed, wishes);
        var view = new LinkView(wishes.Links, observed, inputs.Config?.Sysfs);
        var bridgeVlans = Merge.Whole(BridgeVlanDecisions.Wishes(view));
        var pass = new Pass(wishes.Unmet, wishes.Links.Count + wishes.Addresses.Count + wishes.Routes.Count + wishes.Rules.Count);
        var decisions = new LinkDecisions(view, inputs);
        DecideLinks(pass, wishes.Links, decisions, memory.LinksState);
        memory.HasObstacles(decisions.HasObstacles);
        foreach (var (_, merged) in bridgeVlans)
            pass.Decide(merged, 0, ObjectKey.BridgeVlan, vlan => BridgeVlanDecisions.Decide(vlan.Key, vlan.Spec, view));
        DecideAddresses(pass, wishes.Addresses, observed, decisions, memory.ObjectsState);
        var matched = DecideRoutes(pass, wishes, new Reachability(observed, wishes.Addresses.Keys), decisions, memory.ObjectsState);
        DecideRules(pass, wishes.Rules, observed);
        if (wishes.IsComplete)
            new Unwanted(pass, inputs, observed, decisions, wishes.Operators.Keys).Decide(wishes, matched);

        return new Plan
        {
            Chains = pass.Chains,
            Conditions = pass.Conditions,
            ConditionsInAnyOrder = pass.ConditionsInAnyOrder,
            Operators = wishes.Operators,
            Hostname = Merge.Strongest(wishes.Hostnames)!.Value,
            Hostnames = wishes.Hostnames,
            Resolvers = Merge.Resolvers(wishes.Resolvers),
            ResolverWishes = wishes.Resolvers,
            TimeServers = Merge.TimeServers(wishes.TimeServers),
            TimeServerWishes = wishes.TimeServers,
            Links = wishes.Links,
            Addresses = wishes.Addresses,
            Routes = wishes.Routes,
            Rules = wishes.Rules,
            BridgeVlans = bridgeVlans,
            WantedNames = WantedNames(wishes.Links, observed),
        };
    }

    private static void DecideLinks(Pass pass, Dictionary<LinkName, Merged<LinkName, LinkSpec>> links, LinkDecisions decisions, long state)
    {
        Func<Merged<LinkName, LinkSpec>, Decision> decide = merged => decisions.Decide(merged.Key);
        foreach (var (name, merged) in links)
        {
            pass.Decide(merged, state, ObjectKey.Link, decide, merged.Spec.PortIndex ?? 0);
            RefuseOtherKinds(pass, name, merged);
        }
    }

    /// <summary>A link is of one kind. Whoever wanted another hears that it came to nothing.</summary>
    private static void RefuseOtherKinds(Pass pass, LinkName name, Merged<LinkName, LinkSpec> merged)
    {
        for (var i = 1; i < merged.Entries.Count; i++)
            if (merged.Entries[i] is { Spec.Kind: { } other } rival && merged.Spec.Kind is { } kind && other != kind)
                pass.Refuse(new ObjectKey("link", $"{name} as {other}"), $"it is a {kind} by {merged.Entries.First(entry => entry.Spec.Kind == kind).Because}", rival.Because);
    }

    private static void DecideAddresses(
        Pass pass, Dictionary<AddressKey, Merged<AddressKey, AddressSpec>> addresses, Observed observed, LinkDecisions decisions, long state)
    {
        Func<Merged<AddressKey, AddressSpec>, Decision> decide = merged => AddressDecisions.Decide(merged.Key, merged.Spec, observed, decisions);
        foreach (var (_, merged) in addresses)
            pass.Decide(merged, state, ObjectKey.Address, decide);
    }

    /// <summary>Gives how many of the wished routes there is one of ours for.</summary>
    private static int DecideRoutes(Pass pass, Wishes wishes, Reachability reachability, LinkDecisions decisions, long state)
    {
        var matched = 0;
        Func<Merged<RouteKey, RouteSpec>, Decision> decide = merged =>
        {
            var present = reachability.Observed.Route(merged.Key);
            matched += present is { IsOurs: true } ? 1 : 0;
            return RouteDecisions.Decide(merged.Key, merged.Spec, present, reachability, decisions) switch
            {
                Decision.Nothing when wishes.Remarks.TryGetValue(merged.Key, out var remark) => Decision.Remark(remark),
                var decision => decision,
            };
        };
        foreach (var (key, merged) in wishes.Routes)
        {
            // What comes of a route with a source hangs on addresses of any link.
            var remembered = merged.Spec.Source is null && wishes.Remarks.Count == 0 ? state : 0;
            if (!pass.Decide(merged, remembered, ObjectKey.Route, decide))
                matched++;
            RefuseRivals(pass, key, merged);
        }
        return matched;
    }

    /// <summary>
    /// Of two routes to one destination with one metric the second is not just weaker when one source wanted both, or when it is
    /// the way over another link: then somebody loses a way, and hears of it.
    /// </summary>
    private static void RefuseRivals(Pass pass, RouteKey key, Merged<RouteKey, RouteSpec> merged)
    {
        for (var i = 1; i < merged.Entries.Count; i++)
            if (merged.Entries[i] is var rival && rival.Spec != merged.Spec
                && (rival.Because.Layer == merged.Because.Layer || rival.Spec.Link != merged.Spec.Link))
                pass.Refuse(new ObjectKey("route", $"{key} {(rival.Spec.Link is { } link ? $"over {link}" : "as a black hole")}"),
                    $"{RouteText.Of(merged.Spec, key.Metric)} of {merged.Because} has this destination and metric: give one of them another metric", rival.Because);
    }

    private static void DecideRules(Pass pass, Dictionary<RuleKey, Merged<RuleKey, RuleSpec>> rules, Observed observed)
    {
        if (rules.Count == 0)
            return;
        var present = observed.Rules.ToLookup(rule => rule.Key);
        foreach (var (_, merged) in rules)
            pass.Decide(merged, 0, ObjectKey.Rule, rule => RuleDecisions.Decide(rule.Key, rule.Spec, [.. present[rule.Key]]));
    }

    private static IReadOnlyList<WantedName> WantedNames(Dictionary<LinkName, Merged<LinkName, LinkSpec>> links, Observed observed)
    {
        var wanted = new SortedDictionary<string, WantedName>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, merged) in links)
            if (merged.Spec.WireGuard is { } tunnel)
                foreach (var wish in WireGuardDecisions.NamesOf(tunnel, observed.Link(name)?.WireGuard))
                    if (!wanted.TryGetValue(wish.Name, out var known) || wish.IsUnanswered && !known.IsUnanswered)
                        wanted[wish.Name] = wish;
        return [.. wanted.Values];
    }
}
