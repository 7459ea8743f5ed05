using System.Text;
using Ichor.Linux;

namespace Ichor.Init;

/// <summary>Writes status blocks to a console without ever waiting for it: a serial line is slow, and one held by XOFF is
/// stuck. While a block is being written only the newest of the following ones is kept.</summary>
sealed class ConsoleWriter(EventLoop loop, string path)
{
    const int Flags = Libc.O_WRONLY | Libc.O_NONBLOCK | Libc.O_NOCTTY | Libc.O_CLOEXEC;

    int _fd = -1;
    byte[] _writing = [];
    int _written;
    string? _next;
    IDisposable? _watch;

    public void Show(string text)
    {
        _next = text;
        if (_watch is null && HasConsole())
            Continue();
    }

    /// <summary>Opened when it is needed: a console may come late, and one that was hung up must be opened again.</summary>
    bool HasConsole() => _fd >= 0 || (_fd = Libc.Open(path, Flags)) >= 0;

    void Continue()
    {
        while (TakeBlock())
        {
            var count = Libc.Write(_fd, _writing.AsSpan(_written));
            if (count == 0 || count < 0 && Libc.LastError == Errno.EAGAIN)
            {
                _watch ??= loop.OnWritable(_fd, Continue);
                return;
            }
            if (count < 0)
            {
                GiveUp();
                return;
            }
            _written += count;
        }
        StopWaiting();
    }

    /// <summary>A console in error loses what was to be written.</summary>
    void GiveUp()
    {
        StopWaiting();
        _ = Libc.Close(_fd);
        (_fd, _writing, _written, _next) = (-1, [], 0, null);
    }

    void StopWaiting()
    {
        _watch?.Dispose();
        _watch = null;
    }

    bool TakeBlock()
    {
        if (_written < _writing.Length)
            return true;
        if (_next is null)
            return false;
        (_writing, _written, _next) = (Encoding.UTF8.GetBytes(_next), 0, null);
        return true;
    }
}
