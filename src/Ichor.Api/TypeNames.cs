using System.Collections.Immutable;

namespace Ichor.Api;

/// <summary>The names under which a resource type is found, derived from its full name.</summary>
internal static class TypeNames
{
    /// <summary><c>LinkStatuses.net.talos.dev</c> is shown as <c>LinkStatus</c> in tables.</summary>
    public static string Singular(string plural)
    {
        if (plural.EndsWith("ies", StringComparison.Ordinal))
            return plural[..^3] + "y";
        if (plural.EndsWith("sses", StringComparison.Ordinal) || plural.EndsWith("uses", StringComparison.Ordinal))
            return plural[..^2];
        return plural.EndsWith('s') ? plural[..^1] : plural;
    }

    /// <summary>The full name, the aliases and the automatic names, in lower case.</summary>
    public static ImmutableHashSet<string> All(string fullName, IEnumerable<string> aliases) =>
        ImmutableHashSet.CreateRange(StringComparer.Ordinal, [fullName.ToLowerInvariant(), .. aliases, .. Automatic(fullName)]);

    /// <summary>
    /// For <c>LinkStatuses.net.talos.dev</c>: linkstatuses, linkstatuses.net, linkstatuses.net.talos, linkstatus, ls; and each
    /// of the last two with an s unless it ends in one.
    /// </summary>
    private static IEnumerable<string> Automatic(string fullName)
    {
        var lower = fullName.ToLowerInvariant();
        for (var end = lower.IndexOf('.'); end > 0; end = lower.IndexOf('.', end + 1))
            yield return lower[..end];
        var plural = fullName.Split('.')[0];
        var singular = Singular(plural).ToLowerInvariant();
        var capitals = string.Concat(plural.Where(char.IsAsciiLetterUpper)).ToLowerInvariant();
        foreach (var name in new[] { singular, capitals })
        {
            yield return name;
            if (!name.EndsWith('s'))
                yield return name + "s";
        }
    }
}
