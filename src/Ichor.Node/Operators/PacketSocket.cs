using Ichor.Linux;

namespace Ichor.Node.Operators;

/// <summary>Whole Ethernet frames of one link and one Ethernet type (packet(7)), for a node that has no address yet.</summary>
internal sealed unsafe class PacketSocket : IDisposable
{
    /// <summary>Enough for any DHCP message that we allow (option 57) and for jumbo links.</summary>
    private const int LargestFrame = 9216;

    /// <summary>One control message with the auxiliary data, and room to spare.</summary>
    private const int ControlSize = 64;

    private readonly byte[] _buffer = new byte[LargestFrame];
    private readonly FrameHandler _received;
    private readonly IDisposable _watch;
    private readonly int _fd;

    /// <param name="frame">From its destination address on.</param>
    /// <param name="hasChecksums">False for a frame of this very machine, whose checksums nobody has filled in.</param>
    public delegate void FrameHandler(ReadOnlySpan<byte> frame, bool hasChecksums);

    /// <exception cref="LinuxException">No permission, or the link is gone.</exception>
    public PacketSocket(EventLoop loop, int linkIndex, ushort etherType, SockFilter[]? filter, FrameHandler received)
    {
        // Protocol 0: nothing is received until filter and link are set.
        _fd = Libc.Socket(Libc.AF_PACKET, Libc.SOCK_RAW | Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC, 0);
        if (_fd < 0)
            throw new LinuxException("open a packet socket", Libc.LastError);
        try
        {
            if (filter is not null)
                SocketFilter.Attach(_fd, filter);
            if (Libc.SetSockOpt(_fd, Libc.SOL_PACKET, Libc.PACKET_AUXDATA, 1) < 0)
                throw new LinuxException("ask for PACKET_AUXDATA", Libc.LastError);
            Bind(linkIndex, etherType);
        }
        catch
        {
            _ = Libc.Close(_fd);
            throw;
        }
        _received = received;
        _watch = loop.OnReadable(_fd, Receive);
    }

    /// <summary>Sends a frame. A full queue or a link that is down loses it, as a wire would: the sender repeats.</summary>
    public void Send(ReadOnlySpan<byte> frame)
    {
        fixed (byte* bytes = frame)
            if (Libc.Send(_fd, bytes, (nuint)frame.Length, Libc.MSG_DONTWAIT) < 0 && Libc.LastError is var error and not (Errno.EAGAIN or Errno.ENOBUFS))
                throw new LinuxException("send a frame", error);
    }

    public void Dispose()
    {
        _watch.Dispose();
        _ = Libc.Close(_fd);
    }

    private void Bind(int linkIndex, ushort etherType)
    {
        var address = new SockAddrLl { Family = Libc.AF_PACKET, Protocol = Libc.NetworkOrder(etherType), InterfaceIndex = linkIndex };
        if (Libc.Bind(_fd, &address, (uint)sizeof(SockAddrLl)) < 0)
            throw new LinuxException($"bind a packet socket to link {linkIndex}", Libc.LastError);
    }

    /// <summary>Takes one frame; the loop comes back while there are more. ENETDOWN and the like end with the link.</summary>
    private void Receive()
    {
        var control = stackalloc byte[ControlSize];
        int length;
        MsgHdr message;
        fixed (byte* bytes = _buffer)
        {
            var vector = new IoVec { Base = bytes, Length = LargestFrame };
            message = new MsgHdr { Vectors = &vector, VectorCount = 1, Control = control, ControlLength = ControlSize };
            length = (int)Libc.RecvMsg(_fd, &message, Libc.MSG_DONTWAIT);
        }
        if (length > 0)
            _received(_buffer.AsSpan(0, length), HasChecksums((CmsgHdr*)control, message.ControlLength));
    }

    /// <summary>The auxiliary data is the only control message that was asked for.</summary>
    private static bool HasChecksums(CmsgHdr* control, nuint length) =>
        length < (nuint)(sizeof(CmsgHdr) + sizeof(TpacketAuxdata)) || control->Level != Libc.SOL_PACKET || control->Type != Libc.PACKET_AUXDATA
        || (((TpacketAuxdata*)(control + 1))->Status & Libc.TP_STATUS_CSUMNOTREADY) == 0;
}
