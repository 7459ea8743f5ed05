using Ichor.Linux;
using static Ichor.Linux.Libc;

namespace Ichor.Init.Boot;

/// <summary>One mount of early user space.</summary>
readonly record struct EarlyMount(string Type, string Target, ulong Flags, string? Data = null)
{
    /// <summary>What every boot mounts, in order. /dev is the very first: the runtime remembers for ever that
    /// /dev/urandom was missing when it first looked.</summary>
    public static readonly EarlyMount[] Table =
    [
        new("devtmpfs", "/dev", MS_NOSUID, "mode=0755"),
        new("proc", "/proc", MS_NOSUID | MS_NODEV | MS_NOEXEC),
        new("sysfs", "/sys", MS_NOSUID | MS_NODEV | MS_NOEXEC),
        new("tmpfs", "/run", MS_NOSUID | MS_NODEV, "mode=0755"),
        new("tmpfs", "/tmp", MS_NOSUID | MS_NODEV, "mode=1777"),
        new("tmpfs", "/var", MS_NOSUID | MS_NODEV, "mode=0755"),
        new("devpts", "/dev/pts", MS_NOSUID | MS_NOEXEC, "mode=0620,ptmxmode=0666"),
        new("tmpfs", "/dev/shm", MS_NOSUID | MS_NODEV, "mode=1777"),
        new("cgroup2", "/sys/fs/cgroup", MS_NOSUID | MS_NODEV | MS_NOEXEC),
    ];

    /// <summary>Null, or what the kernel said. A missing cgroup2 must not stop a machine from booting.</summary>
    public string? Create()
    {
        MkDir(Target, 0x1ED /* 0755 */);
        return Mount(Type, Target, Type, Flags, Data) == 0 || LastError == Errno.EBUSY
            ? null : new LinuxException(ToString(), LastError).Message;
    }

    public override string ToString() => $"mount {Type} on {Target}";
}
