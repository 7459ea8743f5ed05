using System.Buffers.Binary;

namespace Ichor.Protocols.Packets;

/// <summary>The checksum of IPv4, ICMP and UDP: the complement of the ones' complement sum of 16-bit words (RFC 1071).</summary>
public static class InternetChecksum
{
    /// <summary>Adds bytes to a running sum; an odd last byte counts as the high half of a word.</summary>
    /// <param name="sum">Zero, or the result of an earlier call over an even number of bytes.</param>
    /// <param name="bytes">What to add.</param>
    public static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 2)
        {
            sum = Fold(sum + BinaryPrimitives.ReadUInt16BigEndian(bytes));
            bytes = bytes[2..];
        }
        return bytes.IsEmpty ? sum : Fold(sum + (uint)(bytes[0] << 8));
    }

    /// <summary>The value for the checksum field.</summary>
    public static ushort Finish(uint sum) => (ushort)~Fold(sum);

    /// <summary>The checksum of one run of bytes. Over bytes that contain a correct checksum it is zero.</summary>
    public static ushort Of(ReadOnlySpan<byte> bytes) => Finish(Add(0, bytes));

    private static uint Fold(uint sum) => (sum & 0xffff) + (sum >> 16);
}
