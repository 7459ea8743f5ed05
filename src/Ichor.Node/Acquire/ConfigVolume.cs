using System.Text;
using Ichor.Linux;

namespace Ichor.Node.Acquire;

/// <summary>
/// The machine config on a volume labelled <c>metal-iso</c>: file <c>config.yaml</c> of an ISO 9660 or FAT file system
/// (a CD, a stick, or a partition of one).
/// </summary>
internal static class ConfigVolume
{
    public const string Label = "metal-iso";
    private const string FileName = "config.yaml";
    private const string MountPoint = "/run/ichor/volume";

    /// <summary>A config is text for people; more than this is somebody's mistake (bytes).</summary>
    private const int MaxSize = 4 * 1024 * 1024;

    /// <summary>The text of the file on a device that has the label. A disk may let that wait for ever.</summary>
    /// <exception cref="IOException">The volume cannot be read, or has no such file.</exception>
    public static string ReadFrom(string device, string type)
    {
        Directory.CreateDirectory(MountPoint);
        Libc.Check(Libc.Mount(device, MountPoint, type, Libc.MS_RDONLY | Libc.MS_NODEV | Libc.MS_NOSUID | Libc.MS_NOEXEC, null),
            $"mount {device} ({type}, label {Label})");
        try
        {
            var path = Directory.EnumerateFiles(MountPoint)
                .FirstOrDefault(file => Path.GetFileName(file).Equals(FileName, StringComparison.OrdinalIgnoreCase))
                ?? throw new FileNotFoundException($"volume {Label} ({device}) has no file {FileName}");
            if (new FileInfo(path).Length > MaxSize)
                throw new IOException($"{FileName} on volume {Label} ({device}) is larger than {MaxSize / 1024 / 1024} MiB");
            Log.Info($"read {FileName} from volume {Label} ({device}, {type})");
            return File.ReadAllText(path, Encoding.UTF8);
        }
        finally
        {
            Libc.Umount2(MountPoint, Libc.MNT_DETACH);
        }
    }
}
