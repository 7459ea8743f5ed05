using Ichor.Linux;

namespace Ichor.Init.Power;

/// <summary>Lets go of every file system that is on something that lasts.</summary>
static class FileSystems
{
    static readonly HashSet<string> InMemory = new(StringComparer.Ordinal)
    {
        "rootfs", "tmpfs", "ramfs", "devtmpfs", "proc", "sysfs", "devpts", "cgroup2", "efivarfs", "securityfs",
    };

    public static void Release(Action<string> problem)
    {
        Libc.Sync();
        foreach (var target in LastingMounts(File.ReadAllText("/proc/self/mounts")))
            if (Libc.Umount2(target, 0) != 0 && Libc.Umount2(target, Libc.MNT_DETACH) != 0)
                problem(new LinuxException($"unmount {target}", Libc.LastError).Message);
        Libc.Sync();
    }

    /// <summary>The last mounted first; blanks in a path are written as \040 in /proc/self/mounts.</summary>
    internal static IEnumerable<string> LastingMounts(string mounts) =>
        from line in mounts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Reverse()
        let fields = line.Split(' ')
        where fields.Length > 2 && !InMemory.Contains(fields[2])
        select fields[1].Replace("\\040", " ");
}
