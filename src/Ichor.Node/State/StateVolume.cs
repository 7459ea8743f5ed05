using Ichor.Linux;
using Ichor.Node.Acquire;

namespace Ichor.Node.State;

/// <summary>The volume labelled <c>STATE</c> (a partition or a whole disk, FAT or ext4), mounted where the node keeps what the next boot needs.</summary>
internal static class StateVolume
{
    public const string Label = "STATE";

    private const string MountPoint = "/run/ichor/state";
    private const string Mounts = "/proc/self/mounts";

    /// <summary>Null while there is no such volume. One that a former life of this process has mounted is taken as it is.</summary>
    /// <exception cref="IOException">It is there and cannot be mounted.</exception>
    public static StateFolder? Find()
    {
        if (Mounted() is { } mounted)
            return mounted;
        foreach (var device in BlockDevices.All())
            if (VolumeLabel.Of(device) is (var type and not "iso9660", var label) && label.Equals(Label, StringComparison.OrdinalIgnoreCase))
                return Mount(device, type);
        return null;
    }

    /// <summary>As <see cref="Find"/>; a volume that cannot be mounted is none. Who looks again says why.</summary>
    public static StateFolder? FindOrNull()
    {
        try
        {
            return Find();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static StateFolder Mount(string device, string type)
    {
        Directory.CreateDirectory(MountPoint);
        // A FAT volume has no owners: the mask keeps the secrets of a config from everybody but root.
        Libc.Check(Libc.Mount(device, MountPoint, type, Libc.MS_NOSUID | Libc.MS_NODEV | Libc.MS_NOEXEC, type == "vfat" ? "umask=0077" : null),
            $"mount {device} ({type}, label {Label})");
        Log.Info($"volume {Label} is {device} ({type})");
        return Folder(device, type);
    }

    private static StateFolder? Mounted()
    {
        foreach (var line in File.ReadLines(Mounts))
            if (line.Split(' ') is [var device, MountPoint, var type, ..])
                return Folder(device, type);
        return null;
    }

    private static StateFolder Folder(string device, string type) => new(MountPoint, $"{Label} ({device}, {type})");
}
