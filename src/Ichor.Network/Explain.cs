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
            text.Append($"  {(wish.Wins ? "wins " : "loses")} {(wish.Setting + " " + wish.Value).Trim()}   {wish.Because.WithOwner}\n");
        return text.ToString();
    }
}

/// <summary>Answers "why is this here?": every wish for an object, the winning and the losing ones, and how it stands.</summary>
public static class Explain
{
    /// <summary>The kinds that can be explained, for messages.</summary>
    public const string Kinds = "link, address, route, rule, bridge-vlan, operator, hostname, resolvers, timeservers (the last three without an id)";

    /// <summary>Null when the plan knows no such object.</summary>
    /// <param name="plan">The plan of the last pass.</param>
    /// <param name="conditions">The conditions to quote: those of the plan, or what became of them.</param>
    /// <param name="kind">One of <see cref="Kinds"/>; <c>wireguard</c> and <c>ethernet</c> are parts of their link.</param>
    /// <param name="id">The object's id as the conditions have it; for an address, the part behind the link will do.</param>
    public static Explained? Of(Plan plan, IReadOnlyList<Condition> conditions, string kind, string id) =>
        Of(plan, key => conditions.FirstOrDefault(condition => condition.Object == key), kind, id);

    private static Explained? Of(Plan plan, Func<ObjectKey, Condition?> conditions, string kind, string id) => kind switch
    {
        "link" => Find(plan.Links, id) is { } link ? Of(link, conditions) : null,
        "wireguard" or "ethernet" => Find(plan.Links, id) is { } link && Of(link, conditions) is var whole
            && whole.Wishes.Where(wish => wish.Setting.StartsWith(kind, StringComparison.Ordinal)).ToList() is { Count: > 0 } part
                ? whole with { Subject = $"{kind} {link.Key}", Wishes = part } : null,
        "address" => Find(plan.Addresses, id) is { } address ? Of(address, conditions) : null,
        "route" => Find(plan.Routes, id) is { } route ? Of(route, conditions) : null,
        "rule" => Find(plan.Rules, id) is { } rule ? Of(rule, conditions) : null,
        "bridge-vlan" => Find(plan.BridgeVlans, id) is { } vlan ? Of(vlan, conditions) : null,
        "operator" => Find(plan.Operators, id) is { } run ? Of(run, conditions) : null,
        "hostname" => NodeWishes.Hostname(plan),
        "resolvers" => NodeWishes.Resolvers(plan),
        "timeservers" => NodeWishes.TimeServers(plan),
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

    /// <summary>Every object of the plan, in the order of kinds and keys.</summary>
    public static IEnumerable<Explained> All(Plan plan, IReadOnlyList<Condition> conditions)
    {
        var first = new Dictionary<ObjectKey, Condition>(conditions.Count);
        foreach (var condition in conditions)
            first.TryAdd(condition.Object, condition);
        return All(plan, key => first.GetValueOrDefault(key));
    }

    private static IEnumerable<Explained> All(Plan plan, Func<ObjectKey, Condition?> conditions) =>
        Sorted(plan.Links, link => Of(link, conditions))
            .Concat(Sorted(plan.Addresses, address => Of(address, conditions)))
            .Concat(Sorted(plan.Routes, route => Of(route, conditions)))
            .Concat(Sorted(plan.Rules, rule => Of(rule, conditions)))
            .Concat(Sorted(plan.BridgeVlans, vlan => Of(vlan, conditions)))
            .Concat(Sorted(plan.Operators, run => Of(run, conditions)))
            .Concat([NodeWishes.Hostname(plan), NodeWishes.Resolvers(plan), NodeWishes.TimeServers(plan)]);

    private static Explained Of(Merged<LinkName, LinkSpec> link, Func<ObjectKey, Condition?> conditions) =>
        new($"link {link.Key}", State(conditions, "link", link.Key), LinkWishes(link));

    private static Explained Of(Merged<AddressKey, AddressSpec> address, Func<ObjectKey, Condition?> conditions) =>
        new($"address {address.Key}", State(conditions, "address", address.Key), Whole(address, spec => spec.Metric == 0 ? "wanted" : $"metric {spec.Metric}"));

    private static Explained Of(Merged<RouteKey, RouteSpec> route, Func<ObjectKey, Condition?> conditions) =>
        new($"route {route.Key}", State(conditions, "route", route.Key), Whole(route, spec => RouteText.Of(spec, route.Key.Metric)));

    private static Explained Of(Merged<RuleKey, RuleSpec> rule, Func<ObjectKey, Condition?> conditions) =>
        new($"rule {rule.Key}", State(conditions, "rule", rule.Key), Whole(rule, spec => spec.ToString()));

    private static Explained Of(Merged<BridgeVlanKey, BridgeVlanSpec> vlan, Func<ObjectKey, Condition?> conditions) =>
        new($"bridge-vlan {vlan.Key}", State(conditions, "bridge-vlan", vlan.Key), Whole(vlan, _ => "wanted"));

    private static Explained Of(Merged<OperatorKey, OperatorSpec> run, Func<ObjectKey, Condition?> conditions) =>
        new($"operator {run.Key}", State(conditions, "operator", run.Key), Whole(run, spec => spec.ToString() is { Length: > 0 } text ? text : "wanted"));

    private static IEnumerable<Explained> Sorted<TKey, TSpec>(
        IReadOnlyDictionary<TKey, Merged<TKey, TSpec>> table, Func<Merged<TKey, TSpec>, Explained> explain) where TKey : notnull =>
        table.Values.Select(explain).OrderBy(explained => explained.Subject, StringComparer.Ordinal);

    private static Merged<TKey, TSpec>? Find<TKey, TSpec>(IReadOnlyDictionary<TKey, Merged<TKey, TSpec>> table, string id) where TKey : notnull =>
        table.Values.FirstOrDefault(merged => merged.Key.ToString() == id)
        ?? table.Values.FirstOrDefault(merged => merged.Key.ToString()!.EndsWith("/" + id, StringComparison.Ordinal));

    private static string State(Func<ObjectKey, Condition?> conditions, string kind, object key) =>
        conditions(new ObjectKey(kind, key.ToString()!)) is { } condition
            ? condition.State.Text() + (condition.Reason.Length == 0 ? "" : $" ({condition.Reason})")
            : "wished";

    private static List<ExplainedWish> Whole<TKey, TSpec>(Merged<TKey, TSpec> merged, Func<TSpec, string> describe) where TKey : notnull =>
        [.. merged.Entries.Select((entry, i) => new ExplainedWish("", describe(entry.Spec), entry.Because, Wins: i == 0))];

    /// <summary>
    /// A link is merged setting by setting, so each setting has its own winner: the strongest that mentions it, unless it is of
    /// another kind of link than what came out, or the kernel takes it not beside the others.
    /// </summary>
    private static List<ExplainedWish> LinkWishes(Merged<LinkName, LinkSpec> merged)
    {
        var wishes = new List<ExplainedWish>();
        var won = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in merged.Entries)
        {
            var counts = (entry.Spec.Kind == merged.Spec.Kind ? entry.Spec : entry.Spec.WithoutKind()) is var spec
                ? LinkWords.Of(spec with { Settings = spec.Settings.ThatApplyIn(merged.Spec.Settings) }).Select(word => word.Setting).ToHashSet(StringComparer.Ordinal)
                : [];
            foreach (var (setting, value) in LinkWords.Of(entry.Spec))
                wishes.Add(new(setting, value, entry.Because, Wins: counts.Contains(setting) && won.Add(setting)));
        }
        return [.. wishes.OrderBy(wish => wish.Setting, StringComparer.Ordinal).ThenByDescending(wish => wish.Because.Layer)];
    }
}
