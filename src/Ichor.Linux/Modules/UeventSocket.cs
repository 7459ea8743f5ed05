namespace Ichor.Linux.Modules;

/// <summary>The kernel's announcements of devices. Messages from other processes are dropped.</summary>
public sealed unsafe class UeventSocket : IDisposable
{
    const uint KernelGroup = 1;
    const int ReceiveBuffer = 1 << 20;   // a burst of hot-plug while a slow driver probes; charged only when used

    readonly byte[] _buffer = new byte[8192];   // the kernel's limit is UEVENT_BUFFER_SIZE, 2048, and the header

    public UeventSocket()
    {
        const int type = Libc.SOCK_RAW | Libc.SOCK_CLOEXEC;
        Fd = Libc.Check(Libc.Socket(Libc.AF_NETLINK, type, Libc.NETLINK_KOBJECT_UEVENT), "uevent socket");
        Libc.SetSockOpt(Fd, Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, ReceiveBuffer);
        var address = new SockAddrNl { Family = Libc.AF_NETLINK, Groups = KernelGroup };
        try
        {
            UeventFilter.Attach(Fd);
            Libc.Check(Libc.Bind(Fd, &address, (uint)sizeof(SockAddrNl)), "bind uevent socket");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Fd { get; }

    /// <summary>Waits for (or, without <paramref name="wait"/>, takes) the next device event.</summary>
    public UeventResult Receive(bool wait, out Uevent uevent)
    {
        uevent = default;
        var sender = new SockAddrNl();
        var size = (uint)sizeof(SockAddrNl);
        nint count;
        fixed (byte* start = _buffer)
            count = Libc.RecvFrom(Fd, start, (nuint)_buffer.Length, wait ? 0 : Libc.MSG_DONTWAIT, &sender, &size);
        if (count < 0)
            return Libc.LastError switch
            {
                Errno.EAGAIN => UeventResult.None,
                Errno.ENOBUFS => UeventResult.Overrun,
                _ => UeventResult.Skipped,
            };
        // Port 0 is the kernel; anybody else has one of his own (netlink(7)).
        var fromKernel = sender is { PortId: 0, Groups: KernelGroup };
        return fromKernel && Uevent.TryParse(_buffer.AsSpan(0, (int)count), out uevent)
            ? UeventResult.Event : UeventResult.Skipped;
    }

    public void Dispose() => Libc.Close(Fd);
}

/// <summary>Outcome of one receive. Overrun: events were lost, so look at the devices again.</summary>
public enum UeventResult { None, Event, Skipped, Overrun }
