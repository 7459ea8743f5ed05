using System.Runtime.InteropServices;

namespace Ichor.Linux;

/// <summary>struct cmsghdr of sys/socket.h on 64-bit Linux; its data follows at once.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct CmsgHdr
{
    public nuint Length;
    public int Level;
    public int Type;
}

/// <summary>struct tpacket_auxdata of linux/if_packet.h: what the kernel knows about a frame beside its bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TpacketAuxdata
{
    public uint Status;
    public uint Length;
    public uint SnapLength;
    public ushort MacOffset;
    public ushort NetOffset;
    public ushort VlanTci;
    public ushort VlanTpid;
}

public static unsafe partial class Libc
{
    // linux/socket.h, linux/if_packet.h
    public const int SOL_PACKET = 263, PACKET_AUXDATA = 8;

    /// <summary>The checksum is still to be filled in: the frame comes from this very machine.</summary>
    public const uint TP_STATUS_CSUMNOTREADY = 1 << 3;
}
