using System.Text;
using Ichor.Linux;

namespace Ichor.Init;

/// <summary>Writes status blocks to /dev/console without ever waiting for it: a serial line is slow, and one held by XOFF is
/// stuck. While a block is being written only the newest of the following ones is kept.</summary>
sealed class ConsoleWriter(EventLoop loop, string path = "/dev/console")
{
    const int Flags = Libc.O_WRONLY | Libc.O_NONBLOCK | Libc.O_NOCTTY | Libc.O_CLOEXEC;

    readonly int _fd = Libc.Open(path, Flags);
    byte[] _writing = [];
    int _written;
    string? _next;
    IDisposable? _watch;

    public void Show(string text)
    {
        if (_fd < 0)
            return;
        _next = text;
        if (_watch is null)
            Continue();
    }

    void Continue()
    {
        while (TakeBlock())
        {
            var count = Libc.Write(_fd, _writing.AsSpan(_written));
            if (count < 0 && Libc.LastError == Errno.EAGAIN)
            {
                _watch ??= loop.OnWritable(_fd, Continue);
                return;
            }
            _written = count < 0 ? _writing.Length : _written + count;   // a console in error loses the block
        }
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
