using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Ichor.Protocols.Packets;

/// <summary>A UDP datagram over IPv4 (RFC 768).</summary>
/// <remarks>source port (2) | destination port (2) | length (2) | checksum (2) | payload. The view does not copy.</remarks>
public readonly ref struct UdpDatagram
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderSize = 8;

    /// <summary>Port of the sender.</summary>
    public ushort SourcePort { get; private init; }

    /// <summary>Port of the receiver.</summary>
    public ushort DestinationPort { get; private init; }

    /// <summary>What follows the header.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Reads the datagram in an IPv4 packet and checks its checksum; a checksum of zero means that there is none.</summary>
    /// <param name="packet">The packet that carries it; its addresses are part of the checksum.</param>
    /// <param name="datagram">A view into the packet.</param>
    /// <param name="problem">Why it is no datagram.</param>
    /// <param name="verifyChecksum">
    /// False for packets that a local device handed over before its hardware would have filled in the checksum:
    /// a packet socket on a veth or TAP sees those (PACKET_AUXDATA says TP_STATUS_CSUMNOTREADY).
    /// </param>
    public static bool TryParse(Ipv4Packet packet, out UdpDatagram datagram, [NotNullWhen(false)] out string? problem, bool verifyChecksum = true)
    {
        datagram = default;
        problem = Check(packet, verifyChecksum, out var length);
        if (problem is not null)
            return false;
        datagram = new UdpDatagram
        {
            SourcePort = BinaryPrimitives.ReadUInt16BigEndian(packet.Payload),
            DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(packet.Payload[2..]),
            Payload = packet.Payload[HeaderSize..length],
        };
        return true;
    }

    /// <summary>Builds an IPv4 packet that holds a datagram.</summary>
    /// <exception cref="ArgumentException">An address is not IPv4, or the payload does not fit.</exception>
    public static byte[] BuildPacket(IPEndPoint source, IPEndPoint destination, ReadOnlySpan<byte> payload,
        byte timeToLive = Ipv4Packet.DefaultTimeToLive, ushort identification = 0)
    {
        var length = HeaderSize + payload.Length;
        if (length > ushort.MaxValue - Ipv4Packet.HeaderSize)
            throw new ArgumentException("does not fit a datagram", nameof(payload));
        var bytes = new byte[length];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)destination.Port);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), (ushort)length);
        payload.CopyTo(bytes.AsSpan(HeaderSize));
        var checksum = Checksum(source.Address, destination.Address, bytes);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(6), checksum == 0 ? (ushort)0xffff : checksum);
        return Ipv4Packet.Build(source.Address, destination.Address, IpProtocol.Udp, bytes, timeToLive, identification);
    }

    private static string? Check(Ipv4Packet packet, bool verifyChecksum, out int length)
    {
        length = 0;
        if (packet.Protocol != IpProtocol.Udp)
            return "udp: the packet carries another protocol";
        if (packet.IsFragment)
            return "udp: only a fragment";
        if (packet.Payload.Length < HeaderSize)
            return "udp: shorter than its header of 8 bytes";
        length = BinaryPrimitives.ReadUInt16BigEndian(packet.Payload[4..]);
        if (length < HeaderSize)
            return "udp: length is below the header length";
        if (length > packet.Payload.Length)
            return "udp: cut off before its length";
        var hasChecksum = BinaryPrimitives.ReadUInt16BigEndian(packet.Payload[6..]) != 0;
        return verifyChecksum && hasChecksum && Checksum(packet.Source, packet.Destination, packet.Payload[..length]) != 0
            ? "udp: checksum is wrong" : null;
    }

    /// <summary>Over the pseudo header (addresses, protocol, length) and the datagram.</summary>
    private static ushort Checksum(IPAddress source, IPAddress destination, ReadOnlySpan<byte> datagram)
    {
        Span<byte> pseudo = stackalloc byte[12];
        Ipv4Bytes.Write(source, pseudo);
        Ipv4Bytes.Write(destination, pseudo[4..]);
        pseudo[8] = 0;
        pseudo[9] = (byte)IpProtocol.Udp;
        BinaryPrimitives.WriteUInt16BigEndian(pseudo[10..], (ushort)datagram.Length);
        return InternetChecksum.Finish(InternetChecksum.Add(InternetChecksum.Add(0, pseudo), datagram));
    }
}
