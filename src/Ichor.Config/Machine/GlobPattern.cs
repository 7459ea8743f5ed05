namespace Ichor.Config;

/// <summary>A pattern in which <c>*</c> stands for any text, also none. Nothing else is special; letter case counts.</summary>
public readonly record struct GlobPattern(string Text)
{
    /// <summary>The pieces between the stars must occur in order; the outer ones at the ends.</summary>
    /// <remarks>Leftmost matching of the middle pieces is enough: a later match leaves less text for the rest.</remarks>
    public bool Matches(string text)
    {
        var pieces = (Text ?? "").Split('*');
        if (pieces.Length == 1)
            return string.Equals(pieces[0], text, StringComparison.Ordinal);
        if (!text.StartsWith(pieces[0], StringComparison.Ordinal))
            return false;
        var at = pieces[0].Length;
        foreach (var piece in pieces.AsSpan(1, pieces.Length - 2))
        {
            var found = text.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + piece.Length;
        }
        return text.Length - at >= pieces[^1].Length && text.EndsWith(pieces[^1], StringComparison.Ordinal);
    }

    public override string ToString() => Text ?? "";
}
