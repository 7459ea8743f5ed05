using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Ichor.Protocols.Packets;

/// <summary>An IPv4 packet (RFC 791). Options are skipped; a fragment is told apart but not reassembled.</summary>
/// <remarks>The view does not copy: <see cref="Payload"/> is a slice of the parsed bytes, cut at the packet's own total length.</remarks>
public readonly ref struct Ipv4Packet
{
    /// <summary>Bytes of a header without options.</summary>
    public const int HeaderSize = 20;

    /// <summary>Time to live of packets that we build (IANA's recommended default).</summary>
    public const byte DefaultTimeToLive = 64;

    private const ushort MoreFragments = 0x2000;
    private const ushort DoNotFragment = 0x4000;
    private const ushort FragmentOffset = 0x1fff;

    /// <summary>Sender.</summary>
    public IPAddress Source { get; private init; }

    /// <summary>Receiver.</summary>
    public IPAddress Destination { get; private init; }

    /// <summary>What the payload is.</summary>
    public IpProtocol Protocol { get; private init; }

    /// <summary>Hops left.</summary>
    public byte TimeToLive { get; private init; }

    /// <summary>Identification of the packet whose fragments belong together.</summary>
    public ushort Identification { get; private init; }

    /// <summary>Whether this is only a part of a packet: its payload must not be parsed further.</summary>
    public bool IsFragment { get; private init; }

    /// <summary>What follows the header and its options, without padding of the frame.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Reads a packet and checks its header checksum.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out Ipv4Packet packet, [NotNullWhen(false)] out string? problem)
    {
        packet = default;
        problem = Check(bytes, out var header, out var total);
        if (problem is not null)
            return false;
        var fragment = BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]);
        packet = new Ipv4Packet
        {
            Identification = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]),
            IsFragment = (fragment & (MoreFragments | FragmentOffset)) != 0,
            TimeToLive = bytes[8],
            Protocol = (IpProtocol)bytes[9],
            Source = new IPAddress(bytes[12..16]),
            Destination = new IPAddress(bytes[16..20]),
            Payload = bytes[header..total],
        };
        return true;
    }

    /// <summary>Builds a packet without options that must not be fragmented.</summary>
    /// <exception cref="ArgumentException">An address is not IPv4, or the payload does not fit.</exception>
    public static byte[] Build(IPAddress source, IPAddress destination, IpProtocol protocol, ReadOnlySpan<byte> payload,
        byte timeToLive = DefaultTimeToLive, ushort identification = 0)
    {
        var total = HeaderSize + payload.Length;
        if (total > ushort.MaxValue)
            throw new ArgumentException("an IPv4 packet has at most 65535 bytes", nameof(payload));
        var bytes = new byte[total];
        bytes[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)total);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), identification);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(6), DoNotFragment);
        bytes[8] = timeToLive;
        bytes[9] = (byte)protocol;
        Ipv4Bytes.Write(source, bytes.AsSpan(12));
        Ipv4Bytes.Write(destination, bytes.AsSpan(16));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(10), InternetChecksum.Of(bytes.AsSpan(0, HeaderSize)));
        payload.CopyTo(bytes.AsSpan(HeaderSize));
        return bytes;
    }

    private static string? Check(ReadOnlySpan<byte> bytes, out int header, out int total)
    {
        header = total = 0;
        if (bytes.Length < HeaderSize)
            return "ipv4: shorter than its header of 20 bytes";
        if (bytes[0] >> 4 != 4)
            return "ipv4: version is not 4";
        header = (bytes[0] & 15) * 4;
        total = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        if (header < HeaderSize)
            return "ipv4: header length is below 20 bytes";
        if (total < header)
            return "ipv4: total length is below the header length";
        if (total > bytes.Length)
            return "ipv4: cut off before its total length";
        return InternetChecksum.Of(bytes[..header]) != 0 ? "ipv4: header checksum is wrong" : null;
    }
}
