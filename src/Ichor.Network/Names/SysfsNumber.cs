using System.Globalization;

namespace Ichor.Network.Names;

/// <summary>Numbers as udev reads them from sysfs: base by prefix, blanks and a plus sign in front, nothing behind.</summary>
internal static class SysfsNumber
{
    /// <summary>0x is hexadecimal, 0b binary, 0o and a leading 0 octal. Null when it is no number or above <paramref name="most"/>.</summary>
    public static ulong? Parse(string? text, ulong most = uint.MaxValue)
    {
        if (text is null)
            return null;
        var digits = text.AsSpan().TrimStart(" \t\n\r\v\f");
        var negative = digits.StartsWith("-");
        if (negative || digits.StartsWith("+"))
            digits = digits[1..];
        var value = ParseDigits(digits);
        return value is null || value > most || negative && value != 0 ? null : value;
    }

    /// <summary>Only digits of that base; null otherwise and when it does not fit into 64 bits.</summary>
    public static ulong? ParseDigits(ReadOnlySpan<char> digits, uint numberBase)
    {
        if (digits.IsEmpty)
            return null;
        ulong value = 0;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? uint.Parse([c], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : 99;
            if (digit >= numberBase || value > (ulong.MaxValue - digit) / numberBase)
                return null;
            value = value * numberBase + digit;
        }
        return value;
    }

    private static ulong? ParseDigits(ReadOnlySpan<char> digits)
    {
        if (digits is ['0', 'x' or 'X', ..])
            return ParseDigits(digits[2..], 16);
        if (digits is ['0', 'b', ..])
            return ParseDigits(digits[2..], 2);
        if (digits is ['0', 'o', ..])
            return ParseDigits(digits[2..], 8);
        return ParseDigits(digits, digits is ['0', _, ..] ? 8u : 10u);
    }
}
