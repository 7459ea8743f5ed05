using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Ichor.Netlink;

/// <summary>Strict reading of IP addresses.</summary>
/// <remarks>
/// <see cref="IPAddress.TryParse(string?, out IPAddress?)"/> takes <c>10.5</c>, <c>010.0.0.1</c> (as octal), <c>0x0a000001</c> and
/// <c>[::1]:53</c>. In a config each of these is a slip of the pen that would become another address.
/// </remarks>
public static class IpText
{
    /// <summary>Reads an IPv4 address of four decimal octets without leading zeros, or an IPv6 address without brackets, port or zone.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out IPAddress? address) => TryParse(text.AsSpan(), out address);

    /// <summary>The same of a part of a text.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (text.IsEmpty)
            return false;
        return text.Contains(':') ? TryParseV6(text, out address) : TryParseV4(text, out address);
    }

    private static bool TryParseV4(ReadOnlySpan<char> text, out IPAddress? address)
    {
        address = null;
        Span<byte> octets = stackalloc byte[4];
        for (var i = 0; i < 4; i++)
        {
            var length = text.IndexOf('.');
            if (length < 0 != (i == 3))
                return false;
            var part = length < 0 ? text : text[..length];
            if (part.Length is 0 or > 3 || part.Length > 1 && part[0] == '0')
                return false;
            var value = 0;
            foreach (var c in part)
            {
                if (c is < '0' or > '9')
                    return false;
                value = value * 10 + c - '0';
            }
            if (value > 255)
                return false;
            octets[i] = (byte)value;
            text = text[(part.Length + (i < 3 ? 1 : 0))..];
        }
        address = new IPAddress(octets);
        return true;
    }

    private static bool TryParseV6(ReadOnlySpan<char> text, out IPAddress? address)
    {
        address = null;
        foreach (var c in text)
            if (!char.IsAsciiHexDigit(c) && c is not (':' or '.'))
                return false;
        var dot = text.LastIndexOf(':');
        if (text.Contains('.') && !TryParseV4(text[(dot + 1)..], out _))
            return false;
        return IPAddress.TryParse(text, out address) && address.AddressFamily == AddressFamily.InterNetworkV6;
    }

    /// <summary>Largest prefix length of the address's family: 32 or 128.</summary>
    public static int BitLength(this IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
}
