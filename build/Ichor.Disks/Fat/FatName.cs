using System.Buffers.Binary;
using System.Text;

namespace Ichor.Disks;

/// <summary>File names on FAT: the short form (8.3, upper case) and, where that is not the name itself, the long form beside it.</summary>
internal static class FatName
{
    private const string Forbidden = "\"*/:<>?\\|";
    private const string ForbiddenInShort = "+,;=[] .";
    private const int CharactersPerEntry = 13;
    private const int LongestName = 255;
    private const byte LongNameAttribute = 0x0F;
    private const byte LastLongEntry = 0x40;

    /// <summary>Refuses what no FAT driver would find again.</summary>
    public static void Check(string name)
    {
        if (name.Length is 0 or > LongestName || name is "." or ".." || name[^1] is '.' or ' ' || name[0] == ' '
            || name.Any(c => c < ' ' || c == 0x7F || Forbidden.Contains(c)))
            throw new ArgumentException($"'{name}' is not a name for a file on a FAT volume", nameof(name));
    }

    /// <summary>Eleven characters, unique in the directory.</summary>
    public static string Shorten(string name, Func<string, bool> isTaken)
    {
        var upper = name.ToUpperInvariant();
        var (stem, extension) = Split(upper);
        var direct = stem.PadRight(8) + extension.PadRight(3);
        if (IsShort(stem, 8, required: true) && IsShort(extension, 3, required: false) && !isTaken(direct))
            return direct;

        stem = Replace(stem);
        extension = Replace(extension);
        extension = extension[..Math.Min(3, extension.Length)].PadRight(3);
        for (var number = 1; ; number++)
        {
            var tail = $"~{number}";
            var candidate = (stem[..Math.Min(8 - tail.Length, stem.Length)] + tail).PadRight(8) + extension;
            if (!isTaken(candidate))
                return candidate;
        }
    }

    /// <summary>Whether the name is lost by storing only its short form.</summary>
    public static bool NeedsLongForm(string name, string shortName)
    {
        var (stem, extension) = Split(name);
        return stem.PadRight(8) + extension.PadRight(3) != shortName;
    }

    /// <summary>How many directory entries of 32 bytes hold the long form.</summary>
    public static int LongEntries(string name) => (int)Align.DivideUp(name.Length, CharactersPerEntry);

    /// <summary>The entries of the long form, in the order in which they precede the short one: last part first.</summary>
    public static void WriteLongForm(string name, string shortName, Span<byte> entries)
    {
        var count = LongEntries(name);
        var checksum = Checksum(shortName);
        Span<byte> characters = stackalloc byte[CharactersPerEntry * 2];
        for (var part = count; part > 0; part--, entries = entries[FatGeometry.EntrySize..])
        {
            // Behind the name comes one NUL, then 0xFFFF; neither when the name fills its last entry.
            characters.Fill(0xFF);
            for (var i = 0; i < CharactersPerEntry; i++)
            {
                var at = (part - 1) * CharactersPerEntry + i;
                if (at <= name.Length)
                    BinaryPrimitives.WriteUInt16LittleEndian(characters[(2 * i)..], at < name.Length ? name[at] : '\0');
            }
            entries[0] = (byte)(part | (part == count ? LastLongEntry : 0));
            characters[..10].CopyTo(entries[1..]);
            entries[11] = LongNameAttribute;
            entries[13] = checksum;
            characters[10..22].CopyTo(entries[14..]);
            characters[22..].CopyTo(entries[28..]);
        }
    }

    private static byte Checksum(string shortName) =>
        Encoding.ASCII.GetBytes(shortName).Aggregate((byte)0, (sum, c) => (byte)((sum << 7 | sum >> 1) + c));

    private static (string Stem, string Extension) Split(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot <= 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
    }

    private static bool IsShort(string part, int longest, bool required) =>
        part.Length <= longest && (part.Length > 0 || !required) && part.All(IsShortCharacter);

    private static bool IsShortCharacter(char c) => c is > ' ' and < (char)0x7F && !ForbiddenInShort.Contains(c);

    private static string Replace(string part) =>
        new([.. part.Where(c => c is not (' ' or '.')).Select(c => IsShortCharacter(c) ? c : '_')]);
}
