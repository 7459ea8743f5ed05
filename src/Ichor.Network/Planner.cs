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
        var routes = Merge.Whole(RouteMetrics.Assign(fragment.Routes, observed));
        var operators = Merge.Whole(fragment.Operators);

        var pass = new Pass(fragment.Conditions);
        DecideLinks(pass, links, observed);
        DecideAddresses(pass, addresses, observed);
        DecideRoutes(pass, routes, addresses.Keys, observed);
        if (fragment.IsComplete && MayDelete(inputs, operators.Keys, observed))
            DecideUnwanted(pass, links, addresses, routes, observed);

        return new Plan
        {
            Chains = pass.Chains,
            Conditions = pass.Conditions,
            Operators = operators,
            Hostname = Merge.Strongest(fragment.Hostnames)!.Value,
            Resolvers = Merge.Resolvers(fragment.Resolvers),
            TimeServers = Merge.TimeServers(fragment.TimeServers),
            Links = links,
            Addresses = addresses,
            Routes = routes,
            Rules = new Dictionary<RuleKey, Merged<RuleKey, RuleSpec>>(),
            BridgeVlans = new Dictionary<BridgeVlanKey, Merged<BridgeVlanKey, BridgeVlanSpec>>(),
            WantedNames = [],
        };
    }

    /// <summary>
    /// Nothing is deleted before every source has spoken: its silence would look like a withdrawal. An operator whose link
    /// carries nothing has nothing to say.
    /// </summary>
    private static bool MayDelete(Inputs inputs, IEnumerable<OperatorKey> operators, Observed observed) =>
        inputs.ConfigHasSpoken
        && operators.All(key => inputs.Leases.ContainsKey(key) || observed.Link(key.Link) is not { IsOperational: true });

    private static void DecideLinks(Pass pass, Dictionary<LinkName, Merged<LinkName, LinkSpec>> links, Observed observed)
    {
        foreach (var (name, merged) in links)
            pass.Decide(ObjectKey.Link(name), merged.Because, (name, merged.Spec, observed),
                static about => LinkDecisions.Decide(about.name, about.Spec, about.observed));
    }

    private static void DecideAddresses(Pass pass, Dictionary<AddressKey, Merged<AddressKey, AddressSpec>> addresses, Observed observed)
    {
        foreach (var (key, merged) in addresses)
            pass.Decide(ObjectKey.Address(key), merged.Because, (key, merged.Spec, observed),
                static about => AddressDecisions.Decide(about.key, about.Spec, about.observed));
    }

    private static void DecideRoutes(
        Pass pass, Dictionary<RouteKey, Merged<RouteKey, RouteSpec>> routes, IEnumerable<AddressKey> addresses, Observed observed)
    {
        var reachability = new Reachability(observed, addresses);
        var present = ByKey(observed);
        foreach (var (key, merged) in routes)
            pass.Decide(ObjectKey.Route(key), merged.Because, (key, merged.Spec, present: present.GetValueOrDefault(key), observed, reachability),
                static about => RouteDecisions.Decide(about.key, about.Spec, about.present, about.observed, about.reachability));
    }

    private static void DecideUnwanted(
        Pass pass,
        Dictionary<LinkName, Merged<LinkName, LinkSpec>> links,
        Dictionary<AddressKey, Merged<AddressKey, AddressSpec>> addresses,
        Dictionary<RouteKey, Merged<RouteKey, RouteSpec>> routes,
        Observed observed)
    {
        foreach (var (key, route) in ByKey(observed))
            if (!routes.ContainsKey(key))
                pass.DecideUnwanted(ObjectKey.Route(key), (key, route), static about => RouteDecisions.DecideUnwanted(about.key, about.route));
        foreach (var address in observed.Addresses)
            if (observed.Link(address.LinkIndex) is { } link && !addresses.ContainsKey(new(link.Name, address.Address)))
                pass.DecideUnwanted(ObjectKey.Address(new(link.Name, address.Address)), (address, link),
                    static about => AddressDecisions.DecideUnwanted(about.address, about.link));
        foreach (var link in observed.Links)
            if (!links.ContainsKey(link.Name))
                pass.DecideUnwanted(ObjectKey.Link(link.Name), (link, observed), static about => LinkDecisions.DecideUnwanted(about.link, about.observed));
    }

    /// <summary>Present routes by the key that a wish would have; of several with one key, ours comes first.</summary>
    private static Dictionary<RouteKey, RouteStatus> ByKey(Observed observed)
    {
        var result = new Dictionary<RouteKey, RouteStatus>(observed.Routes.Count);
        foreach (var route in observed.Routes)
            if (observed.Link(route.LinkIndex) is { } link)
            {
                var key = RouteKey.For(route.Destination, route.Table, route.Metric, link.Name, route.Gateway);
                if (route.IsOurs || !result.ContainsKey(key))
                    result[key] = route;
            }
        return result;
    }
}
