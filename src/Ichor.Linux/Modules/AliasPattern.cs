namespace Ichor.Linux.Modules;

/// <summary>fnmatch(3) as kmod uses it on module aliases: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!a-z]</c>,
/// with '-' and '_' being the same character outside brackets.</summary>
public static class AliasPattern
{
    public static bool Matches(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text)
    {
        // On a mismatch the last star swallows one more character: linear memory, no recursion.
        int p = 0, t = 0, starPattern = -1, starText = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                starPattern = ++p;
                starText = t;
            }
            else if (p < pattern.Length && MatchesOne(pattern, p, text[t], out var next))
            {
                p = next;
                t++;
            }
            else if (starPattern >= 0)
            {
                p = starPattern;
                t = ++starText;
            }
            else
            {
                return false;
            }
        }
        while (p < pattern.Length && pattern[p] == '*')
            p++;
        return p == pattern.Length;
    }

    static bool MatchesOne(ReadOnlySpan<byte> pattern, int at, byte character, out int next)
    {
        next = at + 1;
        return pattern[at] switch
        {
            (byte)'?' => true,
            (byte)'[' => MatchesClass(pattern, at, character, out next),
            var literal => Normal(literal) == Normal(character),
        };
    }

    static bool MatchesClass(ReadOnlySpan<byte> pattern, int at, byte character, out int next)
    {
        var end = pattern[(at + 1)..].IndexOf((byte)']');
        if (end <= 0)   // no end: an ordinary bracket
        {
            next = at + 1;
            return character == '[';
        }
        next = at + end + 2;
        var members = pattern.Slice(at + 1, end);
        var negated = members[0] is (byte)'!' or (byte)'^';
        return Contains(negated ? members[1..] : members, character) != negated;
    }

    static bool Contains(ReadOnlySpan<byte> members, byte character)
    {
        for (var i = 0; i < members.Length; i++)
            if (i + 2 < members.Length && members[i + 1] == '-')
            {
                if (character >= members[i] && character <= members[i + 2])
                    return true;
                i += 2;
            }
            else if (members[i] == character)
            {
                return true;
            }
        return false;
    }

    static byte Normal(byte character) => character == '-' ? (byte)'_' : character;
}
