using System.Globalization;
using System.Net.Sockets;
using System.Numerics;
using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>A prefix length, or a mask written as an address.</summary>
internal static class Netmask
{
    /// <summary>Reads <c>24</c>, <c>255.255.255.0</c> or <c>ffff:ffff::</c>.</summary>
    public static bool TryParse(string text, AddressFamily family, out int prefix, out string reason)
    {
        var bits = family == AddressFamily.InterNetwork ? 32 : 128;
        reason = $"is not a prefix length from 0 to {bits} or a mask such as {(bits == 32 ? "255.255.255.0" : "ffff:ffff:ffff:ffff::")}";
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out prefix))
            return prefix <= bits;
        if (!IpText.TryParse(text, out var mask) || mask.AddressFamily != family)
            return false;
        return TryCount(mask.GetAddressBytes(), out prefix, ref reason);
    }

    /// <summary>Ones from the left, and then only zeros (RFC 4632 section 3.1).</summary>
    private static bool TryCount(byte[] mask, out int prefix, ref string reason)
    {
        prefix = 0;
        var ended = false;
        foreach (var part in mask)
        {
            var ones = BitOperations.LeadingZeroCount((uint)(byte)~part << 24);
            if ((byte)(0xFF00 >> Math.Min(ones, 8)) != part || ended && part != 0)
            {
                reason = "has a gap: ones may not follow zeros";
                return false;
            }
            ended |= ones < 8;
            prefix += Math.Min(ones, 8);
        }
        return true;
    }
}
