using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Dhcp;

/// <summary>Option 61: by what a server tells this client from others, in place of its hardware address.</summary>
/// <remarks>RFC 2132 section 9.14; with a DUID RFC 4361. What is not sent in one message must not be sent in another.</remarks>
public sealed record ClientIdentifier
{
    /// <summary>Bytes that a value has at least (RFC 2132 section 9.14).</summary>
    public const int ShortestLength = 2;

    private const byte Ethernet = 1;

    private ClientIdentifier(ValueList<byte> bytes) => Bytes = bytes;

    /// <summary>The whole value, with its type byte.</summary>
    public ValueList<byte> Bytes { get; }

    /// <summary>Hardware type 1 and the Ethernet address, the usual one.</summary>
    public static ClientIdentifier FromMac(MacAddress mac) => new([Ethernet, .. mac.ToBytes()]);

    /// <summary>Bytes as configured, such as a DUID.</summary>
    /// <exception cref="ArgumentException">Fewer than two bytes.</exception>
    public static ClientIdentifier FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= ShortestLength ? new(ValueList.Create(bytes)) : throw new ArgumentException("a client identifier has at least 2 bytes", nameof(bytes));

    /// <summary>Hexadecimal bytes with colons.</summary>
    public override string ToString() => string.Join(':', Bytes.Select(b => b.ToString("x2")));

    internal static string? Read(ReadOnlySpan<byte> bytes, out ClientIdentifier value)
    {
        value = new ClientIdentifier(ValueList.Create(bytes));
        return bytes.Length < ShortestLength ? "shorter than 2 bytes" : null;
    }

    internal static byte[] Write(ClientIdentifier value) => [.. value.Bytes];
}
