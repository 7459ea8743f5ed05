using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace Ichor.Linux;

/// <summary>struct sockaddr_in of netinet/in.h. Port and address are in network order.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct SockAddrIn
{
    public ushort Family;
    public ushort Port;
    public fixed byte Address[4];
    public ulong Zero;

    public static SockAddrIn From(IPAddress address, ushort port)
    {
        var result = new SockAddrIn { Family = Libc.AF_INET, Port = Libc.NetworkOrder(port) };
        if (!address.TryWriteBytes(new Span<byte>(result.Address, 4), out var written) || written != 4)
            throw new ArgumentException($"{address} is not an IPv4 address", nameof(address));
        return result;
    }
}

/// <summary>struct sockaddr_ll of linux/if_packet.h. The protocol is in network order.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct SockAddrLl
{
    public ushort Family;
    public ushort Protocol;
    public int InterfaceIndex;
    public ushort HardwareType;
    public byte PacketType;
    public byte AddressLength;
    public fixed byte Address[8];
}

/// <summary>struct sock_filter of linux/filter.h: one instruction of a classic BPF program.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct SockFilter(ushort Code, byte JumpTrue, byte JumpFalse, uint K);

/// <summary>struct sock_fprog of linux/filter.h.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct SockFprog
{
    public ushort Length;
    public SockFilter* Filter;
}

public static unsafe partial class Libc
{
    public const ushort ETH_P_IP = 0x0800, ETH_P_ARP = 0x0806;

    // linux/random.h
    public const uint GRND_NONBLOCK = 1, GRND_INSECURE = 4;

    [LibraryImport(Library, EntryPoint = "getrandom", SetLastError = true)]
    public static partial nint GetRandom(void* buffer, nuint length, uint flags);

    /// <summary>
    /// Random bits for transaction numbers and jitter, from the first moment of the boot on: GRND_INSECURE does not wait for the
    /// kernel's generator to be seeded. Not for keys.
    /// </summary>
    public static ulong RandomBits()
    {
        ulong bits;
        // Kernels before 5.6 do not know the flag.
        if (GetRandom(&bits, sizeof(ulong), GRND_INSECURE) != sizeof(ulong) && GetRandom(&bits, sizeof(ulong), 0) != sizeof(ulong))
            throw new LinuxException("getrandom", LastError);
        return bits;
    }

    /// <summary>A 16-bit number in network byte order, as socket addresses hold it.</summary>
    public static ushort NetworkOrder(ushort value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;
}
