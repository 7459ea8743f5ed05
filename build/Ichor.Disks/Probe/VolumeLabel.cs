using System.Buffers.Binary;
using System.Text;

namespace Ichor.Disks;

/// <summary>The label of the file system on a volume, read from a few sectors; for finding a configuration disk among others.</summary>
/// <param name="FileSystem">The kernel's name of the file system: <c>iso9660</c> or <c>vfat</c>.</param>
/// <param name="Label">The label without padding; may be empty.</param>
/// <remarks>What is read is not trusted: nothing but a bounded number of sectors is looked at, whatever they say.</remarks>
public sealed record VolumeLabel(string FileSystem, string Label)
{
    private const int SectorSize = 512;
    private const int IsoDescriptor = 16 * IsoFields.BlockSize;
    private const int EntriesLookedAt = 512;

    /// <summary>Probes a volume; null when there is neither an ISO 9660 nor a FAT file system.</summary>
    /// <exception cref="IOException">The medium cannot be read.</exception>
    public static VolumeLabel? Read(Stream volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        return ReadIso(volume) ?? ReadFat(volume);
    }

    private static VolumeLabel? ReadIso(Stream volume) =>
        Bytes(volume, IsoDescriptor, SectorSize) is { } descriptor && descriptor[0] == 1 && descriptor.AsSpan(1, 5).SequenceEqual("CD001"u8)
            ? new VolumeLabel("iso9660", Text(descriptor.AsSpan(40, 32)))
            : null;

    private static VolumeLabel? ReadFat(Stream volume)
    {
        if (Bytes(volume, 0, SectorSize) is not { } boot || !LooksLikeFat(boot))
            return null;
        var fat32 = U16(boot, 22) == 0;
        var inBootSector = boot.AsSpan(fat32 ? 71 : 43, 11);
        var hasLabelField = boot[fat32 ? 66 : 38] == 0x29;
        // Tools that rename a volume write the entry of the root directory; the boot sector may keep an older name.
        var label = LabelEntry(volume, boot, fat32) ?? (hasLabelField ? Text(inBootSector) : "");
        return new VolumeLabel("vfat", label == "NO NAME" ? "" : label);
    }

    private static bool LooksLikeFat(ReadOnlySpan<byte> boot) =>
        U16(boot, 510) == 0xAA55 && boot[0] is 0xEB or 0xE9 && U16(boot, 11) is 512 or 1024 or 2048 or 4096
        && boot[13] != 0 && int.IsPow2(boot[13]) && U16(boot, 14) != 0 && boot[16] is 1 or 2
        && (U16(boot, 22) != 0 || U32(boot, 36) != 0);

    /// <summary>Looks through the start of the root directory for the entry that is the label.</summary>
    private static string? LabelEntry(Stream volume, ReadOnlySpan<byte> boot, bool fat32)
    {
        var sector = (long)U16(boot, 11);
        var afterTables = U16(boot, 14) + boot[16] * (fat32 ? (long)U32(boot, 36) : U16(boot, 22));
        var rootCluster = fat32 ? Math.Max(2, U32(boot, 44)) : 2L;
        var offset = (afterTables + (rootCluster - 2) * boot[13]) * sector;
        var size = Math.Min(EntriesLookedAt * FatGeometry.EntrySize, fat32 ? boot[13] * sector : U16(boot, 17) * (long)FatGeometry.EntrySize);
        for (var at = 0L; at + SectorSize <= size; at += SectorSize)
        {
            if (Bytes(volume, offset + at, SectorSize) is not { } entries)
                return null;
            for (var entry = entries.AsSpan(); !entry.IsEmpty; entry = entry[FatGeometry.EntrySize..])
            {
                const byte volumeLabel = 0x08, directory = 0x10, deleted = 0xE5;
                if (entry[0] == 0)
                    return null;
                if (entry[0] != deleted && (entry[11] & (volumeLabel | directory)) == volumeLabel && (entry[11] & 0x3F) != 0x0F)
                    return Text(entry[..11]);
            }
        }
        return null;
    }

    private static byte[]? Bytes(Stream volume, long offset, int count)
    {
        // Block devices have no length here (0); reading behind their end gives nothing.
        if (offset < 0 || volume.Length > 0 && offset > volume.Length - count)
            return null;
        var bytes = new byte[count];
        volume.Position = offset;
        return volume.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count ? bytes : null;
    }

    /// <summary>Printable characters only: labels end up in logs.</summary>
    private static string Text(ReadOnlySpan<byte> padded)
    {
        var text = Encoding.Latin1.GetString(padded).TrimEnd(' ', '\0');
        return new string([.. text.Select(c => c is >= ' ' and <= '~' ? c : '?')]);
    }

    private static ushort U16(ReadOnlySpan<byte> sector, int at) => BinaryPrimitives.ReadUInt16LittleEndian(sector[at..]);

    private static uint U32(ReadOnlySpan<byte> sector, int at) => BinaryPrimitives.ReadUInt32LittleEndian(sector[at..]);
}
