using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Ichor.Protocols.Packets;

/// <summary>An ICMP echo request or reply (RFC 792), what ping sends and gets.</summary>
/// <remarks>type (1): 8 or 0 | code (1) = 0 | checksum (2) | identifier (2) | sequence (2) | data. The view does not copy.</remarks>
public readonly ref struct IcmpEcho
{
    /// <summary>Bytes before the data.</summary>
    public const int HeaderSize = 8;

    private const byte RequestType = 8;
    private const byte ReplyType = 0;

    /// <summary>Whether it asks; otherwise it answers.</summary>
    public bool IsRequest { get; private init; }

    /// <summary>Chosen by the asker, copied by the answerer.</summary>
    public ushort Identifier { get; private init; }

    /// <summary>Counted by the asker, copied by the answerer.</summary>
    public ushort Sequence { get; private init; }

    /// <summary>Copied by the answerer.</summary>
    public ReadOnlySpan<byte> Data { get; private init; }

    /// <summary>Reads the echo in an IPv4 packet and checks its checksum.</summary>
    public static bool TryParse(Ipv4Packet packet, out IcmpEcho echo, [NotNullWhen(false)] out string? problem)
    {
        echo = default;
        problem = Check(packet);
        if (problem is not null)
            return false;
        echo = new IcmpEcho
        {
            IsRequest = packet.Payload[0] == RequestType,
            Identifier = BinaryPrimitives.ReadUInt16BigEndian(packet.Payload[4..]),
            Sequence = BinaryPrimitives.ReadUInt16BigEndian(packet.Payload[6..]),
            Data = packet.Payload[HeaderSize..],
        };
        return true;
    }

    /// <summary>Builds an IPv4 packet that asks for an echo.</summary>
    public static byte[] BuildRequest(IPAddress source, IPAddress destination, ushort identifier, ushort sequence, ReadOnlySpan<byte> data) =>
        Build(RequestType, source, destination, identifier, sequence, data);

    /// <summary>Builds the IPv4 packet that answers this request.</summary>
    /// <param name="request">The packet in which the request came.</param>
    public byte[] BuildReply(Ipv4Packet request) =>
        Build(ReplyType, request.Destination, request.Source, Identifier, Sequence, Data);

    private static byte[] Build(byte type, IPAddress source, IPAddress destination, ushort identifier, ushort sequence, ReadOnlySpan<byte> data)
    {
        var bytes = new byte[HeaderSize + data.Length];
        bytes[0] = type;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), identifier);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(6), sequence);
        data.CopyTo(bytes.AsSpan(HeaderSize));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), InternetChecksum.Of(bytes));
        return Ipv4Packet.Build(source, destination, IpProtocol.Icmp, bytes);
    }

    private static string? Check(Ipv4Packet packet)
    {
        if (packet.Protocol != IpProtocol.Icmp)
            return "icmp: the packet carries another protocol";
        if (packet.IsFragment)
            return "icmp: only a fragment";
        if (packet.Payload.Length < HeaderSize)
            return "icmp: shorter than 8 bytes";
        if (packet.Payload[0] is not (RequestType or ReplyType) || packet.Payload[1] != 0)
            return "icmp: neither an echo request nor a reply";
        return InternetChecksum.Of(packet.Payload) != 0 ? "icmp: checksum is wrong" : null;
    }
}
