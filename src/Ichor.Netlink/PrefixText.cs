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
        if (slash < 0 || !IpText.TryParse(text.AsSpan(0, slash), out address))
            return false;
        var digits = text.AsSpan(slash + 1);
        return digits.Length is > 0 and <= 3 && (digits.Length == 1 || digits[0] != '0')
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out length)
            && length <= address.BitLength();
    }

    public static int Compare(IPAddress left, IPAddress right)
    {
        Span<byte> bytes = stackalloc byte[2 * IpBytes.Most];
        var a = left.WriteTo(bytes[..IpBytes.Most]);
        var b = right.WriteTo(bytes[IpBytes.Most..]);
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }

    public static int Hash(IPAddress address, int length)
    {
        var hash = new HashCode();
        hash.AddBytes(address.WriteTo(stackalloc byte[IpBytes.Most]));
        hash.Add(length);
        return hash.ToHashCode();
    }
}
