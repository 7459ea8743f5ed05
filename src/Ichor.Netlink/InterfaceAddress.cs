using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Ichor.Netlink;

/// <summary>An address on a link together with the length of its subnet's prefix, as in <c>10.0.0.5/24</c>.</summary>
/// <remarks>Unlike <see cref="IPNetwork"/> it keeps the host bits. See <see cref="IpPrefix"/> for a destination.</remarks>
public sealed record InterfaceAddress : IComparable<InterfaceAddress>
{
    private readonly int _hash;
    private IpPrefix? _subnet;

    /// <summary>Pairs an address with a prefix length.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The prefix is longer than the address.</exception>
    public InterfaceAddress(IPAddress address, int prefixLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(prefixLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixLength, address.BitLength());
        Address = address;
        PrefixLength = prefixLength;
        _hash = PrefixText.Hash(address, prefixLength);
    }

    /// <summary>What the text form may be, for error messages.</summary>
    public const string Allowed = "ADDRESS/PREFIX such as 10.0.0.5/24 or 2001:db8::5/64";

    /// <summary>The address, with its host bits.</summary>
    public IPAddress Address { get; }

    /// <summary>Bits of the subnet part: 0 to 32, or 0 to 128.</summary>
    public int PrefixLength { get; }

    /// <summary>The subnet that the address is in.</summary>
    public IpPrefix Subnet => _subnet ??= new(Address, PrefixLength);

    /// <summary>Reads <c>ADDRESS/PREFIX</c>; the prefix length has no leading zeros.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out InterfaceAddress? value)
    {
        value = null;
        if (!PrefixText.TrySplit(text, out var address, out var length))
            return false;
        value = new InterfaceAddress(address, length);
        return true;
    }

    /// <summary>Reads <c>ADDRESS/PREFIX</c>.</summary>
    /// <exception cref="FormatException">Not an address with a prefix length in range.</exception>
    public static InterfaceAddress Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not {Allowed}");

    /// <summary>IPv4 before IPv6, then by address, then by prefix length.</summary>
    public int CompareTo(InterfaceAddress? other)
    {
        if (other is null)
            return 1;
        var order = PrefixText.Compare(Address, other.Address);
        return order != 0 ? order : PrefixLength.CompareTo(other.PrefixLength);
    }

    /// <inheritdoc/>
    public bool Equals(InterfaceAddress? other) => other is not null && _hash == other._hash && PrefixLength == other.PrefixLength && Address.Equals(other.Address);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary><c>ADDRESS/PREFIX</c>.</summary>
    public override string ToString() => $"{Address}/{PrefixLength}";
}
