namespace Ichor.Network;

/// <summary>Explanations of what has no key: the host name, name servers, time servers.</summary>
internal static class NodeWishes
{
    public static Explained Hostname(Plan plan) => new("hostname", plan.Hostname.Spec.FullName,
        [.. Strongest(plan.Hostnames).Select((wish, i) => new ExplainedWish("", wish.Spec.FullName, wish.Because, Wins: i == 0))]);

    /// <summary>Lists are joined and partly kept, so a source wins when something of its list is in the result.</summary>
    public static Explained Resolvers(Plan plan)
    {
        var wishes = new List<ExplainedWish>();
        foreach (var (spec, because) in Strongest(plan.ResolverWishes))
        {
            if (spec.Servers is { } servers)
                wishes.Add(new("nameservers", string.Join(' ', servers), because, servers.Any(server => plan.Resolvers.Servers?.Contains(server) == true)));
            if (spec.SearchDomains is { } domains)
                wishes.Add(new("search", domains.IsEmpty ? "none" : string.Join(' ', domains), because, domains.IsEmpty
                    ? plan.Resolvers.SearchDomains is { IsEmpty: true }
                    : domains.Any(domain => plan.Resolvers.SearchDomains?.Contains(domain, StringComparer.Ordinal) == true)));
        }
        return new("resolvers", string.Join(' ', plan.Resolvers.Servers ?? []), [.. wishes.OrderBy(wish => wish.Setting, StringComparer.Ordinal)]);
    }

    public static Explained TimeServers(Plan plan)
    {
        var wishes = Strongest(plan.TimeServerWishes).ToList();
        return new("timeservers", string.Join(' ', plan.TimeServers.Servers),
            [.. wishes.Select(wish => new ExplainedWish("", string.Join(' ', wish.Spec.Servers), wish.Because, wish.Because.Layer == wishes[0].Because.Layer))]);
    }

    private static IEnumerable<(TSpec Spec, Because Because)> Strongest<TSpec>(IEnumerable<(TSpec Spec, Because Because)> wishes) =>
        wishes.OrderByDescending(wish => wish.Because.Layer).ThenBy(wish => wish.Because.Owner, StringComparer.Ordinal);
}
