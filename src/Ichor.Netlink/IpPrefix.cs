using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Ichor.Netlink;

/// <summary>A destination: an address whose host bits are zero, and the length of its prefix, as in <c>10.0.0.0/24</c>.</summary>
public sealed record IpPrefix : IComparable<IpPrefix>
{
    /// <summary>Takes the prefix of an address; host bits are cleared.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The prefix is longer than the address.</exception>
    public IpPrefix(IPAddress address, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, address.BitLength());
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> bit % 8);
        Address = new IPAddress(bytes);
        Length = length;
    }

    /// <summary>What the text form may be, for error messages.</summary>
    public const string Allowed = "NETWORK/PREFIX such as 10.0.0.0/24 or 2001:db8::/64";

    /// <summary>0.0.0.0/0.</summary>
    public static IpPrefix AnyV4 { get; } = new(IPAddress.Any, 0);

    /// <summary>::/0.</summary>
    public static IpPrefix AnyV6 { get; } = new(IPAddress.IPv6Any, 0);

    /// <summary>The network address.</summary>
    public IPAddress Address { get; }

    /// <summary>Bits of the prefix: 0 to 32, or 0 to 128.</summary>
    public int Length { get; }

    /// <summary>Family of the address.</summary>
    public AddressFamily Family => Address.AddressFamily;

    /// <summary>Whether this is 0.0.0.0/0 or ::/0.</summary>
    public bool IsDefault => Length == 0;

    /// <summary>Whether all of it is multicast: within 224.0.0.0/4 or ff00::/8 (RFC 1112 section 4, RFC 4291 section 2.7).</summary>
    public bool IsMulticast => Family == AddressFamily.InterNetwork
        ? Length >= 4 && Address.GetAddressBytes()[0] is >= 224 and < 240
        : Length >= 8 && Address.IsIPv6Multicast;

    /// <summary>Whether an address of the same family lies inside.</summary>
    public bool Contains(IPAddress address) =>
        address.AddressFamily == Family && new IpPrefix(address, Length).Address.Equals(Address);

    /// <summary>Reads <c>NETWORK/PREFIX</c>; host bits are cleared, as the kernel demands of a destination.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out IpPrefix? value)
    {
        value = null;
        if (!PrefixText.TrySplit(text, out var address, out var length))
            return false;
        value = new IpPrefix(address, length);
        return true;
    }

    /// <summary>Reads <c>NETWORK/PREFIX</c>.</summary>
    /// <exception cref="FormatException">Not a network with a prefix length in range.</exception>
    public static IpPrefix Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not {Allowed}");

    /// <summary>IPv4 before IPv6, then by address, then by length.</summary>
    public int CompareTo(IpPrefix? other)
    {
        if (other is null)
            return 1;
        var order = PrefixText.Compare(Address, other.Address);
        return order != 0 ? order : Length.CompareTo(other.Length);
    }

    /// <summary><c>NETWORK/PREFIX</c>.</summary>
    public override string ToString() => $"{Address}/{Length}";
}
