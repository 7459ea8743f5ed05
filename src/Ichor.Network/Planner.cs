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

        var view = new LinkView(links, observed);
        var bridgeVlans = Merge.Whole(BridgeVlanDecisions.Wishes(view));
        var pass = new Pass(fragment.Conditions);
        var decisions = new LinkDecisions(view, inputs.Names);
        DecideLinks(pass, links, decisions);
        foreach (var (key, merged) in bridgeVlans)
            pass.Decide(ObjectKey.BridgeVlan(key), merged.Because, (key, merged.Spec, view),
                static about => BridgeVlanDecisions.Decide(about.key, about.Spec, about.view));
        DecideAddresses(pass, addresses, observed, decisions);
        var present = PresentRoutes.ByKey(observed);
        DecideRoutes(pass, routes, remarks, present, new Reachability(observed, addresses.Keys), decisions);
        DecideRules(pass, rules, observed);
        if (fragment.IsComplete && MayDelete(inputs, operators.Keys, observed))
        {
            DecideUnwanted(pass, links, addresses, observed, decisions);
            foreach (var (key, route) in present)
                if (route.IsOurs && !routes.ContainsKey(key))
                    pass.DecideUnwanted(ObjectKey.Route(key), (key, route), static about => RouteDecisions.DecideUnwanted(about.key, about.route));
            foreach (var rule in observed.Rules)
                if (rule.IsOurs && !rules.ContainsKey(rule.Key))
                    pass.DecideUnwanted(ObjectKey.Rule(rule.Key), rule, RuleDecisions.DecideUnwanted);
        }

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

    /// <summary>
    /// Nothing is deleted before every source has spoken: its silence would look like a withdrawal. An operator whose link
    /// carries nothing has nothing to say.
    /// </summary>
    private static bool MayDelete(Inputs inputs, IEnumerable<OperatorKey> operators, Observed observed) =>
        inputs.ConfigHasSpoken
        && operators.All(key => inputs.Leases.ContainsKey(key) || observed.Link(key.Link) is not { IsOperational: true });

    private static void DecideLinks(Pass pass, Dictionary<LinkName, Merged<LinkName, LinkSpec>> links, LinkDecisions decisions)
    {
        foreach (var (name, merged) in links)
            pass.Decide(ObjectKey.Link(name), merged.Because, (name, decisions), static about => about.decisions.Decide(about.name));
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

    /// <summary>Of two routes of one layer to one destination with one metric the second is not just weaker: somebody wanted both.</summary>
    private static void RefuseRivals(Pass pass, RouteKey key, Merged<RouteKey, RouteSpec> merged)
    {
        for (var i = 1; i < merged.Entries.Count; i++)
            if (merged.Entries[i] is var rival && rival.Because.Layer == merged.Because.Layer && rival.Spec != merged.Spec)
                pass.Refuse(new ObjectKey("route", $"{key} over {rival.Spec.Link}"),
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

    private static void DecideUnwanted(
        Pass pass, Dictionary<LinkName, Merged<LinkName, LinkSpec>> links, Dictionary<AddressKey, Merged<AddressKey, AddressSpec>> addresses,
        Observed observed, LinkDecisions decisions)
    {
        foreach (var address in observed.Addresses)
            if (address.IsOurs && observed.Link(address.LinkIndex) is { } link && !addresses.ContainsKey(new(link.Name, address.Address)))
                pass.DecideUnwanted(ObjectKey.Address(new(link.Name, address.Address)), (address, link),
                    static about => AddressDecisions.DecideUnwanted(about.address, about.link));
        foreach (var link in observed.Links)
            if (!links.ContainsKey(link.Name))
                pass.DecideUnwanted(ObjectKey.Link(link.Name), (link, decisions), static about => about.decisions.DecideUnwanted(about.link));
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
