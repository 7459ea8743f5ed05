using System.Buffers.Binary;
using System.Numerics;

namespace Ichor.Protocols.Dhcp;

/// <summary>Option 1: a mask on the wire, a prefix length for us. Only contiguous masks exist (RFC 4632 section 5.1).</summary>
internal static class SubnetMaskWire
{
    public static string? Read(ReadOnlySpan<byte> bytes, out int prefixLength)
    {
        prefixLength = 0;
        if (bytes.Length != sizeof(uint))
            return $"{bytes.Length} bytes where a mask has 4";
        var mask = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        prefixLength = BitOperations.LeadingZeroCount(~mask);
        if (mask != Mask(prefixLength))
            return "the mask is not contiguous";
        return prefixLength == 0 ? "the mask is 0.0.0.0" : null;
    }

    public static byte[] Write(int prefixLength) => OptionWire.WriteUInt32(Mask(prefixLength));

    public static uint Mask(int prefixLength) => prefixLength == 0 ? 0 : uint.MaxValue << (32 - prefixLength);
}
