using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Ichor.Netlink;

/// <summary>What <see cref="InterfaceAddress"/> and <see cref="IpPrefix"/> share: text form and order.</summary>
internal static class PrefixText
{
    public static bool TrySplit(string? text, [NotNullWhen(true)] out IPAddress? address, out int length)
    {
        address = null;
        length = 0;
        var slash = text?.IndexOf('/') ?? -1;
        if (slash < 0 || !IpText.TryParse(text![..slash], out address))
            return false;
        var digits = text[(slash + 1)..];
        return digits.Length is > 0 and <= 3 && (digits.Length == 1 || digits[0] != '0')
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out length)
            && length <= address.BitLength();
    }

    public static int Compare(IPAddress left, IPAddress right)
    {
        var a = left.GetAddressBytes();
        var b = right.GetAddressBytes();
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.AsSpan().SequenceCompareTo(b);
    }
}
