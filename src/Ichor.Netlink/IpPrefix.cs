using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Ichor.Netlink;

/// <summary>A destination: an address whose host bits are zero, and the length of its prefix, as in <c>10.0.0.0/24</c>.</summary>
public sealed record IpPrefix : IComparable<IpPrefix>
{
    private readonly int _hash;     // a key of tables with thousands of routes

    /// <summary>Takes the prefix of an address; host bits are cleared.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The prefix is longer than the address.</exception>
    public IpPrefix(IPAddress address, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, address.BitLength());
        var bytes = address.WriteTo(stackalloc byte[IpBytes.Most]);
        var hasHostBits = IpBytes.ClearHostBits(bytes, length);
        Address = hasHostBits || address is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 } ? new IPAddress(bytes) : address;
        Length = length;
        _hash = PrefixText.Hash(Address, length);
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
        ? Length >= 4 && Address.WriteTo(stackalloc byte[IpBytes.Most])[0] is >= 224 and < 240
        : Length >= 8 && Address.IsIPv6Multicast;

    /// <summary>Whether an address of the same family lies inside.</summary>
    public bool Contains(IPAddress address)
    {
        if (address.AddressFamily != Family)
            return false;
        Span<byte> buffer = stackalloc byte[2 * IpBytes.Most];
        var inside = address.WriteTo(buffer[..IpBytes.Most]);
        IpBytes.ClearHostBits(inside, Length);
        return inside.SequenceEqual(Address.WriteTo(buffer[IpBytes.Most..]));
    }

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

    /// <inheritdoc/>
    public bool Equals(IpPrefix? other) => other is not null && _hash == other._hash && Length == other.Length && Address.Equals(other.Address);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary><c>NETWORK/PREFIX</c>.</summary>
    public override string ToString() => $"{Address}/{Length}";
}
