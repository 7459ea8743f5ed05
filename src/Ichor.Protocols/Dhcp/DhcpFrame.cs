using System.Diagnostics.CodeAnalysis;
using System.Net;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Dhcp;

/// <summary>DHCP messages in whole Ethernet frames, for those who have no address yet and for virtual networks.</summary>
public static class DhcpFrame
{
    /// <summary>A client's message to every server, from 0.0.0.0.</summary>
    /// <param name="message">The message.</param>
    /// <param name="from">Address that the client has already (while rebinding), or 0.0.0.0.</param>
    /// <param name="vlan">Tag to put on.</param>
    public static byte[] FromClient(DhcpMessage message, IPAddress? from = null, VlanTag? vlan = null)
    {
        var packet = UdpDatagram.BuildPacket(
            new IPEndPoint(from ?? IPAddress.Any, DhcpMessage.ClientPort),
            new IPEndPoint(IPAddress.Broadcast, DhcpMessage.ServerPort), message.ToBytes());
        return EthernetFrame.Build(MacAddress.Broadcast, message.Chaddr, EtherType.Ipv4, packet, vlan);
    }

    /// <summary>A server's message to the client, addressed as RFC 2131 section 4.1 says.</summary>
    /// <param name="message">The message.</param>
    /// <param name="serverMac">Ethernet address of the server.</param>
    /// <param name="server">Address of the server.</param>
    /// <param name="vlan">Tag to put on.</param>
    public static byte[] FromServer(DhcpMessage message, MacAddress serverMac, IPAddress server, VlanTag? vlan = null)
    {
        var hasAddress = !message.Ciaddr.Equals(IPAddress.Any) && message.Type != DhcpMessageType.Nak;
        var broadcast = message.Type == DhcpMessageType.Nak || (!hasAddress && message.Broadcast);
        var destination = broadcast ? IPAddress.Broadcast : hasAddress ? message.Ciaddr : message.Yiaddr;
        var packet = UdpDatagram.BuildPacket(
            new IPEndPoint(server, DhcpMessage.ServerPort), new IPEndPoint(destination, DhcpMessage.ClientPort), message.ToBytes());
        return EthernetFrame.Build(broadcast ? MacAddress.Broadcast : message.Chaddr, serverMac, EtherType.Ipv4, packet, vlan);
    }

    /// <summary>Reads the message in a frame that goes to a DHCP port.</summary>
    /// <param name="frame">The frame from its destination address on.</param>
    /// <param name="port"><see cref="DhcpMessage.ClientPort"/> or <see cref="DhcpMessage.ServerPort"/>.</param>
    /// <param name="message">The message.</param>
    /// <param name="problem">Why there is none.</param>
    /// <param name="verifyChecksum">See <see cref="UdpDatagram.TryParse"/>.</param>
    public static bool TryParse(ReadOnlySpan<byte> frame, ushort port, [NotNullWhen(true)] out DhcpMessage? message,
        [NotNullWhen(false)] out string? problem, bool verifyChecksum = true)
    {
        message = null;
        if (!EthernetFrame.TryParse(frame, out var ethernet, out problem))
            return false;
        if (ethernet.Type != EtherType.Ipv4)
        {
            problem = "ethernet: not IPv4";
            return false;
        }
        if (!Ipv4Packet.TryParse(ethernet.Payload, out var packet, out problem)
            || !UdpDatagram.TryParse(packet, out var datagram, out problem, verifyChecksum))
            return false;
        if (datagram.DestinationPort == port)
            return DhcpMessage.TryParse(datagram.Payload, out message, out problem);
        problem = "udp: for another port";
        return false;
    }
}
