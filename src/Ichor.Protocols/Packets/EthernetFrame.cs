using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Ichor.Protocols.Packets;

/// <summary>An Ethernet II frame without its check sequence, with at most one 802.1Q tag taken off.</summary>
/// <remarks>
/// destination (6) | source (6) | [0x8100 (2) | tag (2)] | type (2) | payload.
/// The view does not copy: <see cref="Payload"/> is a slice of the bytes that were parsed, with any padding at its end.
/// </remarks>
public readonly ref struct EthernetFrame
{
    /// <summary>Bytes of the header without a tag.</summary>
    public const int HeaderSize = 14;

    /// <summary>Shortest frame on the wire without its check sequence; shorter ones are padded with zeros.</summary>
    public const int MinimumSize = 60;

    /// <summary>Receiver.</summary>
    public MacAddress Destination { get; private init; }

    /// <summary>Sender.</summary>
    public MacAddress Source { get; private init; }

    /// <summary>The outer 802.1Q tag, when there is one.</summary>
    public VlanTag? Vlan { get; private init; }

    /// <summary>What the payload is. A value up to 1500 is an IEEE 802.3 length (spanning tree, LLC), not a type.</summary>
    public EtherType Type { get; private init; }

    /// <summary>What follows the header.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Reads a frame.</summary>
    /// <param name="bytes">The frame from its destination address on.</param>
    /// <param name="frame">A view into <paramref name="bytes"/>.</param>
    /// <param name="problem">Why it is no frame.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out EthernetFrame frame, [NotNullWhen(false)] out string? problem)
    {
        frame = default;
        problem = null;
        if (bytes.Length < HeaderSize)
        {
            problem = "ethernet: shorter than its header of 14 bytes";
            return false;
        }
        var type = BinaryPrimitives.ReadUInt16BigEndian(bytes[12..]);
        var header = HeaderSize;
        VlanTag? tag = null;
        if (type == (ushort)EtherType.Vlan)
        {
            if (bytes.Length < HeaderSize + VlanTag.Size)
            {
                problem = "ethernet: shorter than its 802.1Q tag";
                return false;
            }
            tag = VlanTag.FromControl(BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]));
            type = BinaryPrimitives.ReadUInt16BigEndian(bytes[16..]);
            header += VlanTag.Size;
        }
        frame = new EthernetFrame
        {
            Destination = MacAddress.FromBytes(bytes[..6]),
            Source = MacAddress.FromBytes(bytes[6..12]),
            Vlan = tag,
            Type = (EtherType)type,
            Payload = bytes[header..],
        };
        return true;
    }

    /// <summary>Builds a frame. It is not padded: the network device does that.</summary>
    public static byte[] Build(MacAddress destination, MacAddress source, EtherType type, ReadOnlySpan<byte> payload, VlanTag? vlan = null)
    {
        var header = HeaderSize + (vlan is null ? 0 : VlanTag.Size);
        var bytes = new byte[header + payload.Length];
        destination.CopyTo(bytes);
        source.CopyTo(bytes.AsSpan(6));
        if (vlan is { } tag)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(12), (ushort)EtherType.Vlan);
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(14), tag.Control);
        }
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(header - 2), (ushort)type);
        payload.CopyTo(bytes.AsSpan(header));
        return bytes;
    }
}
