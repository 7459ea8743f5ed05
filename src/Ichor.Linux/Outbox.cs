namespace Ichor.Linux;

/// <summary>Packets for the other end of a SOCK_SEQPACKET socket, which may be slow to take them. The sender never waits, and every
/// packet arrives: while there is no room, the newest of each subject is kept, in the order in which the subjects came up.</summary>
/// <param name="loop">Tells when there is room.</param>
/// <param name="fd">The socket; it stays the caller's.</param>
/// <param name="most">Subjects that may wait: what a peer can make us say without reading it must have an end.</param>
/// <param name="lost">Takes the subject of a packet that cannot be sent, and the errno.</param>
public sealed unsafe class Outbox(EventLoop loop, int fd, int most, Action<string, int> lost) : IDisposable
{
    readonly OrderedDictionary<string, byte[]> _waiting = new(StringComparer.Ordinal);
    IDisposable? _room;

    /// <summary>Sends the packet now, or as soon as there is room; false: not at all.</summary>
    public bool Send(string subject, byte[] packet)
    {
        if (_waiting.Count == 0 && TrySend(packet) is var error && error != Errno.EAGAIN)
            return error == 0 || Lose(subject, error);
        if (_waiting.Count >= most && !_waiting.ContainsKey(subject))
            return Lose(subject, Errno.EAGAIN);
        _waiting[subject] = packet;
        _room ??= loop.OnWritable(fd, Flush);
        return true;
    }

    /// <summary>What waits is given up.</summary>
    public void Dispose()
    {
        _waiting.Clear();
        _room?.Dispose();
        _room = null;
    }

    void Flush()
    {
        while (_waiting.Count > 0)
        {
            var (subject, packet) = _waiting.GetAt(0);
            var error = TrySend(packet);
            if (error == Errno.EAGAIN)
                return;
            _waiting.RemoveAt(0);
            if (error != 0)
                Lose(subject, error);
        }
        Dispose();
    }

    bool Lose(string subject, int error)
    {
        lost(subject, error);
        return false;
    }

    int TrySend(byte[] packet)
    {
        fixed (byte* start = packet)
            return Libc.Send(fd, start, (nuint)packet.Length, Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL) < 0 ? Libc.LastError : 0;
    }
}
