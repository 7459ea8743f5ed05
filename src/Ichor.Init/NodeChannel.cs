using System.Text;
using Ichor.Init.Supervision;
using Ichor.Linux;

namespace Ichor.Init;

/// <summary>The SOCK_SEQPACKET connection to the present node process: one packet is one message, its first word the verb.</summary>
sealed unsafe class NodeChannel(EventLoop loop, InitLog log, Action<string, string> handle) : IDisposable
{
    const int LongestMessage = 64 * 1024, LastWords = 64, MostWaiting = 64;

    readonly byte[] _buffer = new byte[LongestMessage];
    IDisposable? _watch;
    Outbox? _outbox;
    int _fd = -1;

    /// <summary>Ends the old connection and makes a new one; the result is the node's end.</summary>
    public int Open()
    {
        HearLastWords();
        Close();
        var pair = stackalloc int[2];
        Libc.Check(Libc.SocketPair(Libc.AF_UNIX, Libc.SOCK_SEQPACKET | Libc.SOCK_CLOEXEC, 0, pair), "socketpair for the node");
        _fd = pair[0];
        _watch = loop.OnReadable(_fd, Receive);
        _outbox = new Outbox(loop, _fd, MostWaiting, Lost);
        return pair[1];
    }

    /// <summary>Never waits: for a node that does not read, the newest message of each subject is kept.</summary>
    public void Send(string subject, string message) => _outbox?.Send(subject, Encoding.UTF8.GetBytes(message));

    void Lost(string subject, int error)
    {
        if (error != Errno.EPIPE)   // the node has just died, which is logged when it is reaped
            log.Warn(new LinuxException($"message '{subject}' to the node", error).Message);
    }

    /// <summary>What a node said before it died still counts, in particular "reboot".</summary>
    void HearLastWords()
    {
        for (var count = 0; count < LastWords && Take() is { } message; count++)
            loop.Post(() => Dispatch(message));
    }

    void Receive()
    {
        if (Take() is { } message)
            Dispatch(message);
    }

    /// <summary>The next message, or null: none, one that is too long, or the end of the connection.</summary>
    string? Take()
    {
        if (_fd < 0)
            return null;
        nint count;
        fixed (byte* start = _buffer)
            count = Libc.Recv(_fd, start, LongestMessage, Libc.MSG_DONTWAIT | Libc.MSG_TRUNC);
        if (count < 0 && Libc.LastError is Errno.EAGAIN or Errno.EINTR)
            return null;
        if (count <= 0)
            Close();
        else if (count > LongestMessage)
            log.Warn($"message from the node dropped: {count} bytes are more than {LongestMessage}");
        else
            return Encoding.UTF8.GetString(_buffer, 0, (int)count);
        return null;
    }

    void Dispatch(string message)
    {
        var space = message.IndexOf(' ');
        handle(space < 0 ? message : message[..space], space < 0 ? "" : message[(space + 1)..]);
    }

    public void Dispose() => Close();

    void Close()
    {
        _watch?.Dispose();
        _outbox?.Dispose();
        if (_fd >= 0)
            _ = Libc.Close(_fd);
        (_watch, _outbox, _fd) = (null, null, -1);
    }
}
