using Ichor.Linux;

namespace Ichor.Node.State;

/// <summary>The volume labelled <c>STATE</c> (a partition or a whole disk, FAT or ext4), mounted where the node keeps what the next boot needs.</summary>
internal static class StateVolume
{
    public const string Label = "STATE";

    private const string MountPoint = "/run/ichor/state";
    private const string Mounts = "/proc/self/mounts";

    /// <summary>Mounts a device that has the label. A disk may let that wait for ever.</summary>
    /// <exception cref="IOException">It cannot be mounted.</exception>
    public static StateFolder Mount(string device, string type)
    {
        Directory.CreateDirectory(MountPoint);
        // A FAT volume has no owners: the mask keeps the secrets of a config from everybody but root.
        Libc.Check(Libc.Mount(device, MountPoint, type, Libc.MS_NOSUID | Libc.MS_NODEV | Libc.MS_NOEXEC, type == "vfat" ? "umask=0077" : null),
            $"mount {device} ({type}, label {Label})");
        Log.Info($"volume {Label} is {device} ({type})");
        return Folder(device, type);
    }

    /// <summary>What a former life of this process has mounted; touches no disk.</summary>
    public static StateFolder? Mounted()
    {
        foreach (var line in File.ReadLines(Mounts))
            if (line.Split(' ') is [var device, MountPoint, var type, ..])
                return Folder(device, type);
        return null;
    }

    private static StateFolder Folder(string device, string type) => new(MountPoint, $"{Label} ({device}, {type})");
}
