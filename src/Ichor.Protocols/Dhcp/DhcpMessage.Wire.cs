using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Dhcp;

public sealed partial record DhcpMessage
{
    // op (1) | htype (1) | hlen (1) | hops (1) | xid (4) | secs (2) | flags (2) | ciaddr (4) | yiaddr (4) | siaddr (4)
    // | giaddr (4) | chaddr (16) | sname (64) | file (128) | magic cookie (4) | options
    private const int SnameAt = 44, FileAt = 108, CookieAt = 236, OptionsAt = 240;
    private const byte BOOTREQUEST = 1, BOOTREPLY = 2, EthernetType = 1;
    private const ushort BroadcastFlag = 0x8000;
    private const uint MagicCookie = 0x63825363;

    /// <summary>Old servers and relays drop messages below the size of a BOOTP message (RFC 1542 section 2.1).</summary>
    private const int SmallestMessage = 300;

    /// <summary>Reads a message.</summary>
    /// <param name="bytes">Payload of the datagram.</param>
    /// <param name="message">The message, with options joined from all areas (RFC 3396, option 52).</param>
    /// <param name="problem">Why it is none.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out DhcpMessage? message, [NotNullWhen(false)] out string? problem)
    {
        message = null;
        problem = CheckHeader(bytes) ?? ReadOptions(bytes, out message);
        return problem is null && message is not null;
    }

    /// <summary>The message as payload of a datagram.</summary>
    public byte[] ToBytes()
    {
        var options = new List<byte>();
        Options.With(DhcpOptions.MessageType, (byte)Type).WriteTo(options);
        var bytes = new byte[Math.Max(OptionsAt + options.Count, SmallestMessage)];
        bytes[0] = IsReply ? BOOTREPLY : BOOTREQUEST;
        bytes[1] = EthernetType;
        bytes[2] = MacAddress.Size;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), Xid);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(8), Secs);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(10), Broadcast ? BroadcastFlag : (ushort)0);
        Ipv4Bytes.Write(Ciaddr, bytes.AsSpan(12));
        Ipv4Bytes.Write(Yiaddr, bytes.AsSpan(16));
        Ipv4Bytes.Write(Siaddr, bytes.AsSpan(20));
        Ipv4Bytes.Write(Giaddr, bytes.AsSpan(24));
        Chaddr.CopyTo(bytes.AsSpan(28));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(CookieAt), MagicCookie);
        options.CopyTo(bytes, OptionsAt);
        return bytes;
    }

    private static string? CheckHeader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < OptionsAt)
            return "dhcp: shorter than 240 bytes";
        if (bytes[0] is not (BOOTREQUEST or BOOTREPLY))
            return "dhcp: neither a request nor a reply";
        if (bytes[1] != EthernetType || bytes[2] != MacAddress.Size)
            return "dhcp: the hardware address is not Ethernet";
        return BinaryPrimitives.ReadUInt32BigEndian(bytes[CookieAt..]) != MagicCookie ? "dhcp: no magic cookie (BOOTP)" : null;
    }

    private static string? ReadOptions(ReadOnlySpan<byte> bytes, out DhcpMessage? message)
    {
        message = null;
        var problem = DhcpOptionSet.Empty.Append(bytes[OptionsAt..], out var options);
        options.TryGet(DhcpOptions.Overload, out var overload);
        if (problem is null && (overload & 1) != 0)
            problem = options.Append(bytes[FileAt..CookieAt], out options);
        if (problem is null && (overload & 2) != 0)
            problem = options.Append(bytes[SnameAt..FileAt], out options);
        if (problem is not null)
            return problem;
        if (!options.TryGet(DhcpOptions.MessageType, out var type) || type is < (byte)DhcpMessageType.Discover or > (byte)DhcpMessageType.Inform)
            return "dhcp: no message type";
        message = new DhcpMessage
        {
            IsReply = bytes[0] == BOOTREPLY,
            Type = (DhcpMessageType)type,
            Xid = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]),
            Secs = BinaryPrimitives.ReadUInt16BigEndian(bytes[8..]),
            Broadcast = (BinaryPrimitives.ReadUInt16BigEndian(bytes[10..]) & BroadcastFlag) != 0,
            Ciaddr = new IPAddress(bytes[12..16]),
            Yiaddr = new IPAddress(bytes[16..20]),
            Siaddr = new IPAddress(bytes[20..24]),
            Giaddr = new IPAddress(bytes[24..28]),
            Chaddr = MacAddress.FromBytes(bytes[28..34]),
            Options = options.Without(DhcpOptions.MessageType.Code).Without(DhcpOptions.Overload.Code),
        };
        return null;
    }
}
