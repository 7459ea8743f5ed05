namespace Ichor.Linux;

/// <summary>Severity of a kernel log record (linux/kern_levels.h).</summary>
public enum LogLevel { Emergency, Alert, Critical, Error, Warning, Notice, Info, Debug }

/// <summary>Lines into /dev/kmsg: in order with the kernel's own, time-stamped, on the console and kept by the kernel.</summary>
public sealed class KernelLog
{
    const int StandardError = 2, LongestRecord = 1024;

    // One process may log from several threads; a record is one write(2), so no lock is needed.
    readonly int _fd;

    public KernelLog(string path = "/dev/kmsg")
    {
        var fd = Libc.Open(path, Libc.O_WRONLY | Libc.O_CLOEXEC);
        _fd = fd < 0 ? StandardError : fd;
    }

    public void Write(LogLevel level, string tag, string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            foreach (var record in KernelLogRecord.Split(level, tag, line))
                Libc.Write(_fd, Complete(record));
    }

    /// <summary>With a newline where it fits: a record without one is kept open for a continuation, and the console shows it
    /// only when the next record comes (kernel/printk/printk.c, vprintk_store; seen on 6.12).</summary>
    static byte[] Complete(byte[] record) => record.Length < LongestRecord ? [.. record, (byte)'\n'] : record;
}
