using System.Net.Sockets;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>
/// What carries our mark and is wished by nobody goes; but no source's silence is taken for a withdrawal. What was there before
/// this process began waits for config and platform to speak, and what is on a link for the operators of that link.
/// </summary>
internal sealed class Unwanted
{
    private readonly Pass _pass;
    private readonly Inputs _inputs;
    private readonly Observed _observed;
    private readonly LinkDecisions _decisions;
    private readonly HashSet<int> _awaited = [];

    public Unwanted(Pass pass, Inputs inputs, Observed observed, LinkDecisions decisions, IEnumerable<OperatorKey> operators)
    {
        (_pass, _inputs, _observed, _decisions) = (pass, inputs, observed, decisions);
        foreach (var key in operators)
            if (inputs.IsAwaited(key, observed))
                _awaited.Add(observed.Link(key.Link)!.Index);
    }

    public void Decide(
        Dictionary<LinkName, Merged<LinkName, LinkSpec>> links, Dictionary<AddressKey, Merged<AddressKey, AddressSpec>> addresses,
        Dictionary<RouteKey, Merged<RouteKey, RouteSpec>> routes, Dictionary<RouteKey, RouteStatus> presentRoutes,
        Dictionary<RuleKey, Merged<RuleKey, RuleSpec>> rules)
    {
        Addresses(addresses);
        foreach (var link in _observed.Links)
            if (!links.ContainsKey(link.Name))
                Go(ObjectKey.Link(link.Name), (link, _decisions), static about => about._decisions.DecideUnwanted(about.link));
        foreach (var (key, route) in presentRoutes)
            if (route.IsOurs && !routes.ContainsKey(key) && !_awaited.Contains(route.LinkIndex))
                Go(ObjectKey.Route(key), (key, route, link: _observed.Link(route.LinkIndex), _decisions),
                    static about => RouteDecisions.DecideUnwanted(about.key, about.route, about.link, about._decisions));
        foreach (var rule in _observed.Rules)
            if (rule.IsOurs && !rules.ContainsKey(rule.Key))
                Go(ObjectKey.Rule(rule.Key), rule, RuleDecisions.DecideUnwanted);
    }

    private void Addresses(Dictionary<AddressKey, Merged<AddressKey, AddressSpec>> addresses)
    {
        var inTheWay = addresses.Keys.Where(key => key.Address.Address.AddressFamily == AddressFamily.InterNetworkV6)
            .Select(key => (key.Link, key.Address.Address)).ToHashSet();
        foreach (var address in _observed.Addresses)
            if (address.IsOurs && !_awaited.Contains(address.LinkIndex) && _observed.Link(address.LinkIndex) is { } link
                && !addresses.ContainsKey(new(link.Name, address.Address)))
                Go(ObjectKey.Address(new(link.Name, address.Address)), (address, link, _decisions, isInTheWay: inTheWay.Contains((link.Name, address.Address.Address))),
                    static about => AddressDecisions.DecideUnwanted(about.address, about.link, about._decisions, about.isInTheWay));
    }

    private void Go<T>(ObjectKey key, T about, Func<T, Decision> decide)
    {
        if (_inputs.MayGo(key))
            _pass.DecideUnwanted(key, about, decide);
    }
}
