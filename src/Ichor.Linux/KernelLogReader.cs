using System.Text;

namespace Ichor.Linux;

/// <summary>What the kernel logs from now on (/dev/kmsg): its words about a module that it refuses are nowhere else. Without the right to read there are none.</summary>
public sealed class KernelLogReader : IDisposable
{
    /// <summary>CONSOLE_EXT_LOG_MAX of kernel/printk: no record is longer.</summary>
    const int LongestRecord = 8192;

    readonly int _fd;
    readonly byte[] _buffer = new byte[LongestRecord];

    public KernelLogReader(string path = "/dev/kmsg")
    {
        _fd = Libc.Open(path, Libc.O_RDONLY | Libc.O_NONBLOCK | Libc.O_CLOEXEC);
        if (_fd >= 0)
            _ = Libc.LSeek(_fd, 0, Libc.SEEK_END);
    }

    /// <summary>The texts of the records since the last call, without their level and time; those that the kernel has overwritten in the meantime are left out.</summary>
    public IReadOnlyList<string> News()
    {
        var texts = new List<string>();
        while (_fd >= 0)
        {
            var count = Libc.Read(_fd, _buffer);
            if (count > 0 && TextOf(_buffer.AsSpan(0, count)) is { } text)
                texts.Add(text);
            else if (count <= 0 && !(count < 0 && Libc.LastError == Errno.EPIPE))   // EPIPE: overwritten, the next read goes on
                break;
        }
        return texts;
    }

    public void Dispose()
    {
        if (_fd >= 0)
            _ = Libc.Close(_fd);
    }

    /// <summary>"6,339,5140900,-;dummy: unknown parameter 'x' ignored" and perhaps lines with KEY=VALUE after it (Documentation/ABI/testing/dev-kmsg).</summary>
    internal static string? TextOf(ReadOnlySpan<byte> record)
    {
        var start = record.IndexOf((byte)';') + 1;
        if (start == 0)
            return null;
        var text = record[start..];
        var end = text.IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }
}
