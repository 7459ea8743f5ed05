using System.Net.Sockets;
using Ichor.Netlink.Route;

namespace Ichor.Network;

/// <summary>Decides about one route. Only routes with our protocol number are ever deleted or replaced.</summary>
internal static class RouteDecisions
{
    public static Decision Decide(RouteKey key, RouteSpec desired, RouteStatus? present, Reachability reachability, LinkDecisions links)
    {
        // What has to wait does not keep the way open that led elsewhere before.
        var decision = DecideNow(key, desired, present, reachability, links);
        return decision is Decision.Waiting && present is { IsOurs: true } && LeadsElsewhere(desired, present, reachability.Observed)
            ? Decision.Do(new DeleteRoute(key, present))
            : decision;
    }

    private static Decision DecideNow(RouteKey key, RouteSpec desired, RouteStatus? present, Reachability reachability, LinkDecisions links)
    {
        LinkStatus? link = null;
        if (desired.Link is { } name)
        {
            link = reachability.Observed.Link(name);
            if (link is not { Named: true })
                return Decision.Wait($"link {name} to appear");
            if (links.Obstacle(name) is { } obstacle)
                return Decision.Wait(obstacle);
            if (!link.Up)
                return Decision.Wait($"link {name} to be up");
        }
        if (desired.Source is { } source && !reachability.HasAddress(source))
            return Decision.Wait(reachability.IsTentative(source) ? $"source address {source} to be found free of duplicates" : $"source address {source}");
        if (present is { IsOurs: false })
            return Decision.Refuse($"another owner (protocol {present.Protocol}) already has {RouteText.Of(present)}");
        if (present is not null && Matches(desired, present, link))
            return Decision.InSync;

        // A gateway that no subnet of the link will ever cover is taken at its word: it is on the link.
        var reaches = desired.Gateway is null || link is null || reachability.Reaches(link, desired.Gateway);
        if (!reaches && reachability.WillReach(link!.Name, desired.Gateway!))
            return Decision.Wait($"an address on {link.Name} that reaches gateway {desired.Gateway}");
        return Put(key, desired, present, OnLink: !reaches);
    }

    /// <summary>Deletes what is ours and wished by nobody. It goes with its link when that goes.</summary>
    public static Decision DecideUnwanted(RouteKey key, RouteStatus present, LinkStatus? link, LinkDecisions links) =>
        link is not null && links.Goes(link) ? Decision.InSync : Decision.Do(new DeleteRoute(key, present));

    /// <summary>IPv6 replaces the first route of the destination and metric, whoever owns it: there ours goes and comes again.</summary>
    private static Decision Put(RouteKey key, RouteSpec desired, RouteStatus? present, bool OnLink) =>
        present is not null && desired.Destination.Family == AddressFamily.InterNetworkV6
            ? Decision.Do(new DeleteRoute(key, present, Phase.MakeWay), new AddRoute(key, desired, OnLink))
            : Decision.Do(new AddRoute(key, desired, OnLink, IsReplacement: present is not null));

    private static bool LeadsElsewhere(RouteSpec desired, RouteStatus present, Observed observed) =>
        !Equals(present.Gateway, desired.Gateway) || desired.Link is { } link && observed.Link(present.LinkIndex)?.Name != link;

    private static bool Matches(RouteSpec desired, RouteStatus present, LinkStatus? link) =>
        (RouteType)present.Type == desired.Type
        && (link is null || present.LinkIndex == link.Index)
        && Equals(present.Gateway, desired.Gateway)
        && (desired.Scope is null || desired.Destination.Family == AddressFamily.InterNetworkV6 || (RouteScope)present.Scope == desired.Scope)
        && Equals(present.Source, desired.Source)
        && present.Mtu == desired.Mtu;
}
