using System.Text;
using Ichor.Linux;

namespace Ichor.Node.Acquire;

/// <summary>Type and label of a file system, from its first bytes.</summary>
internal static class VolumeLabel
{
    // ECMA-119 8.4: the primary volume descriptor is sector 16 of 2048 bytes; the volume identifier has 32 characters.
    private const int DescriptorAt = 16 * 2048, VolumeIdentifierAt = 40, VolumeIdentifierLength = 32;

    // Microsoft FAT specification, BS_VolLab: at 43 on FAT12/16, at 71 on FAT32, 11 characters; BS_FilSysType follows it.
    private const int Fat16LabelAt = 43, Fat32LabelAt = 71, FatLabelLength = 11;

    // Documentation/filesystems/ext4/globals.rst: the super block is at 1024; s_magic at 0x38, s_volume_name (16 bytes) at 0x78.
    private const int ExtMagicAt = 1024 + 0x38, ExtLabelAt = 1024 + 0x78, ExtLabelLength = 16;

    /// <summary>Null when the device cannot be read or is of no type that is looked for.</summary>
    public static (string Type, string Label)? Of(string device)
    {
        var bytes = new byte[DescriptorAt + 2048];
        // Blocking: a drive without a medium then refuses to open, instead of failing each read with a line in the kernel log.
        var fd = Libc.Open(device, Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (fd < 0)
            return null;
        try
        {
            return Of(bytes.AsSpan(0, ReadFully(fd, bytes)));
        }
        finally
        {
            Libc.Close(fd);
        }
    }

    internal static (string Type, string Label)? Of(ReadOnlySpan<byte> start)
    {
        if (start.Length >= DescriptorAt + 2048 && start.Slice(DescriptorAt + 1, 5).SequenceEqual("CD001"u8))
            return ("iso9660", Text(start.Slice(DescriptorAt + VolumeIdentifierAt, VolumeIdentifierLength)));
        if (start.Length >= 512 && start[510] == 0x55 && start[511] == 0xAA)
        {
            if (start.Slice(Fat32LabelAt + FatLabelLength, 5).SequenceEqual("FAT32"u8))
                return ("vfat", Text(start.Slice(Fat32LabelAt, FatLabelLength)));
            if (start.Slice(Fat16LabelAt + FatLabelLength, 4).SequenceEqual("FAT1"u8))
                return ("vfat", Text(start.Slice(Fat16LabelAt, FatLabelLength)));
        }
        return start.Length >= ExtLabelAt + ExtLabelLength && start[ExtMagicAt] == 0x53 && start[ExtMagicAt + 1] == 0xEF
            ? ("ext4", Text(start.Slice(ExtLabelAt, ExtLabelLength)))       // which mounts its elders, ext2 and ext3, too
            : null;
    }

    private static int ReadFully(int fd, Span<byte> into)
    {
        var total = 0;
        while (total < into.Length && Libc.Read(fd, into[total..]) is > 0 and var count)
            total += count;
        return total;
    }

    private static string Text(ReadOnlySpan<byte> field) => Encoding.ASCII.GetString(field).TrimEnd(' ', '\0');
}
