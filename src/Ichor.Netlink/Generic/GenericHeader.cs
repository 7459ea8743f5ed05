namespace Ichor.Netlink.Generic;

/// <summary>struct genlmsghdr: command, version of the family, and two bytes that are zero (include/uapi/linux/genetlink.h).</summary>
internal readonly record struct GenericHeader(byte Command, byte Version) : INetlinkHeader
{
    public const int Size = 4;

    public int Length => Size;

    /// <summary>The attributes behind the header.</summary>
    public static AttributeReader AttributesOf(ReadOnlySpan<byte> payload) => payload.Length < Size
        ? throw new NetlinkFormatException("generic netlink message too short")
        : new AttributeReader(payload[Size..]);

    public void WriteTo(Span<byte> destination)
    {
        destination[0] = Command;
        destination[1] = Version;
    }
}
