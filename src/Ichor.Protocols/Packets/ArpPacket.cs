using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Ichor.Protocols.Packets;

/// <summary>What an ARP packet asks or says.</summary>
public enum ArpOperation : ushort
{
    /// <summary>Who has the target address?</summary>
    Request = 1,

    /// <summary>The sender has the sender address.</summary>
    Reply = 2,
}

/// <summary>An ARP packet for IPv4 over Ethernet (RFC 826), and the probe and announcement forms of RFC 5227.</summary>
/// <remarks>
/// hardware type (2) = 1 | protocol type (2) = 0x0800 | 6 (1) | 4 (1) | operation (2)
/// | sender MAC (6) | sender IP (4) | target MAC (6) | target IP (4).
/// </remarks>
public sealed record ArpPacket(
    ArpOperation Operation, MacAddress SenderMac, IPAddress SenderAddress, MacAddress TargetMac, IPAddress TargetAddress)
{
    /// <summary>Length in bytes; what follows in a frame is padding.</summary>
    public const int Size = 28;

    private const ulong EthernetIpv4 = 0x0001_0800_0604;

    /// <summary>Whether the sender asks for an address that it wants to use itself (RFC 5227 section 1.1).</summary>
    public bool IsProbe => Operation == ArpOperation.Request && SenderAddress.Equals(IPAddress.Any) && !TargetAddress.Equals(IPAddress.Any);

    /// <summary>Whether the sender tells everybody the address it has ("gratuitous ARP").</summary>
    public bool IsAnnouncement => SenderAddress.Equals(TargetAddress) && !SenderAddress.Equals(IPAddress.Any);

    /// <summary>Asks who has an address.</summary>
    public static ArpPacket Request(MacAddress senderMac, IPAddress senderAddress, IPAddress target) =>
        new(ArpOperation.Request, senderMac, senderAddress, MacAddress.Zero, target);

    /// <summary>Asks whether anybody uses an address that we do not use yet (RFC 5227 section 2.1.1).</summary>
    public static ArpPacket Probe(MacAddress senderMac, IPAddress target) => Request(senderMac, IPAddress.Any, target);

    /// <summary>Tells everybody that the sender now has the address (RFC 5227 section 2.3).</summary>
    public static ArpPacket Announcement(MacAddress senderMac, IPAddress address) => Request(senderMac, address, address);

    /// <summary>Answers this request: <paramref name="owner"/> has the target address.</summary>
    public ArpPacket ReplyFrom(MacAddress owner) => new(ArpOperation.Reply, owner, TargetAddress, SenderMac, SenderAddress);

    /// <summary>Reads a packet; padding at the end is ignored.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ArpPacket? packet, [NotNullWhen(false)] out string? problem)
    {
        packet = null;
        problem = null;
        if (bytes.Length < Size)
            problem = "arp: shorter than 28 bytes";
        else if (BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16 != EthernetIpv4)
            problem = "arp: not IPv4 over Ethernet";
        else if (bytes[6] != 0 || bytes[7] is not (1 or 2))
            problem = "arp: neither a request nor a reply";
        if (problem is not null)
            return false;
        packet = new ArpPacket((ArpOperation)bytes[7],
            MacAddress.FromBytes(bytes[8..14]), new IPAddress(bytes[14..18]),
            MacAddress.FromBytes(bytes[18..24]), new IPAddress(bytes[24..28]));
        return true;
    }

    /// <summary>The packet as it follows the Ethernet header.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, EthernetIpv4 << 16 | (ushort)Operation);
        SenderMac.CopyTo(bytes.AsSpan(8));
        Ipv4Bytes.Write(SenderAddress, bytes.AsSpan(14));
        TargetMac.CopyTo(bytes.AsSpan(18));
        Ipv4Bytes.Write(TargetAddress, bytes.AsSpan(24));
        return bytes;
    }

    /// <summary>The packet in a frame: requests to everybody, replies to their target.</summary>
    public byte[] ToFrame(VlanTag? vlan = null) => EthernetFrame.Build(
        Operation == ArpOperation.Request ? MacAddress.Broadcast : TargetMac, SenderMac, EtherType.Arp, ToBytes(), vlan);
}
