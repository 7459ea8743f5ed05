using System.Buffers;
using System.Globalization;

namespace Ichor.Config;

/// <summary>Durations as Go writes them: <c>1h30m</c>, <c>5s</c>, <c>100ms</c>, <c>1.5h</c>.</summary>
public static class GoDuration
{
    public const string Allowed = "a duration such as 1h30m, 5s or 100ms";

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>Reads numbers with units h, m, s, ms, us, ns, each with an optional fraction; a plain 0 needs no unit.</summary>
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        if (text.Length == 0)
            return false;
        var negative = text[0] == '-';
        var rest = text.AsSpan(text[0] is '-' or '+' ? 1 : 0);
        if (rest is "0")
            return true;
        decimal seconds = 0;
        if (rest.IsEmpty)
            return false;
        while (!rest.IsEmpty)
        {
            if (!TryTakePart(ref rest, out var part))
                return false;
            seconds += part;
        }
        // Go's own limit is 2^63 ns, about 292 years.
        if (seconds > long.MaxValue / 1_000_000_000m)
            return false;
        value = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond) * (negative ? -1 : 1));
        return true;
    }

    /// <summary>The shortest text that reads back as the same duration.</summary>
    public static string Format(TimeSpan value)
    {
        if (value < TimeSpan.Zero)
            return "-" + Format(-value);
        if (value == TimeSpan.Zero)
            return "0s";
        if (value < TimeSpan.FromSeconds(1))
            return $"{value.TotalMilliseconds}ms";
        var hours = (long)value.TotalHours;
        var seconds = value.Ticks % TimeSpan.TicksPerMinute / (decimal)TimeSpan.TicksPerSecond;
        return (hours > 0 ? $"{hours}h" : "") + (value.Minutes > 0 ? $"{value.Minutes}m" : "") + (seconds > 0 ? $"{seconds.ToString("0.#######", CultureInfo.InvariantCulture)}s" : "");
    }

    private static bool TryTakePart(ref ReadOnlySpan<char> rest, out decimal seconds)
    {
        seconds = 0;
        var digits = rest.IndexOfAnyExcept(NumberCharacters);
        if (digits <= 0 || digits > 25
            || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return false;
        rest = rest[digits..];
        var end = rest.IndexOfAny(NumberCharacters);
        var unit = UnitOf(end < 0 ? rest : rest[..end]);
        rest = end < 0 ? [] : rest[end..];
        // Beyond the largest duration anyway; keeps the product inside decimal's range.
        if (unit == 0 || number > 1e20m)
            return false;
        seconds = number * unit;
        return true;
    }

    private static decimal UnitOf(ReadOnlySpan<char> unit) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3m,
        "us" or "\u00b5s" or "\u03bcs" => 1e-6m,
        "ns" => 1e-9m,
        _ => 0,
    };
}
