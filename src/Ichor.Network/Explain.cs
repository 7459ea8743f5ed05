using System.Text;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>Answers "why is this here?" and "why not?": the entries that made an object, and how it stands.</summary>
public static class Explain
{
    /// <summary>The kinds that can be explained, for messages.</summary>
    public const string Kinds = "link, address, route, operator";

    /// <summary>Null when the plan knows no such object.</summary>
    /// <param name="plan">The plan of the last pass.</param>
    /// <param name="conditions">The conditions to quote: those of the plan, or what became of them.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="id">The object's id as in the conditions; for an address, the address alone will do.</param>
    public static string? Of(Plan plan, IReadOnlyList<Condition> conditions, string kind, string id) => kind switch
    {
        "link" => Object(conditions, kind, plan.Links, id, Describe),
        "address" => Object(conditions, kind, plan.Addresses, id, (_, spec) => spec.Metric == 0 ? "" : $"metric {spec.Metric}", Suffix),
        "route" => Object(conditions, kind, plan.Routes, id, (key, spec) => RouteText.Of(spec, key.Metric)),
        "operator" => Object(conditions, kind, plan.Operators, id, (_, spec) => spec.RouteMetric is { } metric ? $"metric {metric}" : ""),
        _ => null,
    };

    private static bool Suffix(string key, string id) => key.EndsWith("/" + id, StringComparison.Ordinal);

    private static string? Object<TKey, TSpec>(
        IReadOnlyList<Condition> conditions, string kind, IReadOnlyDictionary<TKey, Merged<TKey, TSpec>> table, string id,
        Func<TKey, TSpec, string> describe, Func<string, string, bool>? alsoMatches = null) where TKey : notnull
    {
        var found = table.Values.Where(merged => merged.Key.ToString() == id || alsoMatches?.Invoke(merged.Key.ToString()!, id) == true).ToList();
        if (found.Count == 0)
            return null;
        var text = new StringBuilder();
        foreach (var merged in found)
        {
            var condition = conditions.FirstOrDefault(condition => condition.Object == new ObjectKey(kind, merged.Key.ToString()!));
            text.Append($"{kind} {merged.Key}: {condition?.State.Text() ?? "wished"}");
            text.Append(condition is { Reason.Length: > 0 } ? $" ({condition.Reason})\n" : "\n");
            Line(text, "result", describe(merged.Key, merged.Spec), null);
            for (var i = 0; i < merged.Entries.Count; i++)
                Line(text, i == 0 ? "wins" : "under", describe(merged.Key, merged.Entries[i].Spec), merged.Entries[i].Because);
        }
        return text.ToString();
    }

    private static void Line(StringBuilder text, string role, string what, Because? because) =>
        text.Append($"  {role,-7}{(because is null ? "" : because + (what.Length > 0 ? ": " : ""))}{what}".TrimEnd()).Append('\n');

    private static string Describe(LinkName name, LinkSpec spec)
    {
        var parts = new List<string>();
        if (spec.Kind is { } kind)
            parts.Add($"type {kind}");
        if (spec.Parent is { } parent)
            parts.Add($"on {parent}");
        if (spec.Master is { } master)
            parts.Add($"port of {master}");
        if (spec.Up is { } up)
            parts.Add(up ? "up" : "down");
        if (spec.Mtu is { } mtu)
            parts.Add($"mtu {mtu}");
        if (spec.HardwareAddress is { } address)
            parts.Add($"address {address}");
        if (!spec.Settings.IsEmpty)
            parts.Add(spec.Settings.Describe());
        return string.Join(", ", parts);
    }
}
