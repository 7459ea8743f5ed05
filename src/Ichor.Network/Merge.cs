using System.Net;
using System.Runtime.InteropServices;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>
/// Folds the wishes of all layers into one wish per key. Links unite setting by setting; of everything else the
/// strongest entry wins whole. Inside a layer owners go by name and the entries of one owner by position, the first
/// winning, so that the order in which sources happened to speak never matters.
/// </summary>
public static class Merge
{
    /// <param name="entries">The wishes.</param>
    /// <param name="earlier">What came of the pass before: an object of which nothing differs stays the very same, and so does the
    /// whole when that holds for all.</param>
    public static Dictionary<LinkName, Merged<LinkName, LinkSpec>> Links(
        IReadOnlyList<Entry<LinkName, LinkSpec>> entries, Dictionary<LinkName, Merged<LinkName, LinkSpec>>? earlier = null) =>
        Fold(entries, earlier, static strongestFirst =>
        {
            var spec = strongestFirst[^1].Spec;
            for (var i = strongestFirst.Count - 2; i >= 0; i--)
                spec = spec.Overlay(strongestFirst[i].Spec);
            return spec;
        });

    /// <inheritdoc cref="Links"/>
    public static Dictionary<TKey, Merged<TKey, TSpec>> Whole<TKey, TSpec>(
        IReadOnlyList<Entry<TKey, TSpec>> entries, Dictionary<TKey, Merged<TKey, TSpec>>? earlier = null) where TKey : notnull =>
        Fold(entries, earlier, static strongestFirst => strongestFirst[0].Spec);

    /// <summary>The strongest of values that have no key of their own.</summary>
    public static (TSpec Spec, Because Because)? Strongest<TSpec>(IReadOnlyList<(TSpec Spec, Because Because)> entries)
    {
        (TSpec Spec, Because Because)? best = null;
        foreach (var entry in entries)
            if (best is null || Compare(entry.Because, best.Value.Because) < 0)
                best = entry;
        return best;
    }

    /// <summary>Name servers and search domains. Owners of one layer are joined, so that two leases both count.</summary>
    /// <remarks>
    /// A higher layer's servers replace the lower ones'; below the config, servers of an IP family that the higher layer
    /// does not have are kept behind them (a lease with IPv4 servers says nothing about IPv6).
    /// </remarks>
    public static ResolverSpec Resolvers(IReadOnlyList<(ResolverSpec Spec, Because Because)> entries)
    {
        List<IPAddress> servers = [];
        List<string>? domains = null;
        foreach (var layer in entries.GroupBy(entry => entry.Because.Layer).OrderBy(group => group.Key))
        {
            var specs = layer.OrderBy(entry => entry.Because.Owner, StringComparer.Ordinal).Select(entry => entry.Spec).ToList();
            var own = specs.SelectMany(spec => spec.Servers ?? []).Distinct().ToList();
            if (own.Count > 0)
                servers = layer.Key == Layer.Configuration ? own : [.. own, .. OfOtherFamilies(servers, own)];
            if (specs.Exists(spec => spec.SearchDomains is not null))
                domains = [.. specs.SelectMany(spec => spec.SearchDomains ?? []).Distinct(StringComparer.Ordinal)];
        }
        return new ResolverSpec([.. servers], domains is null ? null : [.. domains]);
    }

    private static IEnumerable<IPAddress> OfOtherFamilies(List<IPAddress> lower, List<IPAddress> own) =>
        lower.Where(server => own.TrueForAll(mine => mine.AddressFamily != server.AddressFamily));

    /// <summary>Time servers: those of the highest layer that has any; owners of that layer are joined.</summary>
    public static TimeServerSpec TimeServers(IReadOnlyList<(TimeServerSpec Spec, Because Because)> entries)
    {
        var highest = entries.Where(entry => !entry.Spec.Servers.IsEmpty).GroupBy(entry => entry.Because.Layer).MaxBy(group => group.Key);
        return new TimeServerSpec([.. (highest ?? Enumerable.Empty<(TimeServerSpec Spec, Because Because)>())
            .OrderBy(entry => entry.Because.Owner, StringComparer.Ordinal)
            .SelectMany(entry => entry.Spec.Servers).Distinct(StringComparer.Ordinal)]);
    }

    private static Dictionary<TKey, Merged<TKey, TSpec>> Fold<TKey, TSpec>(IReadOnlyList<Entry<TKey, TSpec>> entries,
        Dictionary<TKey, Merged<TKey, TSpec>>? earlier, Func<IReadOnlyList<Entry<TKey, TSpec>>, TSpec> fold) where TKey : notnull
    {
        var merged = new Dictionary<TKey, Merged<TKey, TSpec>>(Math.Min(entries.Count, earlier?.Count + 16 ?? int.MaxValue));
        Dictionary<TKey, List<Entry<TKey, TSpec>>>? several = null;
        var kept = 0;
        foreach (var entry in entries)
        {
            ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(merged, entry.Key, out var isAgain);
            if (isAgain)
                Add(several ??= [], slot!, entry);
            else if (earlier?.GetValueOrDefault(entry.Key) is { Entries: [var only] } same && (ReferenceEquals(only, entry) || only == entry))
                (slot, kept) = (same, kept + 1);
            else
                slot = new(entry.Key, entry.Spec, [entry]);
        }
        foreach (var (key, group) in several ?? [])
        {
            var before = earlier?.GetValueOrDefault(key);
            if (before is not null && merged[key] == before)
                kept--;
            if (before?.Entries.SequenceEqual(group) == true)
                (merged[key], kept) = (before, kept + 1);
            else
                merged[key] = new(key, fold(group), [.. group]);
        }
        return kept == earlier?.Count && kept == merged.Count ? earlier : merged;
    }

    private static void Add<TKey, TSpec>(Dictionary<TKey, List<Entry<TKey, TSpec>>> several, Merged<TKey, TSpec> first, Entry<TKey, TSpec> entry) where TKey : notnull
    {
        if (!several.TryGetValue(entry.Key, out var group))
            several[entry.Key] = group = [first.Entries[0]];
        Insert(group, entry);
    }

    /// <summary>Keeps the strongest first; groups are tiny, so insertion beats sorting.</summary>
    private static void Insert<TKey, TSpec>(List<Entry<TKey, TSpec>> group, Entry<TKey, TSpec> entry) where TKey : notnull
    {
        var at = group.Count;
        while (at > 0 && Compare(entry.Because, group[at - 1].Because) < 0)
            at--;
        group.Insert(at, entry);
    }

    /// <summary>Negative when the left is stronger. Equal ones keep their position.</summary>
    private static int Compare(Because left, Because right)
    {
        var layer = (int)right.Layer - (int)left.Layer;
        return layer != 0 ? layer : string.CompareOrdinal(left.Owner, right.Owner);
    }
}
