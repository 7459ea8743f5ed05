using System.Buffers.Binary;

namespace Ichor.Disks;

/// <summary>The first sector of a GPT disk: one entry over the whole disk, so that old tools see it taken (UEFI specification 5.2.3).</summary>
internal static class ProtectiveMbr
{
    /// <summary>How much of a boot program fits in front of the disk signature.</summary>
    public const int BootCodeSize = 440;

    private const byte Active = 0x80, GptProtective = 0xEE;

    /// <summary>Encodes the sector. With boot code the entry is marked active: some BIOSes boot only from disks that have such an entry.</summary>
    public static Content Encode(long diskSectors, Content? bootCode)
    {
        var sector = new byte[GptTable.SectorSize];
        if (bootCode is not null)
            bootCode.Read(0, sector.AsSpan(0, (int)Math.Min(BootCodeSize, bootCode.Length)));
        var entry = sector.AsSpan(446, 16);
        entry[0] = bootCode is null ? (byte)0 : Active;
        new byte[] { 0x00, 0x02, 0x00, GptProtective, 0xFF, 0xFF, 0xFF }.CopyTo(entry[1..]);   // CHS 0/0/2 to "beyond CHS"
        BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[12..], (uint)Math.Min(uint.MaxValue, diskSectors - 1));
        BinaryPrimitives.WriteUInt16LittleEndian(sector.AsSpan(510), 0xAA55);
        return Content.FromBytes(sector);
    }
}
