using System.Net;
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

    /// <param name="wishes">What is wished.</param>
    /// <param name="matched">For how many of the wished routes there is one of ours. When that is all of ours, none is left over.</param>
    public void Decide(Wishes wishes, int matched)
    {
        Addresses(wishes.Addresses);
        foreach (var link in _observed.Links)
            if (!wishes.Links.ContainsKey(link.Name))
                Go(ObjectKey.Link(link.Name), (link, _decisions), static about => about._decisions.DecideUnwanted(about.link));
        foreach (var route in matched == _observed.OwnRoutes ? [] : _observed.Routes)
            if (route.IsOurs && !_awaited.Contains(route.LinkIndex) && PresentRoutes.KeyOf(_observed, route) is { } key
                && !wishes.Routes.ContainsKey(key) && _observed.Route(key) == route)
                Go(ObjectKey.Route(key), (key, route, link: _observed.Link(route.LinkIndex), _decisions),
                    static about => RouteDecisions.DecideUnwanted(about.key, about.route, about.link, about._decisions));
        foreach (var rule in _observed.Rules)
            if (rule.IsOurs && !wishes.Rules.ContainsKey(rule.Key))
                Go(ObjectKey.Rule(rule.Key), rule, RuleDecisions.DecideUnwanted);
    }

    private void Addresses(Dictionary<AddressKey, Merged<AddressKey, AddressSpec>> addresses)
    {
        HashSet<(LinkName, IPAddress)>? wished = null;
        bool IsInTheWay(LinkName link, IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6
            && (wished ??= [.. addresses.Keys.Select(key => (key.Link, key.Address.Address))]).Contains((link, address));

        foreach (var address in _observed.Addresses)
            if (address.IsOurs && !_awaited.Contains(address.LinkIndex) && _observed.Link(address.LinkIndex) is { } link
                && !addresses.ContainsKey(new(link.Name, address.Address)))
                Go(ObjectKey.Address(new(link.Name, address.Address)), (address, link, _decisions, isInTheWay: IsInTheWay(link.Name, address.Address.Address)),
                    static about => AddressDecisions.DecideUnwanted(about.address, about.link, about._decisions, about.isInTheWay));
    }

    private void Go<T>(ObjectKey key, T about, Func<T, Decision> decide)
    {
        if (_inputs.MayGo(key))
            _pass.DecideUnwanted(key, about, decide);
    }
}
