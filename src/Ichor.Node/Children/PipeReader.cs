using System.Text;
using Ichor.Linux;

namespace Ichor.Node.Children;

/// <summary>A pipe whose reading end is collected, up to a limit; what is beyond it is thrown away.</summary>
internal sealed unsafe class PipeReader : IDisposable
{
    private readonly int _limit;
    private readonly Action _ended;
    private readonly MemoryStream _collected = new();
    private readonly IDisposable _watch;
    private int _readEnd;
    private int _writeEnd;

    /// <param name="loop">Where it is read.</param>
    /// <param name="limit">Bytes.</param>
    /// <param name="ended">Called when nobody can write any more, or when the limit is exceeded.</param>
    public PipeReader(EventLoop loop, int limit, Action ended)
    {
        _limit = limit;
        _ended = ended;
        var ends = stackalloc int[2];
        Libc.Check(Libc.Pipe2(ends, Libc.O_CLOEXEC), "pipe");
        (_readEnd, _writeEnd) = (ends[0], ends[1]);
        Libc.Check(Libc.Fcntl(_readEnd, Libc.F_SETFL, Libc.O_NONBLOCK), "fcntl");    // the child's end stays as children expect it
        _watch = loop.OnReadable(_readEnd, Read);
    }

    /// <summary>For the child.</summary>
    public int WriteEnd => _writeEnd;

    public bool HasEnded { get; private set; }

    /// <summary>Whether more came than the limit allows.</summary>
    public bool IsOverfull { get; private set; }

    public string Text => Encoding.UTF8.GetString(_collected.GetBuffer(), 0, (int)_collected.Length);

    /// <summary>To be called when the child has its copy: otherwise there is no end.</summary>
    public void CloseWriteEnd() => Close(ref _writeEnd);

    public void Dispose()
    {
        _watch.Dispose();
        Close(ref _readEnd);
        Close(ref _writeEnd);
    }

    private static void Close(ref int fd)
    {
        if (fd >= 0)
            Libc.Close(fd);
        fd = -1;
    }

    private void Read()
    {
        Span<byte> bytes = stackalloc byte[4096];
        var count = Libc.Read(_readEnd, bytes);
        if (count > 0)
            Take(bytes[..count]);
        else if (count == 0 || Libc.LastError != Errno.EAGAIN)
        {
            HasEnded = true;
            _watch.Dispose();
            _ended();
        }
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        var room = _limit - (int)_collected.Length;
        _collected.Write(bytes[..Math.Min(room, bytes.Length)]);
        if (IsOverfull || bytes.Length <= room)
            return;
        IsOverfull = true;
        _ended();
    }
}
