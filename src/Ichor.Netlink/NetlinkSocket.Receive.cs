using System.Diagnostics;
using System.Runtime.InteropServices;
using Ichor.Netlink.Kernel;
using static Ichor.Netlink.Kernel.NetlinkConstants;

namespace Ichor.Netlink;

public sealed partial class NetlinkSocket
{
    /// <summary>Reads one datagram of notifications without waiting, and appends its messages.</summary>
    /// <remarks>To be called until it is <see cref="ReceiveResult.Empty"/>. A datagram with impossible lengths counts as an overrun.</remarks>
    /// <param name="into">Where to.</param>
    /// <param name="copy">False for messages whose bytes are valid until the next call only.</param>
    public ReceiveResult Receive(ICollection<NetlinkReply> into, bool copy = true)
    {
        var result = ReceiveDatagram(out var datagram);
        if (result != ReceiveResult.Messages)
            return result;
        _received.Clear();
        try
        {
            RawMessage.Split(copy ? datagram.ToArray() : _buffer.AsMemory(0, datagram.Length), _received);
        }
        catch (NetlinkFormatException)
        {
            return ReceiveResult.Overrun;
        }
        foreach (var message in _received)
            if (message.Type == NLMSG_OVERRUN)
                return ReceiveResult.Overrun;
            else if (message.Type > NLMSG_OVERRUN)
                into.Add(new NetlinkReply(message.Type, message.Payload, (message.Flags & (int)NetlinkFlags.Replace) != 0));
        return ReceiveResult.Messages;
    }

    /// <summary>Reads one datagram without waiting; the bytes are valid until the next call.</summary>
    /// <remarks>For protocols without netlink headers, such as <see cref="NetlinkProtocol.KernelEvents"/>.</remarks>
    public unsafe ReceiveResult ReceiveDatagram(out ReadOnlySpan<byte> datagram)
    {
        datagram = default;
        _buffer ??= new byte[BufferSize];
        while (true)
        {
            var sender = default(SockAddrNl);
            var senderSize = (uint)sizeof(SockAddrNl);
            nint length;
            fixed (byte* bytes = _buffer)
                length = Libc.RecvFrom(Fd, bytes, _buffer.Length, MSG_TRUNC, &sender, &senderSize);
            if (length < 0)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error == NetlinkErrno.EINTR)
                    continue;
                return error switch
                {
                    NetlinkErrno.EAGAIN => ReceiveResult.Empty,
                    NetlinkErrno.ENOBUFS => ReceiveResult.Overrun,
                    _ => throw new NetlinkException("receive from netlink socket", error),
                };
            }
            if (sender.Pid != 0)
                continue;                       // not from the kernel: any process may send to our port
            if (length > _buffer.Length)        // MSG_TRUNC reports the true length
            {
                _buffer = new byte[length];
                return ReceiveResult.Overrun;
            }
            datagram = _buffer.AsSpan(0, (int)length);
            return ReceiveResult.Messages;
        }
    }

    /// <summary>Waits until there is something to read; false when nothing came in time.</summary>
    private unsafe bool WaitReadable(TimeSpan limit)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var left = limit - Stopwatch.GetElapsedTime(start);
            var poll = new PollFd { Fd = Fd, Events = POLLIN };
            var ready = Libc.Poll(&poll, 1, (int)Math.Ceiling(Math.Clamp(left.TotalMilliseconds, 0, int.MaxValue)));
            if (ready > 0)
                return true;
            if (ready == 0)
                return false;
            var error = Marshal.GetLastPInvokeError();
            if (error != NetlinkErrno.EINTR)
                throw new NetlinkException("poll netlink socket", error);
        }
    }
}
