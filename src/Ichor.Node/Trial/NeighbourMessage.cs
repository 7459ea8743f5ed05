using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Ichor.Netlink;

namespace Ichor.Node.Trial;

/// <summary>States of a neighbour: NUD_* of include/uapi/linux/neighbour.h.</summary>
[Flags]
internal enum NeighbourState : ushort
{
    None = 0,
    Incomplete = 0x01,
    Reachable = 0x02,
    Stale = 0x04,
    Delay = 0x08,
    Probe = 0x10,
    Failed = 0x20,
    NoArp = 0x40,
    Permanent = 0x80,

    /// <summary>NUD_VALID of include/net/neighbour.h: its hardware address is known and not disproved.</summary>
    Valid = Permanent | NoArp | Reachable | Probe | Stale | Delay,
}

/// <summary>A row of the kernel's neighbour table (RTM_NEWNEIGH), and the requests about it.</summary>
/// <remarks>include/uapi/linux/neighbour.h, rtnetlink(7).</remarks>
internal readonly record struct NeighbourMessage(int LinkIndex, IPAddress Address, NeighbourState State)
{
    public const ushort RTM_NEWNEIGH = 28, RTM_DELNEIGH = 29;

    /// <summary>RTNLGRP_NEIGH: changes of the table.</summary>
    public const int RTNLGRP_NEIGH = 3;

    private const ushort RTM_GETNEIGH = 30, NDA_DST = 1;
    private const byte NTF_USE = 0x01;

    /// <summary>One row of the table (Linux 5.0); ENOENT when there is none.</summary>
    public static NetlinkMessage Get(Gateway gateway) => Request(RTM_GETNEIGH, gateway, NeighbourState.None, 0, NetlinkFlags.None, "look up");

    /// <summary>Resolves an address as a packet to it would.</summary>
    public static NetlinkMessage Resolve(Gateway gateway) => Request(RTM_NEWNEIGH, gateway, NeighbourState.None, NTF_USE, NetlinkFlags.Create | NetlinkFlags.Replace, "resolve");

    /// <summary>Makes the kernel ask a neighbour that it knows whether it is still there: three requests, a second apart, then it has failed.</summary>
    public static NetlinkMessage Ask(Gateway gateway) => Request(RTM_NEWNEIGH, gateway, NeighbourState.Probe, 0, NetlinkFlags.Replace, "ask");

    /// <summary>Reads the payload of RTM_NEWNEIGH or RTM_DELNEIGH; null for what is no IP neighbour.</summary>
    public static NeighbourMessage? Decode(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < NdMsg.Size || payload[0] is not ((byte)AddressFamily.InterNetwork or NdMsg.AF_INET6))
            return null;
        try
        {
            foreach (var attribute in new AttributeReader(payload[NdMsg.Size..]))
                if (attribute.Type == NDA_DST)
                    return new(MemoryMarshal.Read<int>(payload[4..]), attribute.Address, (NeighbourState)MemoryMarshal.Read<ushort>(payload[8..]));
        }
        catch (NetlinkFormatException)
        {
            // Not a message that this kernel would send; there is nothing in it to be learnt.
        }
        return null;
    }

    private static NetlinkMessage Request(ushort type, Gateway gateway, NeighbourState state, byte flags, NetlinkFlags more, string verb)
    {
        var family = gateway.Address.AddressFamily == AddressFamily.InterNetwork ? (byte)AddressFamily.InterNetwork : NdMsg.AF_INET6;
        return new NetlinkMessage(type, more, $"{verb} {gateway}")
            .Header(new NdMsg(family, gateway.LinkIndex, (ushort)state, flags))
            .Address(NDA_DST, gateway.Address);
    }

    /// <summary>struct ndmsg: family, three bytes of padding, link, state, flags, type.</summary>
    private readonly record struct NdMsg(byte Family, int Index, ushort State, byte Flags) : INetlinkHeader
    {
        public const int Size = 12;
        public const byte AF_INET6 = 10;        // .NET numbers the family otherwise

        public int Length => Size;

        public void WriteTo(Span<byte> destination)
        {
            destination[0] = Family;
            MemoryMarshal.Write(destination[4..], Index);
            MemoryMarshal.Write(destination[8..], State);
            destination[10] = Flags;
        }
    }
}
