namespace Ichor.Linux;

/// <summary>Classic BPF: a program that the kernel runs on each packet of a socket before it copies it to us (Documentation/networking/filter.rst).</summary>
/// <remarks>Loads are in network order, whatever order the machine or the protocol has. A load beyond the end drops the packet.</remarks>
public static unsafe class SocketFilter
{
    // linux/bpf_common.h
    public const ushort LD_W_ABS = 0x20, LD_H_ABS = 0x28, LD_B_ABS = 0x30, LD_H_IND = 0x48, LDX_B_MSH = 0xb1, JEQ_K = 0x15, JSET_K = 0x45, RET_K = 0x06;

    public static readonly SockFilter Accept = new(RET_K, 0, 0, 0xffff_ffff), Drop = new(RET_K, 0, 0, 0);

    /// <exception cref="LinuxException">The kernel does not take the program.</exception>
    public static void Attach(int fd, ReadOnlySpan<SockFilter> filter)
    {
        fixed (SockFilter* instructions = filter)
        {
            var program = new SockFprog { Length = (ushort)filter.Length, Filter = instructions };
            if (Libc.SetSockOpt(fd, Libc.SOL_SOCKET, Libc.SO_ATTACH_FILTER, &program, (uint)sizeof(SockFprog)) < 0)
                throw new LinuxException("attach a packet filter", Libc.LastError);
        }
    }
}
