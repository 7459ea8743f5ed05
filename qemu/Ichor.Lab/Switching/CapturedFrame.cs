using System.Net;
using Ichor.Protocols.Packets;

namespace Ichor.Lab.Switching;

/// <summary>One Ethernet frame as the switch saw it arrive, before loss, delay or partition touched it.</summary>
/// <param name="At">Time of arrival, UTC.</param>
/// <param name="Port">Name of the port it came in by.</param>
/// <param name="Bytes">The frame from the destination address on, without FCS.</param>
public sealed record CapturedFrame(DateTimeOffset At, string Port, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Who sent it, by its Ethernet header.</summary>
    public MacAddress Source => MacAddress.FromBytes(Bytes.Span[6..12]);

    /// <summary>The VLAN of its 802.1Q tag, or null.</summary>
    public int? Vlan => EthernetFrame.TryParse(Bytes.Span, out var frame, out _) ? frame.Vlan?.Id : null;

    /// <summary>The ARP packet in it, or null.</summary>
    public ArpPacket? Arp =>
        EthernetFrame.TryParse(Bytes.Span, out var frame, out _) && frame.Type == EtherType.Arp
        && ArpPacket.TryParse(frame.Payload, out var packet, out _) ? packet : null;

    /// <summary>Where the IPv4 packet in it goes, or null.</summary>
    public IPAddress? IpDestination =>
        EthernetFrame.TryParse(Bytes.Span, out var frame, out _) && frame.Type == EtherType.Ipv4
        && Ipv4Packet.TryParse(frame.Payload, out var packet, out _) ? packet.Destination : null;
}
