using System.Globalization;

namespace Ichor.Config;

/// <summary>Ports from the first to the last, both included.</summary>
public readonly record struct PortRange(ushort First, ushort Last)
{
    internal static Scalar<PortRange> Scalar { get; } = new("port or range", "a port from 0 to 65535, or a range such as 50000-50003", TryParse)
    {
        Pattern = "^[0-9]+(-[0-9]+)?$",
        Hint = text => text.Split('-') is [var first, var last] && TryParsePort(first, out var low) && TryParsePort(last, out var high) && low > high
            ? "the range ends before it begins" : null,
    };

    private static bool TryParse(string text, out PortRange value)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var valid = TryParsePort(dash < 0 ? text : text[..dash], out var first);
        var last = first;
        if (dash >= 0)
            valid &= TryParsePort(text[(dash + 1)..], out last);
        value = new PortRange(first, last);
        return valid && first <= last;
    }

    private static bool TryParsePort(string text, out ushort port) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port);

    public override string ToString() => First == Last ? $"{First}" : $"{First}-{Last}";
}
