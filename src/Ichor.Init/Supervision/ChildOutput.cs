using Ichor.Linux;

namespace Ichor.Init.Supervision;

/// <summary>Reads the pipe that is standard output and error of one child, until the last holder has closed it.</summary>
sealed unsafe class ChildOutput : IDisposable
{
    readonly int _fd;
    readonly IDisposable _watch;
    readonly LineSplitter _lines;
    readonly byte[] _buffer;
    readonly Action _ended;

    ChildOutput(EventLoop loop, int fd, byte[] buffer, Action<string> line, Action ended)
    {
        _fd = fd;
        _buffer = buffer;
        _ended = ended;
        _lines = new LineSplitter(line);
        _watch = loop.OnReadable(fd, Read);
    }

    /// <summary>The child's end is to be closed by the caller after the spawn. <paramref name="ended"/>: nothing more will come.</summary>
    public static (ChildOutput Output, int ChildEnd) Open(EventLoop loop, byte[] buffer, Action<string> line, Action ended)
    {
        var ends = stackalloc int[2];
        Libc.Check(Libc.Pipe2(ends, Libc.O_CLOEXEC), "pipe for a child's output");
        _ = Libc.Fcntl(ends[0], Libc.F_SETFL, Libc.O_NONBLOCK);
        return (new ChildOutput(loop, ends[0], buffer, line, ended), ends[1]);
    }

    public void Dispose()
    {
        _watch.Dispose();
        _ = Libc.Close(_fd);
    }

    /// <summary>One buffer per wake-up: a child that floods its pipe cannot keep the loop from the others.</summary>
    void Read()
    {
        var count = Libc.Read(_fd, _buffer);
        if (count > 0)
        {
            _lines.Add(_buffer.AsSpan(0, count));
        }
        else if (count == 0 || Libc.LastError != Errno.EAGAIN)
        {
            Dispose();
            _lines.Finish();
            _ended();
        }
    }
}
