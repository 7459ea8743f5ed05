using System.Globalization;

namespace Ichor.Config;

/// <summary>Integers as YAML and Go write them: decimal, 0x hexadecimal, 0o or 0 octal, 0b binary, with <c>_</c> between digits.</summary>
public static class YamlInteger
{
    public static bool TryParse(string text, out long value)
    {
        value = 0;
        var negative = text.StartsWith('-');
        var digits = text.AsSpan(text.Length > 0 && text[0] is '-' or '+' ? 1 : 0).ToString().Replace("_", "", StringComparison.Ordinal);
        if (!TryParseUnsigned(digits, out var magnitude) || magnitude > long.MaxValue)
            return false;
        value = negative ? -(long)magnitude : (long)magnitude;
        return true;
    }

    private static bool TryParseUnsigned(string digits, out ulong value)
    {
        value = 0;
        var radix = RadixOf(digits, out var prefix);
        if (digits.Length <= prefix)
            return false;
        foreach (var c in digits.AsSpan(prefix))
        {
            var digit = char.IsAsciiHexDigit(c) ? int.Parse([c], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : 16;
            if (digit >= radix || value > (ulong.MaxValue - 15) / 16)
                return false;
            value = value * (ulong)radix + (ulong)digit;
        }
        return true;
    }

    /// <summary>The base that a number is written in, and the length of the prefix that says so.</summary>
    internal static int RadixOf(string digits, out int prefix)
    {
        prefix = 2;
        if (digits.Length > 1 && digits[0] == '0')
            switch (digits[1])
            {
                case 'x' or 'X': return 16;
                case 'o' or 'O': return 8;
                case 'b' or 'B': return 2;
                default: prefix = 1; return 8;
            }
        prefix = 0;
        return 10;
    }
}
