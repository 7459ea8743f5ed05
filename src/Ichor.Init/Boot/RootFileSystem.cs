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
        foreach (var (path, target) in DeviceLinks)
            SymLink(target, path);
        MkDir("/run/ichor", 0x1ED /* 0755 */);
        if (Seal() is { } refusal)
            problems.Add(refusal);
        return problems;
    }

    /// <summary>From here on a write to / or /usr is EROFS. The initramfs is one superblock without open writers,
    /// so the kernel agrees at once.</summary>
    static string? Seal() => Mount(null, "/", null, MS_REMOUNT | MS_RDONLY, null) == 0
        ? null : new LinuxException("remount / read-only", LastError).Message;
}
