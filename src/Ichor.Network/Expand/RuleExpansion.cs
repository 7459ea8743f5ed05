using System.Net.Sockets;
using Ichor.Config;
using Ichor.Netlink.Route;

namespace Ichor.Network;

/// <summary>Routing rules, and routes that drop.</summary>
internal static class RuleExpansion
{
    /// <summary>A rule that names no network holds for both families.</summary>
    public static void Expand(Scope scope, RoutingRuleDocument document)
    {
        var rule = new RuleSpec
        {
            Source = document.Source,
            Destination = document.Destination,
            Table = document.Table ?? 0,
            Action = (RuleAction)document.Action,
            InputLink = document.InLink is { } input ? scope.Resolve(input, DocumentExpansion.Why(document.Because)) : null,
            OutputLink = document.OutLink is { } output ? scope.Resolve(output, DocumentExpansion.Why(document.Because)) : null,
            Mark = document.FirewallMark ?? 0,
            // The kernel takes a mark without a mask for all of its bits, and reports it so.
            MarkMask = document.FirewallMark is null ? 0 : document.FirewallMask ?? uint.MaxValue,
        };
        foreach (var family in new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 })
            if ((document.Source ?? document.Destination)?.Family is not { } only || only == family)
                scope.Fragment.Rules.Add(new(new RuleKey(family, document.Priority), rule, DocumentExpansion.Why(document.Because)));
    }

    public static RouteSpec Blackhole(BlackholeRouteDocument document) => new()
    {
        Destination = document.Destination,
        Link = null,
        Type = RouteType.Blackhole,
        Metric = document.Metric,
    };
}
