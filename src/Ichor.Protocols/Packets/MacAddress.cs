using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Ichor.Protocols.Packets;

/// <summary>A 48-bit Ethernet address as it stands in a frame.</summary>
public readonly record struct MacAddress : IComparable<MacAddress>
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 6;

    private readonly ulong _value;

    private MacAddress(ulong value) => _value = value;

    /// <summary>ff:ff:ff:ff:ff:ff.</summary>
    public static MacAddress Broadcast { get; } = new(0xffff_ffff_ffff);

    /// <summary>00:00:00:00:00:00, the unknown target of an ARP request.</summary>
    public static MacAddress Zero { get; }

    /// <summary>Whether the group bit is set: broadcast and multicast.</summary>
    public bool IsGroup => (_value >> 40 & 1) != 0;

    /// <summary>Reads six bytes in transmission order.</summary>
    /// <exception cref="ArgumentException">Not exactly six bytes.</exception>
    public static MacAddress FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"an Ethernet address has {Size} bytes, not {bytes.Length}", nameof(bytes));
        ulong value = 0;
        foreach (var b in bytes)
            value = value << 8 | b;
        return new MacAddress(value);
    }

    /// <summary>Reads <c>aa:bb:cc:dd:ee:ff</c>, in either case.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out MacAddress address)
    {
        address = default;
        if (text is not { Length: 17 })
            return false;
        ulong value = 0;
        for (var i = 0; i < Size; i++)
        {
            if (i > 0 && text[i * 3 - 1] != ':')
                return false;
            if (!byte.TryParse(text.AsSpan(i * 3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var part))
                return false;
            value = value << 8 | part;
        }
        address = new MacAddress(value);
        return true;
    }

    /// <summary>Reads <c>aa:bb:cc:dd:ee:ff</c>.</summary>
    /// <exception cref="FormatException">Not six pairs of hexadecimal digits.</exception>
    public static MacAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is not an Ethernet address");

    /// <summary>The six bytes in transmission order.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Writes the six bytes in transmission order.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than six bytes.</exception>
    public void CopyTo(Span<byte> destination)
    {
        if (destination.Length < Size)
            throw new ArgumentException($"an Ethernet address needs {Size} bytes", nameof(destination));
        for (var i = 0; i < Size; i++)
            destination[i] = (byte)(_value >> (40 - 8 * i));
    }

    /// <summary>Orders as a 48-bit number.</summary>
    public int CompareTo(MacAddress other) => _value.CompareTo(other._value);

    /// <summary>Lower case, with colons.</summary>
    public override string ToString() =>
        $"{_value >> 40:x2}:{_value >> 32 & 255:x2}:{_value >> 24 & 255:x2}:{_value >> 16 & 255:x2}:{_value >> 8 & 255:x2}:{_value & 255:x2}";
}
