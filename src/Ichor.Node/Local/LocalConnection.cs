using Ichor.Api.Local;
using Ichor.Linux;

namespace Ichor.Node.Local;

/// <summary>Carries the bytes of one <see cref="LocalSession"/> over a descriptor: a unix socket or a virtio-serial port.</summary>
internal sealed class LocalConnection : IDisposable
{
    private readonly EventLoop _loop;
    private readonly int _fd;
    private readonly LocalSession _session;
    private readonly Action _closed;
    private readonly byte[] _buffer = new byte[4096];
    private IDisposable? _reading;
    private IDisposable? _writing;
    private bool _disposed;

    /// <param name="loop">The node's loop.</param>
    /// <param name="fd">Non-blocking; closed by <see cref="Dispose"/>.</param>
    /// <param name="session">The protocol.</param>
    /// <param name="closed">Called once when the other side is gone.</param>
    public LocalConnection(EventLoop loop, int fd, LocalSession session, Action closed)
    {
        _loop = loop;
        _fd = fd;
        _session = session;
        _closed = closed;
        session.OutputReady = Flush;
        _reading = loop.OnReadable(fd, Read);
        Flush();
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _reading?.Dispose();
        _writing?.Dispose();
        _session.Dispose();
        Libc.Close(_fd);
    }

    private void Read()
    {
        var count = Libc.Read(_fd, _buffer);
        if (count > 0)
        {
            _session.Receive(_buffer.AsSpan(0, count));
            Flush();
            ReadOrRest();
        }
        else if (count == 0 || Libc.LastError != Errno.EAGAIN)
            End();
    }

    /// <summary>Sends what is pending; what the descriptor does not take now it takes when it says so.</summary>
    private void Flush()
    {
        while (!_disposed && _session.Pending.Length > 0)
        {
            var count = Libc.Write(_fd, _session.Pending.Span);
            if (count > 0)
                _session.Sent(count);
            else if (count < 0 && Libc.LastError == Errno.EAGAIN)
            {
                _writing ??= _loop.OnWritable(_fd, FlushMore);
                return;
            }
            else
            {
                End();
                return;
            }
        }
        _writing?.Dispose();
        _writing = null;
    }

    private void FlushMore()
    {
        Flush();
        ReadOrRest();
    }

    /// <summary>Who asks and does not read the answers is not listened to: the requests wait in his own socket.</summary>
    private void ReadOrRest()
    {
        if (_disposed)
            return;
        if (_session.WantsInput)
            _reading ??= _loop.OnReadable(_fd, Read);
        else
        {
            _reading?.Dispose();
            _reading = null;
        }
    }

    private void End()
    {
        if (_disposed)
            return;
        Dispose();
        _closed();
    }
}
