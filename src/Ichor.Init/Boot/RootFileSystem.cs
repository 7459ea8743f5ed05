using Ichor.Linux;
using static Ichor.Linux.Libc;

namespace Ichor.Init.Boot;

/// <summary>Prepares the file systems; what comes back are the refusals, to be logged once there is a log.</summary>
static class RootFileSystem
{
    static readonly (string Path, string Target)[] DeviceLinks =
    [
        ("/dev/fd", "/proc/self/fd"),
        ("/dev/stdin", "/proc/self/fd/0"),
        ("/dev/stdout", "/proc/self/fd/1"),
        ("/dev/stderr", "/proc/self/fd/2"),
    ];

    public static List<string> Prepare()
    {
        var problems = new List<string>();
        foreach (var mount in EarlyMount.Table)
            if (mount.Create() is { } problem)
                problems.Add(problem);
        OpenStandardDescriptors();
        foreach (var (path, target) in DeviceLinks)
            SymLink(target, path);
        MkDir("/run/ichor", 0x1ED /* 0755 */);
        if (Seal() is { } refusal)
            problems.Add(refusal);
        return problems;
    }

    /// <summary>A kernel that found no console starts process 1 without descriptors 0 to 2, and the next sockets would become a
    /// child's input and output. One it found may be a serial line held by XOFF: what the runtime writes there must not wait.</summary>
    static void OpenStandardDescriptors()
    {
        int fd;
        do
            fd = Open("/dev/null", O_RDWR);
        while (fd is >= 0 and <= 2);
        if (fd > 2)
            _ = Close(fd);
        for (var standard = 0; standard <= 2; standard++)
            _ = Fcntl(standard, F_SETFL, O_NONBLOCK);
    }

    /// <summary>From here on a write to / or /usr is EROFS. The initramfs is one superblock without open writers,
    /// so the kernel agrees at once.</summary>
    static string? Seal() => Mount(null, "/", null, MS_REMOUNT | MS_RDONLY, null) == 0
        ? null : new LinuxException("remount / read-only", LastError).Message;
}
