namespace Ichor.Network;

/// <summary>Decides about one route. Only routes with our protocol number are ever deleted or replaced.</summary>
internal static class RouteDecisions
{
    public static Decision Decide(RouteKey key, RouteSpec desired, RouteStatus? present, Observed observed, Reachability reachability)
    {
        if (observed.Link(desired.Link!.Value) is not { Named: true } link)
            return Decision.Wait($"link {desired.Link} to appear");
        if (!link.Up)
            return Decision.Wait($"link {desired.Link} to be up");
        if (desired.Source is { } source && !reachability.HasAddress(source))
            return Decision.Wait($"source address {source}");
        if (present is { IsOurs: false })
            return Decision.Refuse($"another owner (protocol {present.Protocol}) already has {RouteText.Of(present)}");
        if (present is not null && Matches(desired, present, link))
            return Decision.InSync;

        // A gateway that no subnet of the link will ever cover is taken at its word: it is on the link.
        var reaches = desired.Gateway is null || reachability.Reaches(link, desired.Gateway);
        if (!reaches && reachability.WillReach(link.Name, desired.Gateway!))
            return Decision.Wait($"an address on {desired.Link} that reaches gateway {desired.Gateway}");
        return Decision.Do(new AddRoute(key, desired, OnLink: !reaches, IsReplacement: present is not null));
    }

    public static Decision DecideUnwanted(RouteKey key, RouteStatus present) =>
        present.IsOurs ? Decision.Do(new DeleteRoute(key, present)) : Decision.InSync;

    private static bool Matches(RouteSpec desired, RouteStatus present, LinkStatus link) =>
        present.LinkIndex == link.Index
        && Equals(present.Gateway, desired.Gateway)
        && (desired.Source is null || Equals(present.Source, desired.Source))
        && present.Mtu == desired.Mtu;
}
