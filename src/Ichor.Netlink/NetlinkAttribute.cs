using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;

namespace Ichor.Netlink;

/// <summary>One attribute: a type and a value. Every accessor checks the length and throws <see cref="NetlinkFormatException"/> only.</summary>
/// <remarks>struct nlattr of include/uapi/linux/netlink.h; numbers are in host byte order unless the name says otherwise.</remarks>
public readonly ref struct NetlinkAttribute
{
    internal NetlinkAttribute(ushort rawType, ReadOnlySpan<byte> value)
    {
        Type = (ushort)(rawType & 0x3fff);      // without NLA_F_NESTED and NLA_F_NET_BYTEORDER
        Value = value;
    }

    /// <summary>The type, without the two flag bits.</summary>
    public ushort Type { get; }

    /// <summary>The value without padding.</summary>
    public ReadOnlySpan<byte> Value { get; }

    /// <summary>One byte.</summary>
    public byte UInt8 => Exactly(1)[0];

    /// <summary>Two bytes.</summary>
    public ushort UInt16 => MemoryMarshal.Read<ushort>(Exactly(2));

    /// <summary>Two bytes in network order.</summary>
    public ushort UInt16BigEndian => BinaryPrimitives.ReadUInt16BigEndian(Exactly(2));

    /// <summary>Four bytes.</summary>
    public uint UInt32 => MemoryMarshal.Read<uint>(Exactly(4));

    /// <summary>Four bytes, signed.</summary>
    public int Int32 => MemoryMarshal.Read<int>(Exactly(4));

    /// <summary>Eight bytes.</summary>
    public ulong UInt64 => MemoryMarshal.Read<ulong>(Exactly(8));

    /// <summary>Text up to the first NUL, or to the end.</summary>
    public string String
    {
        get
        {
            var end = Value.IndexOf((byte)0);
            return Encoding.UTF8.GetString(end < 0 ? Value : Value[..end]);
        }
    }

    /// <summary>Four or sixteen bytes as an IP address.</summary>
    public IPAddress Address => Value.Length is 4 or 16 ? new IPAddress(Value) : throw WrongLength("4 or 16");

    /// <summary>struct rtvia: a family of two bytes and an address.</summary>
    internal IPAddress Via => Value.Length is 6 or 18 ? new IPAddress(Value[2..]) : throw WrongLength("6 or 18");

    /// <summary>The address of a family: 4 or 16 bytes exactly.</summary>
    internal IPAddress AddressOf(int family) => new(Exactly(family == Kernel.NetlinkConstants.AF_INET ? 4 : 16));

    /// <summary>The attributes nested in the value.</summary>
    public AttributeReader Nested => new(Value);

    private ReadOnlySpan<byte> Exactly(int length) => Value.Length == length ? Value : throw WrongLength($"{length}");

    private NetlinkFormatException WrongLength(string wanted) =>
        new($"attribute {Type} has {Value.Length} bytes instead of {wanted}");
}
