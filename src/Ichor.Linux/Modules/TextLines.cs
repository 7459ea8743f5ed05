namespace Ichor.Linux.Modules;

/// <summary>The lines of a text file as bytes, read through one small buffer: the index files of kmod are a megabyte,
/// process 1 is three, so nothing of them is kept.</summary>
public ref struct TextLines
{
    readonly string _path;
    readonly int _fd;
    readonly byte[] _buffer;
    int _start, _end;
    bool _atEnd;

    /// <summary>A file that is not there has no lines.</summary>
    /// <exception cref="LinuxException">It is there and cannot be opened or read.</exception>
    public TextLines(string path, byte[] buffer)
    {
        _path = path;
        _fd = Libc.Open(path, Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (_fd < 0 && Libc.LastError is not (Errno.ENOENT or Errno.ENOTDIR))
            throw new LinuxException($"open {path}", Libc.LastError);
        _buffer = buffer;
        _atEnd = _fd < 0;
    }

    public const int BufferSize = 32 * 1024;

    public ReadOnlySpan<byte> Current { get; private set; }

    public readonly TextLines GetEnumerator() => this;

    public bool MoveNext()
    {
        while (true)
        {
            var unread = _buffer.AsSpan(_start.._end);
            var length = unread.IndexOf((byte)'\n');
            if (length < 0 && !_atEnd && Fill())
                continue;
            if (unread.IsEmpty)
                return false;
            if (length < 0)
                length = unread.Length;   // the last line, or one longer than the buffer: given in pieces
            Current = unread[..length];
            _start = Math.Min(_start + length + 1, _end);
            return true;
        }
    }

    public readonly void Dispose()
    {
        if (_fd >= 0)
            Libc.Close(_fd);
    }

    bool Fill()
    {
        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
            return false;
        var count = Libc.Check(Libc.Read(_fd, _buffer.AsSpan(_end)), $"read {_path}");
        _atEnd = count == 0;
        _end += count;
        return true;
    }
}
