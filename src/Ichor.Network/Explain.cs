using System.Text;
using Ichor.Netlink;
using Ichor.Network.Names;

namespace Ichor.Network;

/// <summary>One source's wish for one setting of an object.</summary>
/// <param name="Setting">The setting (<c>mtu</c>, <c>master</c>); empty for objects that are taken whole.</param>
/// <param name="Value">What the source wants, in words.</param>
/// <param name="Because">Who and where.</param>
/// <param name="Wins">Whether this is what counts.</param>
public sealed record ExplainedWish(string Setting, string Value, Because Because, bool Wins);

/// <summary>Why an object is as it is.</summary>
public sealed record Explained(string Subject, string State, IReadOnlyList<ExplainedWish> Wishes)
{
    public override string ToString()
    {
        var text = new StringBuilder($"{Subject}: {State}\n");
        foreach (var wish in Wishes)
            text.Append($"  {(wish.Wins ? "wins " : "loses")} {(wish.Setting + " " + wish.Value).Trim()}   {wish.Because}\n");
        return text.ToString();
    }
}

/// <summary>Answers "why is this here?": every wish for an object, the winning and the losing ones, and how it stands.</summary>
public static class Explain
{
    /// <summary>The kinds that can be explained, for messages.</summary>
    public const string Kinds = "link, address, route, operator";

    /// <summary>Null when the plan knows no such object.</summary>
    /// <param name="plan">The plan of the last pass.</param>
    /// <param name="conditions">The conditions to quote: those of the plan, or what became of them.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="id">The object's id as the conditions have it; for an address, the part behind the link will do.</param>
    public static Explained? Of(Plan plan, IReadOnlyList<Condition> conditions, string kind, string id) => kind switch
    {
        "link" => Find(plan.Links, id) is { } link ? new($"link {link.Key}", State(conditions, kind, link.Key), LinkWishes(link)) : null,
        "address" => Find(plan.Addresses, id) is { } address
            ? new($"address {address.Key}", State(conditions, kind, address.Key), Whole(address, spec => spec.Metric == 0 ? "wanted" : $"metric {spec.Metric}")) : null,
        "route" => Find(plan.Routes, id) is { } route
            ? new($"route {route.Key}", State(conditions, kind, route.Key), Whole(route, spec => RouteText.Of(spec, route.Key.Metric))) : null,
        "operator" => Find(plan.Operators, id) is { } run
            ? new($"operator {run.Key}", "wished", Whole(run, spec => spec.RouteMetric is { } metric ? $"metric {metric}" : "wanted")) : null,
        _ => null,
    };

    /// <summary>A link by any name that it has or had, with how it came by its name; null when neither plan nor kernel know it.</summary>
    /// <param name="plan">The plan of the last pass.</param>
    /// <param name="conditions">The conditions to quote.</param>
    /// <param name="observed">The kernel as it is.</param>
    /// <param name="given">How a link, by its index, came by its name; null for those that were made under it.</param>
    /// <param name="id">A present, alternative or former name.</param>
    public static Explained? Link(Plan plan, IReadOnlyList<Condition> conditions, Observed observed, Func<int, GivenName?> given, string id)
    {
        var link = Find(plan.Links, id) is { } named && observed.Link(named.Key) is { } present ? present : ExplainName.Find(observed, id);
        if (link is null)
            return Of(plan, conditions, "link", id);
        var name = link.Name.ToString();
        var wished = Of(plan, conditions, "link", name);
        return new($"link {name}", wished?.State ?? "wished by nobody", [.. ExplainName.Of(link, given(link.Index)), .. wished?.Wishes ?? []]);
    }

    private static Merged<TKey, TSpec>? Find<TKey, TSpec>(IReadOnlyDictionary<TKey, Merged<TKey, TSpec>> table, string id) where TKey : notnull =>
        table.Values.FirstOrDefault(merged => merged.Key.ToString() == id)
        ?? table.Values.FirstOrDefault(merged => merged.Key.ToString()!.EndsWith("/" + id, StringComparison.Ordinal));

    private static string State(IReadOnlyList<Condition> conditions, string kind, object key) =>
        conditions.FirstOrDefault(condition => condition.Object == new ObjectKey(kind, key.ToString()!)) is { } condition
            ? condition.State.Text() + (condition.Reason.Length == 0 ? "" : $" ({condition.Reason})")
            : "wished";

    private static List<ExplainedWish> Whole<TKey, TSpec>(Merged<TKey, TSpec> merged, Func<TSpec, string> describe) where TKey : notnull =>
        [.. merged.Entries.Select((entry, i) => new ExplainedWish("", describe(entry.Spec), entry.Because, Wins: i == 0))];

    /// <summary>A link is merged setting by setting, so each setting has its own winner: the strongest that mentions it.</summary>
    private static List<ExplainedWish> LinkWishes(Merged<LinkName, LinkSpec> merged)
    {
        var wishes = new List<ExplainedWish>();
        var won = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in merged.Entries)
            foreach (var (setting, value) in Settings(entry.Spec))
                wishes.Add(new(setting, value, entry.Because, Wins: won.Add(setting)));
        return [.. wishes.OrderBy(wish => wish.Setting, StringComparer.Ordinal).ThenByDescending(wish => wish.Because.Layer)];
    }

    private static IEnumerable<(string Setting, string Value)> Settings(LinkSpec spec)
    {
        if (spec.Kind is { } kind)
            yield return ("type", kind.Name);
        if (spec.Parent is { } parent)
            yield return ("parent", parent.ToString());
        if (spec.Master is { } master)
            yield return ("master", master.ToString());
        if (spec.Up is { } up)
            yield return ("state", up ? "up" : "down");
        if (spec.Mtu is { } mtu)
            yield return ("mtu", mtu.ToString());
        if (spec.HardwareAddress is { } address)
            yield return ("hardwareAddr", address.ToString());
        foreach (var (setting, value) in spec.Settings.Entries)
            yield return (setting.Name, setting.Format(value));
    }
}
