using System.Runtime.InteropServices;

namespace Ichor.Netlink.Route;

/// <summary>struct ifinfomsg: family, type, index, flags and which of the flags to change.</summary>
internal readonly record struct IfInfoMsg(int Index = 0, uint Flags = 0, uint Change = 0, ushort Type = 0, byte Family = 0) : INetlinkHeader
{
    public const int Size = 16;

    public int Length => Size;

    public static IfInfoMsg Read(ReadOnlySpan<byte> payload) => payload.Length < Size
        ? throw new NetlinkFormatException("link message too short")
        : new IfInfoMsg(MemoryMarshal.Read<int>(payload[4..]), MemoryMarshal.Read<uint>(payload[8..]),
            MemoryMarshal.Read<uint>(payload[12..]), MemoryMarshal.Read<ushort>(payload[2..]), payload[0]);

    public void WriteTo(Span<byte> destination)
    {
        destination[0] = Family;
        MemoryMarshal.Write(destination[2..], Type);
        MemoryMarshal.Write(destination[4..], Index);
        MemoryMarshal.Write(destination[8..], Flags);
        MemoryMarshal.Write(destination[12..], Change);
    }
}

/// <summary>struct ifaddrmsg: family, prefix length, the lower flags, scope, link.</summary>
internal readonly record struct IfAddrMsg(byte Family, byte PrefixLength = 0, byte Flags = 0, byte Scope = 0, int Index = 0) : INetlinkHeader
{
    public const int Size = 8;

    public int Length => Size;

    public static IfAddrMsg Read(ReadOnlySpan<byte> payload) => payload.Length < Size
        ? throw new NetlinkFormatException("address message too short")
        : new IfAddrMsg(payload[0], payload[1], payload[2], payload[3], MemoryMarshal.Read<int>(payload[4..]));

    public void WriteTo(Span<byte> destination)
    {
        destination[0] = Family;
        destination[1] = PrefixLength;
        destination[2] = Flags;
        destination[3] = Scope;
        MemoryMarshal.Write(destination[4..], Index);
    }
}

/// <summary>struct rtmsg, which struct fib_rule_hdr equals in layout (there, type is the action).</summary>
internal readonly record struct RtMsg(byte Family, byte DestinationLength = 0, byte SourceLength = 0, byte Tos = 0, byte Table = 0,
    byte Protocol = 0, byte Scope = 0, byte Type = 0, uint Flags = 0) : INetlinkHeader
{
    public const int Size = 12;

    public int Length => Size;

    public static RtMsg Read(ReadOnlySpan<byte> payload) => payload.Length < Size
        ? throw new NetlinkFormatException("route message too short")
        : new RtMsg(payload[0], payload[1], payload[2], payload[3], payload[4], payload[5], payload[6], payload[7],
            MemoryMarshal.Read<uint>(payload[8..]));

    public void WriteTo(Span<byte> destination)
    {
        ReadOnlySpan<byte> first = [Family, DestinationLength, SourceLength, Tos, Table, Protocol, Scope, Type];
        first.CopyTo(destination);
        MemoryMarshal.Write(destination[8..], Flags);
    }
}
