using System.Buffers.Binary;
using System.Text;

namespace Ichor.Disks;

/// <summary>The sectors in front of the tables: BIOS parameter block and, on FAT32, the count of free clusters.</summary>
internal static class FatBootSector
{
    public const int BackupSector = 6;
    private const int InformationSector = 1;

    // INT 18h (nothing to boot here, try the next device), then stay.
    private static ReadOnlySpan<byte> BootCode => [0xCD, 0x18, 0xEB, 0xFE];

    public static byte[] Encode(FatGeometry geometry, string label, uint serial, long partitionOffset)
    {
        var sector = new byte[FatGeometry.SectorSize];
        var fat32 = geometry.Kind == FatKind.Fat32;
        WriteParameterBlock(sector, geometry, (uint)(partitionOffset / FatGeometry.SectorSize));
        if (fat32)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(sector.AsSpan(36), (uint)geometry.FatSectors);
            BinaryPrimitives.WriteUInt32LittleEndian(sector.AsSpan(44), 2);             // first cluster of the root directory
            BinaryPrimitives.WriteUInt16LittleEndian(sector.AsSpan(48), InformationSector);
            BinaryPrimitives.WriteUInt16LittleEndian(sector.AsSpan(50), BackupSector);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(sector.AsSpan(22), (ushort)geometry.FatSectors);
        }
        WriteIdentity(sector.AsSpan(fat32 ? 64 : 36), label, serial, fat32 ? "FAT32   " : "FAT16   ");
        var code = fat32 ? 90 : 62;
        new byte[] { 0xEB, (byte)(code - 2), 0x90 }.CopyTo(sector, 0);
        BootCode.CopyTo(sector.AsSpan(code));
        Sign(sector);
        return sector;
    }

    /// <summary>The FSInfo sector of FAT32.</summary>
    public static byte[] EncodeInformation(uint freeClusters, uint nextFree)
    {
        var sector = new byte[FatGeometry.SectorSize];
        "RRaA"u8.CopyTo(sector);
        "rrAa"u8.CopyTo(sector.AsSpan(484));
        BinaryPrimitives.WriteUInt32LittleEndian(sector.AsSpan(488), freeClusters);
        BinaryPrimitives.WriteUInt32LittleEndian(sector.AsSpan(492), nextFree);
        Sign(sector);
        return sector;
    }

    private static void WriteParameterBlock(Span<byte> sector, FatGeometry geometry, uint hiddenSectors)
    {
        "MSWIN4.1"u8.CopyTo(sector[3..]);                                               // what the specification recommends
        BinaryPrimitives.WriteUInt16LittleEndian(sector[11..], FatGeometry.SectorSize);
        sector[13] = (byte)geometry.SectorsPerCluster;
        BinaryPrimitives.WriteUInt16LittleEndian(sector[14..], (ushort)geometry.ReservedSectors);
        sector[16] = FatGeometry.FatCount;
        BinaryPrimitives.WriteUInt16LittleEndian(sector[17..], (ushort)geometry.RootEntries);
        if (geometry.TotalSectors <= ushort.MaxValue && geometry.Kind == FatKind.Fat16)
            BinaryPrimitives.WriteUInt16LittleEndian(sector[19..], (ushort)geometry.TotalSectors);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(sector[32..], (uint)geometry.TotalSectors);
        sector[21] = FatTable.Media;
        BinaryPrimitives.WriteUInt16LittleEndian(sector[24..], 32);                     // sectors per track: divides a MiB, as mtools checks
        BinaryPrimitives.WriteUInt16LittleEndian(sector[26..], 64);                     // heads
        BinaryPrimitives.WriteUInt32LittleEndian(sector[28..], hiddenSectors);
    }

    private static void WriteIdentity(Span<byte> at, string label, uint serial, string kind)
    {
        at[0] = 0x80;   // first fixed disk
        at[2] = 0x29;   // the next three fields are present
        BinaryPrimitives.WriteUInt32LittleEndian(at[3..], serial);
        Encoding.ASCII.GetBytes(label, at[7..]);
        Encoding.ASCII.GetBytes(kind, at[18..]);
    }

    private static void Sign(Span<byte> sector) => BinaryPrimitives.WriteUInt16LittleEndian(sector[510..], 0xAA55);
}
