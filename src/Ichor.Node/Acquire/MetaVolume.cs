using Ichor.Config;
using Ichor.Linux;

namespace Ichor.Node.Acquire;

/// <summary>The partition <c>META</c> of a disk, known by its name in the partition table: there is no file system on it.</summary>
internal static class MetaVolume
{
    /// <summary>Stands where other volumes have the type of their file system.</summary>
    public const string Type = "meta";

    /// <summary>Whether a device is a partition of that name. Does not touch the disk.</summary>
    public static bool Is(string device) =>
        Sysfs.UEvent($"/sys/class/block/{device["/dev/".Length..].Replace('/', '!')}/uevent").Contains(("PARTNAME", MetaPartition.Label));

    /// <summary>A disk may let that wait for ever.</summary>
    /// <exception cref="IOException">It cannot be read, or both copies in it are bad.</exception>
    public static MetaReading ReadFrom(string device)
    {
        var bytes = new byte[MetaPartition.Size];
        var fd = Libc.Check(Libc.Open(device, Libc.O_RDONLY | Libc.O_CLOEXEC), $"open {device} ({MetaPartition.Label})");
        try
        {
            var reading = MetaPartition.Read(bytes.AsSpan(0, ReadFully(device, fd, bytes)));
            if (reading.Remark.Length > 0)
                Log.Warning($"{MetaPartition.Label} ({device}): {reading.Remark}");
            Log.Info($"read {reading.Values.Values.Count} values from {MetaPartition.Label} ({device})");
            return reading;
        }
        catch (MetaFormatException e)
        {
            throw new IOException($"{MetaPartition.Label} ({device}): {e.Message}", e);
        }
        finally
        {
            Libc.Close(fd);
        }
    }

    private static int ReadFully(string device, int fd, Span<byte> into)
    {
        var total = 0;
        while (total < into.Length && Libc.Check(Libc.Read(fd, into[total..]), $"read {device} ({MetaPartition.Label})") is > 0 and var count)
            total += count;
        return total;
    }
}
