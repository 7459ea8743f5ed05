using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Ichor.Netlink;

/// <summary>A 48-bit Ethernet hardware (MAC) address.</summary>
/// <remarks>Written in lower case with colons, as the kernel prints it in /sys/class/net/NAME/address.</remarks>
public readonly record struct HardwareAddress : IComparable<HardwareAddress>
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 6;

    private readonly ulong _value;

    private HardwareAddress(ulong value) => _value = value;

    /// <summary>What the text form may be, for error messages.</summary>
    public const string Allowed = "six pairs of hexadecimal digits separated by ':'";

    /// <summary>Reads six bytes in transmission order.</summary>
    /// <exception cref="ArgumentException">Not exactly six bytes.</exception>
    public static HardwareAddress FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"a hardware address has {Size} bytes, not {bytes.Length}", nameof(bytes));
        ulong value = 0;
        foreach (var b in bytes)
            value = value << 8 | b;
        return new HardwareAddress(value);
    }

    /// <summary>Reads <c>aa:bb:cc:dd:ee:ff</c> in either case; '-' is accepted in place of ':'.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out HardwareAddress address)
    {
        address = default;
        if (text is not { Length: 17 })
            return false;
        ulong value = 0;
        for (var i = 0; i < Size; i++)
        {
            if (i > 0 && (text[i * 3 - 1] is not (':' or '-') || text[i * 3 - 1] != text[2]))
                return false;
            if (!byte.TryParse(text.AsSpan(i * 3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var part))
                return false;
            value = value << 8 | part;
        }
        address = new HardwareAddress(value);
        return true;
    }

    /// <summary>Reads <c>aa:bb:cc:dd:ee:ff</c>.</summary>
    /// <exception cref="FormatException">Not six pairs of hexadecimal digits.</exception>
    public static HardwareAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is not a hardware address: {Allowed}");

    /// <summary>The six bytes in transmission order.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Writes the six bytes in transmission order.</summary>
    public void CopyTo(Span<byte> destination)
    {
        for (var i = 0; i < Size; i++)
            destination[i] = (byte)(_value >> (40 - 8 * i));
    }

    /// <summary>Orders as a 48-bit number.</summary>
    public int CompareTo(HardwareAddress other) => _value.CompareTo(other._value);

    /// <summary>Lower case, with colons.</summary>
    public override string ToString() =>
        $"{_value >> 40:x2}:{_value >> 32 & 255:x2}:{_value >> 24 & 255:x2}:{_value >> 16 & 255:x2}:{_value >> 8 & 255:x2}:{_value & 255:x2}";
}
