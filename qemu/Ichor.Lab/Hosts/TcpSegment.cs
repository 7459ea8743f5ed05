using System.Buffers.Binary;
using System.Net;
using Ichor.Protocols.Packets;

namespace Ichor.Lab.Hosts;

/// <summary>A TCP segment (RFC 9293 section 3.1), as far as a server of small files needs it: options are skipped.</summary>
/// <remarks>source (2) | destination (2) | sequence (4) | acknowledgment (4) | offset, flags (2) | window (2) | checksum (2) | urgent (2).</remarks>
readonly record struct TcpSegment(
    ushort SourcePort, ushort DestinationPort, uint Sequence, uint Acknowledgment, TcpFlags Flags, byte[] Payload)
{
    public const IpProtocol Protocol = (IpProtocol)6;

    const int HeaderSize = 20;

    /// <summary>What the segment takes of the sequence space: its bytes, and one each for SYN and FIN.</summary>
    public uint Length => (uint)Payload.Length + (Flags.HasFlag(TcpFlags.SYN) ? 1u : 0) + (Flags.HasFlag(TcpFlags.FIN) ? 1u : 0);

    public static TcpSegment? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize || (bytes[12] >> 4) * 4 is var header && (header < HeaderSize || header > bytes.Length))
            return null;
        return new TcpSegment(
            BinaryPrimitives.ReadUInt16BigEndian(bytes),
            BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]),
            (TcpFlags)bytes[13],
            bytes[((bytes[12] >> 4) * 4)..].ToArray());
    }

    public byte[] BuildPacket(IPAddress source, IPAddress destination)
    {
        var bytes = new byte[HeaderSize + Payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, SourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), DestinationPort);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8), Acknowledgment);
        bytes[12] = HeaderSize / 4 << 4;
        bytes[13] = (byte)Flags;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(14), ushort.MaxValue);
        Payload.CopyTo(bytes.AsSpan(HeaderSize));
        byte[] pseudo = [.. source.GetAddressBytes(), .. destination.GetAddressBytes(), 0, (byte)Protocol,
            (byte)(bytes.Length >> 8), (byte)bytes.Length];
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(16),
            InternetChecksum.Finish(InternetChecksum.Add(InternetChecksum.Add(0, pseudo), bytes)));
        return Ipv4Packet.Build(source, destination, Protocol, bytes);
    }
}

[Flags]
enum TcpFlags : byte
{
    None = 0,
    FIN = 1,
    SYN = 2,
    RST = 4,
    PSH = 8,
    ACK = 16,
}
