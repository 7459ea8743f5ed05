using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Ichor.Netlink;

/// <summary>A Curve25519 key of WireGuard: 32 bytes, written in base64.</summary>
/// <remarks>
/// <see cref="ToString"/> prints it, as a public key needs it. A private or a preshared key travels as <see cref="WireGuardSecretKey"/>.
/// </remarks>
public sealed record WireGuardKey : IComparable<WireGuardKey>
{
    /// <summary>Length in bytes (WG_KEY_LEN).</summary>
    public const int Size = 32;

    /// <summary>What the text form may be, for error messages.</summary>
    public const string Allowed = "a WireGuard key: 32 bytes in base64 (44 characters)";

    // Big-endian, so that the order of the numbers is that of the bytes.
    private readonly ulong _first, _second, _third, _fourth;

    private WireGuardKey(ReadOnlySpan<byte> bytes)
    {
        _first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _second = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _third = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _fourth = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>32 zero bytes, which the kernel takes for no key.</summary>
    public static WireGuardKey Zero { get; } = new(new byte[Size]);

    /// <summary>Takes 32 bytes.</summary>
    /// <exception cref="ArgumentException">Not exactly 32 bytes.</exception>
    public static WireGuardKey FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? new WireGuardKey(bytes)
        : throw new ArgumentException($"a WireGuard key has {Size} bytes, not {bytes.Length}", nameof(bytes));

    /// <summary>Reads base64 in its canonical form only: no white space, no stray bits at the end.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out WireGuardKey? key)
    {
        key = null;
        Span<byte> bytes = stackalloc byte[Size];
        if (text is not { Length: 44 } || !Convert.TryFromBase64String(text, bytes, out var length) || length != Size
            || Convert.ToBase64String(bytes) != text)
            return false;
        key = new WireGuardKey(bytes);
        return true;
    }

    /// <summary>Reads base64. The text is not repeated in the exception: it may be a secret.</summary>
    /// <exception cref="FormatException">Not 32 bytes in base64.</exception>
    public static WireGuardKey Parse(string text) => TryParse(text, out var key) ? key : throw new FormatException($"not {Allowed}");

    /// <summary>
    /// The private key that the kernel makes of this one: Curve25519 has five bits that are always the same (RFC 7748 section 5,
    /// wg_noise_set_static_identity_private_key of drivers/net/wireguard/noise.c). A key made by <c>wg genkey</c> has them already.
    /// </summary>
    public WireGuardKey Clamped()
    {
        var bytes = ToBytes();
        bytes[0] &= 0xf8;
        bytes[31] = (byte)(bytes[31] & 0x7f | 0x40);
        return new WireGuardKey(bytes);
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _first);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), _second);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(16), _third);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(24), _fourth);
        return bytes;
    }

    /// <summary>Orders by bytes.</summary>
    public int CompareTo(WireGuardKey? other)
    {
        if (other is null)
            return 1;
        var order = _first.CompareTo(other._first);
        if (order == 0)
            order = _second.CompareTo(other._second);
        if (order == 0)
            order = _third.CompareTo(other._third);
        return order == 0 ? _fourth.CompareTo(other._fourth) : order;
    }

    /// <summary>Base64, 44 characters.</summary>
    public override string ToString() => Convert.ToBase64String(ToBytes());
}

/// <summary>A key that must not be seen in a log: a device's private key, a peer's preshared key.</summary>
/// <param name="Key">The key.</param>
public sealed record WireGuardSecretKey(WireGuardKey Key)
{
    /// <summary>Takes away the key that is there (32 zero bytes).</summary>
    public static WireGuardSecretKey None { get; } = new(WireGuardKey.Zero);

    /// <summary>Never the key.</summary>
    public override string ToString() => "(secret)";
}
