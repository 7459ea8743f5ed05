using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>
/// The heart: from what is wished and what is, to what is to be done. Pure; the same inputs give the same plan, and a
/// plan that was carried out is followed by an empty one.
/// </summary>
public static class Planner
{
    public static Plan Plan(Inputs inputs, Observed observed)
    {
        var fragment = Expansion.Expand(inputs, observed);
        var links = Merge.Links(fragment.Links);
        var addresses = Merge.Whole(fragment.Addresses);
        var (routeWishes, remarks) = RouteMetrics.Assign(fragment.Routes, links, observed);
        var routes = Merge.Whole(routeWishes);
        var rules = Merge.Whole(fragment.Rules);
        var operators = Merge.Whole(fragment.Operators);

        var view = new LinkView(links, observed, inputs.Config?.Sysfs);
        var bridgeVlans = Merge.Whole(BridgeVlanDecisions.Wishes(view));
        var pass = new Pass(fragment.Conditions);
        var decisions = new LinkDecisions(view, inputs);
        DecideLinks(pass, links, decisions);
        foreach (var (key, merged) in bridgeVlans)
            pass.Decide(ObjectKey.BridgeVlan(key), merged.Because, (key, merged.Spec, view),
                static about => BridgeVlanDecisions.Decide(about.key, about.Spec, about.view));
        DecideAddresses(pass, addresses, observed, decisions);
        var present = PresentRoutes.ByKey(observed);
        DecideRoutes(pass, routes, remarks, present, new Reachability(observed, addresses.Keys), decisions);
        DecideRules(pass, rules, observed);
        if (fragment.IsComplete)
            new Unwanted(pass, inputs, observed, decisions, operators.Keys).Decide(links, addresses, routes, present, rules);

        return new Plan
        {
            Chains = pass.Chains,
            Conditions = pass.Conditions,
            Operators = operators,
            Hostname = Merge.Strongest(fragment.Hostnames)!.Value,
            Hostnames = fragment.Hostnames,
            Resolvers = Merge.Resolvers(fragment.Resolvers),
            ResolverWishes = fragment.Resolvers,
            TimeServers = Merge.TimeServers(fragment.TimeServers),
            TimeServerWishes = fragment.TimeServers,
            Links = links,
            Addresses = addresses,
            Routes = routes,
            Rules = rules,
            BridgeVlans = bridgeVlans,
            WantedNames = WantedNames(links, observed),
        };
    }

    private static void DecideLinks(Pass pass, Dictionary<LinkName, Merged<LinkName, LinkSpec>> links, LinkDecisions decisions)
    {
        foreach (var (name, merged) in links)
        {
            pass.Decide(ObjectKey.Link(name), merged.Because, (name, decisions), static about => about.decisions.Decide(about.name), merged.Spec.PortIndex ?? 0);
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
        Pass pass, Dictionary<AddressKey, Merged<AddressKey, AddressSpec>> addresses, Observed observed, LinkDecisions decisions)
    {
        foreach (var (key, merged) in addresses)
            pass.Decide(ObjectKey.Address(key), merged.Because, (key, merged.Spec, observed, decisions),
                static about => AddressDecisions.Decide(about.key, about.Spec, about.observed, about.decisions));
    }

    private static void DecideRoutes(
        Pass pass, Dictionary<RouteKey, Merged<RouteKey, RouteSpec>> routes, Dictionary<RouteKey, string> remarks,
        Dictionary<RouteKey, RouteStatus> present, Reachability reachability, LinkDecisions decisions)
    {
        foreach (var (key, merged) in routes)
        {
            pass.Decide(ObjectKey.Route(key), merged.Because, (key, merged.Spec, present: present.GetValueOrDefault(key), reachability, decisions, remarks),
                static about => RouteDecisions.Decide(about.key, about.Spec, about.present, about.reachability, about.decisions) switch
                {
                    Decision.Nothing when about.remarks.TryGetValue(about.key, out var remark) => Decision.Remark(remark),
                    var decision => decision,
                });
            RefuseRivals(pass, key, merged);
        }
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
        foreach (var (key, merged) in rules)
            pass.Decide(ObjectKey.Rule(key), merged.Because, (key, merged.Spec, present),
                static about => RuleDecisions.Decide(about.key, about.Spec, [.. about.present[about.key]]));
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
