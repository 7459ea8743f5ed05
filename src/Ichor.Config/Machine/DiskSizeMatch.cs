using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Ichor.Config;

/// <summary>A condition on a disk's size, as <c>&gt;= 100GB</c>; without a comparison the size is meant exactly.</summary>
public sealed record DiskSizeMatch(string Comparison, ulong Bytes)
{
    public const string Allowed = "a size such as 4GB, or a condition such as '>= 100GB' (comparisons ==, >=, <=, >, <; units B, kB to EB, KiB to EiB)";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    private const string Prefixes = "KMGTPE";

    public bool Matches(ulong bytes) => Comparison switch
    {
        ">=" => bytes >= Bytes,
        "<=" => bytes <= Bytes,
        ">" => bytes > Bytes,
        "<" => bytes < Bytes,
        _ => bytes == Bytes,
    };

    public static bool TryParse(string text, [NotNullWhen(true)] out DiskSizeMatch? match)
    {
        var size = text.TrimStart('<', '>', '=');
        var comparison = text[..^size.Length];
        match = comparison is "" or "==" or ">=" or "<=" or ">" or "<" && TryParseSize(size.Trim(), out var bytes)
            ? new DiskSizeMatch(comparison.Length == 0 ? "==" : comparison, bytes)
            : null;
        return match is not null;
    }

    private static bool TryParseSize(string text, out ulong bytes)
    {
        bytes = 0;
        var digits = text.AsSpan().IndexOfAnyExcept(Digits);
        var (number, unit) = digits < 0 ? (text, "") : (text[..digits], text[digits..].Trim());
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) || !TryParseUnit(unit.ToUpperInvariant(), out var factor))
            return false;
        if (count > ulong.MaxValue / factor)
            return false;
        bytes = (ulong)(count * factor);
        return true;
    }

    // "GB" and "G" are powers of 1000, "GiB" of 1024.
    private static bool TryParseUnit(string unit, out decimal factor)
    {
        factor = 1;
        if (unit is "" or "B")
            return true;
        var power = Prefixes.IndexOf(unit[0], StringComparison.Ordinal) + 1;
        var binary = unit.Length > 1 && unit[1] == 'I';
        for (var i = 0; i < power; i++)
            factor *= binary ? 1024 : 1000;
        return power > 0 && unit[1..] is "" or "B" or "I" or "IB";
    }
}
