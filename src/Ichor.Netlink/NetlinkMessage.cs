using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;

namespace Ichor.Netlink;

/// <summary>Builds one netlink message: header, fixed structure, attributes.</summary>
/// <remarks>
/// Each message owns its bytes, so messages can be built while others are being built. Attribute types are given as in the
/// kernel's headers; a nested attribute carries NLA_F_NESTED only when it is in the type given (rtnetlink's older ones do without).
/// </remarks>
public sealed class NetlinkMessage
{
    internal const int HeaderSize = 16;         // struct nlmsghdr
    private byte[] _bytes = new byte[128];
    private int _length = HeaderSize;
    private int _attributes = HeaderSize;

    /// <summary>Starts a message of a type such as RTM_NEWLINK.</summary>
    /// <param name="type">nlmsg_type.</param>
    /// <param name="flags">nlmsg_flags; <see cref="NetlinkFlags.Request"/> is added.</param>
    /// <param name="purpose">What the message is for, in words: the beginning of its error messages.</param>
    public NetlinkMessage(ushort type, NetlinkFlags flags, string purpose = "")
    {
        Type = type;
        Flags = flags | NetlinkFlags.Request;
        Purpose = purpose;
    }

    /// <summary>nlmsg_type.</summary>
    public ushort Type { get; }

    /// <summary>nlmsg_flags.</summary>
    public NetlinkFlags Flags { get; }

    /// <summary>What the message is for, in words: "set mtu 9000 on enp0s3".</summary>
    public string Purpose { get; }

    /// <summary>Bytes of the message so far.</summary>
    public int Length => _length;

    /// <summary>Where the attributes begin: behind the netlink header and the fixed structures.</summary>
    internal int AttributesStart => _attributes;

    /// <summary>The attributes so far.</summary>
    internal ReadOnlySpan<byte> Attributes => _bytes.AsSpan(_attributes.._length);

    /// <summary>The finished message with the sequence number that the reply will repeat, and further flags.</summary>
    public ReadOnlySpan<byte> ToBytes(uint sequence = 0, NetlinkFlags also = NetlinkFlags.None)
    {
        MemoryMarshal.Write(_bytes, (uint)_length);
        MemoryMarshal.Write(_bytes.AsSpan(4), Type);
        MemoryMarshal.Write(_bytes.AsSpan(6), (ushort)(Flags | also));
        MemoryMarshal.Write(_bytes.AsSpan(8), sequence);
        MemoryMarshal.Write(_bytes.AsSpan(12), 0u);     // nlmsg_pid: the kernel answers to the socket that sent it
        return _bytes.AsSpan(0, _length);
    }

    /// <summary>Appends a fixed structure.</summary>
    public NetlinkMessage Header<T>(T header) where T : struct, INetlinkHeader
    {
        header.WriteTo(Reserve(header.Length));
        _attributes = _length;
        return this;
    }

    /// <summary>Appends an attribute of raw bytes.</summary>
    public NetlinkMessage Bytes(ushort type, scoped ReadOnlySpan<byte> value)
    {
        value.CopyTo(Attribute(type, value.Length));
        return this;
    }

    /// <summary>Appends a text with its terminating NUL.</summary>
    public NetlinkMessage String(ushort type, string value)
    {
        Encoding.UTF8.GetBytes(value, Attribute(type, Encoding.UTF8.GetByteCount(value) + 1));
        return this;
    }

    /// <summary>Appends a text without a NUL, for attributes that are as long as their text.</summary>
    public NetlinkMessage Text(ushort type, string value)
    {
        Encoding.UTF8.GetBytes(value, Attribute(type, Encoding.UTF8.GetByteCount(value)));
        return this;
    }

    /// <summary>Appends one byte.</summary>
    public NetlinkMessage UInt8(ushort type, byte value) => Bytes(type, [value]);

    /// <summary>Appends a 16-bit number.</summary>
    public NetlinkMessage UInt16(ushort type, ushort value)
    {
        MemoryMarshal.Write(Attribute(type, 2), value);
        return this;
    }

    /// <summary>Appends a 16-bit number in network order.</summary>
    public NetlinkMessage UInt16BigEndian(ushort type, ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(Attribute(type, 2), value);
        return this;
    }

    /// <summary>Appends a 32-bit number.</summary>
    public NetlinkMessage UInt32(ushort type, uint value)
    {
        MemoryMarshal.Write(Attribute(type, 4), value);
        return this;
    }

    /// <summary>Appends a signed 32-bit number.</summary>
    public NetlinkMessage Int32(ushort type, int value) => UInt32(type, (uint)value);

    /// <summary>Appends the 4 or 16 bytes of an address.</summary>
    public NetlinkMessage Address(ushort type, IPAddress value) => Bytes(type, value.GetAddressBytes());

    /// <summary>Appends an attribute that holds what <paramref name="fill"/> appends.</summary>
    public NetlinkMessage Nested(ushort type, Action<NetlinkMessage> fill)
    {
        var start = _length;
        Attribute(type, 0);
        fill(this);
        MemoryMarshal.Write(_bytes.AsSpan(start), checked((ushort)(_length - start)));
        return this;
    }

    /// <summary>Appends a structure of zeros.</summary>
    internal NetlinkMessage Reserved(int length)
    {
        Reserve(length);
        return this;
    }

    /// <summary>Appends a 16-bit length, the rest of a structure, and what <paramref name="fill"/> appends; the length covers all of it.</summary>
    internal NetlinkMessage Structure(scoped ReadOnlySpan<byte> rest, Action<NetlinkMessage> fill)
    {
        var start = _length;
        rest.CopyTo(Reserve(2 + rest.Length)[2..]);
        fill(this);
        MemoryMarshal.Write(_bytes.AsSpan(start), checked((ushort)(_length - start)));
        return this;
    }

    private Span<byte> Attribute(ushort type, int length)
    {
        var whole = Reserve(4 + length);
        MemoryMarshal.Write(whole, checked((ushort)(4 + length)));
        MemoryMarshal.Write(whole[2..], type);
        return whole[4..];
    }

    /// <summary>Zeroed bytes at the end, padded to the four-byte grid that attributes start on.</summary>
    private Span<byte> Reserve(int length)
    {
        var start = _length;
        _length += length + 3 & ~3;
        if (_length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_length, _bytes.Length * 2));
        return _bytes.AsSpan(start, length);
    }
}
