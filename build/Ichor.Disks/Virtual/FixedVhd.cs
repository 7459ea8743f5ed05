using System.Buffers.Binary;

namespace Ichor.Disks;

/// <summary>The fixed VHD format, which Azure takes: the disk as it is, and a footer behind it.</summary>
/// <remarks>Microsoft "Virtual Hard Disk Image Format Specification" 1.0. All numbers are big endian.</remarks>
public static class FixedVhd
{
    private const int FooterSize = 512;
    private const uint FixedDisk = 2;

    /// <summary>The disk, filled up to a whole MiB as Azure wants it, with its footer. To be written sparsely.</summary>
    public static Content Create(Content disk, DateTimeOffset? time = null)
    {
        ArgumentNullException.ThrowIfNull(disk);
        var size = Align.Up(disk.Length, Align.MiB);
        return Content.Concat(disk.PadTo(size), Content.FromBytes(Footer(size, time ?? ImageTime.Default)));
    }

    private static byte[] Footer(long size, DateTimeOffset time)
    {
        var footer = new byte[FooterSize];
        var epoch = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        "conectix"u8.CopyTo(footer);
        BinaryPrimitives.WriteUInt32BigEndian(footer.AsSpan(8), 2);                      // features: the reserved bit is always set
        BinaryPrimitives.WriteUInt32BigEndian(footer.AsSpan(12), 0x00010000);
        BinaryPrimitives.WriteUInt64BigEndian(footer.AsSpan(16), ulong.MaxValue);        // no dynamic header
        BinaryPrimitives.WriteUInt32BigEndian(footer.AsSpan(24), (uint)Math.Max(0, (time - epoch).TotalSeconds));
        "win "u8.CopyTo(footer.AsSpan(28));      // the creator for which QEMU believes the size and not cylinders, heads, sectors
        BinaryPrimitives.WriteUInt32BigEndian(footer.AsSpan(32), 0x000A0000);
        "Wi2k"u8.CopyTo(footer.AsSpan(36));
        BinaryPrimitives.WriteInt64BigEndian(footer.AsSpan(40), size);
        BinaryPrimitives.WriteInt64BigEndian(footer.AsSpan(48), size);
        WriteGeometry(footer.AsSpan(56), size / 512);
        BinaryPrimitives.WriteUInt32BigEndian(footer.AsSpan(60), FixedDisk);
        NamedGuid.From($"vhd {size}").TryWriteBytes(footer.AsSpan(68), bigEndian: true, out _);
        BinaryPrimitives.WriteUInt32BigEndian(footer.AsSpan(64), ~(uint)footer.Sum(value => value));
        return footer;
    }

    /// <summary>Cylinders, heads and sectors, as the appendix of the specification computes them.</summary>
    private static void WriteGeometry(Span<byte> at, long sectors)
    {
        sectors = Math.Min(sectors, 65535L * 16 * 255);
        var (heads, perTrack) = (16L, 255L);
        var tracks = sectors / perTrack;
        if (sectors < 65535L * 16 * 63)
        {
            perTrack = 17;
            tracks = sectors / perTrack;
            heads = Math.Max(4, (tracks + 1023) / 1024);
            if (tracks >= heads * 1024 || heads > 16)
                (perTrack, heads, tracks) = (31, 16, sectors / 31);
            if (tracks >= heads * 1024)
                (perTrack, heads, tracks) = (63, 16, sectors / 63);
        }
        BinaryPrimitives.WriteUInt16BigEndian(at, (ushort)(tracks / heads));
        at[2] = (byte)heads;
        at[3] = (byte)perTrack;
    }
}
