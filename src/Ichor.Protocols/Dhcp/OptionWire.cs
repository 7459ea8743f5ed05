using System.Buffers.Binary;
using System.Net;
using System.Text;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Dhcp;

/// <summary>The simple wire types of DHCP options: addresses, numbers, text.</summary>
internal static class OptionWire
{
    public static string? ReadAddress(ReadOnlySpan<byte> bytes, out IPAddress value)
    {
        value = IPAddress.Any;
        if (bytes.Length != Ipv4Bytes.Size)
            return $"{bytes.Length} bytes where an address has 4";
        value = new IPAddress(bytes);
        return null;
    }

    public static byte[] WriteAddress(IPAddress value)
    {
        var bytes = new byte[Ipv4Bytes.Size];
        Ipv4Bytes.Write(value, bytes);
        return bytes;
    }

    public static string? ReadAddresses(ReadOnlySpan<byte> bytes, out ValueList<IPAddress> value)
    {
        value = [];
        if (bytes.IsEmpty || bytes.Length % Ipv4Bytes.Size != 0)
            return $"{bytes.Length} bytes are no list of addresses";
        var addresses = new IPAddress[bytes.Length / Ipv4Bytes.Size];
        for (var i = 0; i < addresses.Length; i++)
            addresses[i] = new IPAddress(bytes.Slice(i * Ipv4Bytes.Size, Ipv4Bytes.Size));
        value = [.. addresses];
        return null;
    }

    public static byte[] WriteAddresses(ValueList<IPAddress> value)
    {
        var bytes = new byte[value.Count * Ipv4Bytes.Size];
        for (var i = 0; i < value.Count; i++)
            Ipv4Bytes.Write(value[i], bytes.AsSpan(i * Ipv4Bytes.Size));
        return bytes;
    }

    public static string? ReadUInt8(ReadOnlySpan<byte> bytes, out byte value)
    {
        value = bytes.Length == 1 ? bytes[0] : default;
        return WrongSize(bytes, sizeof(byte));
    }

    public static byte[] WriteUInt8(byte value) => [value];

    public static string? ReadUInt16(ReadOnlySpan<byte> bytes, out ushort value)
    {
        value = bytes.Length == sizeof(ushort) ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : default;
        return WrongSize(bytes, sizeof(ushort));
    }

    public static byte[] WriteUInt16(ushort value) => [(byte)(value >> 8), (byte)value];

    public static string? ReadUInt32(ReadOnlySpan<byte> bytes, out uint value)
    {
        value = bytes.Length == sizeof(uint) ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : default;
        return WrongSize(bytes, sizeof(uint));
    }

    public static byte[] WriteUInt32(uint value)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    public static string? ReadBytes(ReadOnlySpan<byte> bytes, out ValueList<byte> value)
    {
        value = ValueList.Create(bytes);
        return null;
    }

    public static byte[] WriteBytes(ValueList<byte> value) => [.. value];

    /// <summary>Text for people. Whatever is not printable ASCII becomes '?': it goes to logs and consoles.</summary>
    public static string? ReadText(ReadOnlySpan<byte> bytes, out string value)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var b in bytes.TrimEnd((byte)0))
            text.Append(b is >= 0x20 and < 0x7f ? (char)b : '?');
        value = text.ToString();
        return null;
    }

    public static byte[] WriteText(string value) => Encoding.ASCII.GetBytes(value);

    private static string? WrongSize(ReadOnlySpan<byte> bytes, int size) =>
        bytes.Length == size ? null : $"{bytes.Length} bytes where the value has {size}";
}
