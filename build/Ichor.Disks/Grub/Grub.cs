using System.Buffers.Binary;

namespace Ichor.Disks;

/// <summary>GRUB for BIOS without its installer: the places that <c>grub-bios-setup</c> writes into the boot images, for the i386-pc platform.</summary>
/// <remarks>GRUB include/grub/i386/pc/boot.h and grub-core/boot/i386/pc/*.S; sectors are of 512 bytes.</remarks>
public static class Grub
{
    private const int SectorSize = 512;
    private const int KernelSector = 0x5C;         // GRUB_BOOT_MACHINE_KERNEL_SECTOR: where boot.img finds the core image
    private const int DriveCheck = 0x66;           // GRUB_BOOT_MACHINE_DRIVE_CHECK
    private const int FirstBlockList = 0x1F4;      // last entry of diskboot.img's list: where the rest of the core image lies
    private const int HybridSector = 0x1B0;        // boot_hybrid.img: sector of the El Torito image
    private const int ElToritoStart = 2548;        // "grub2 boot info": sector behind cdboot.img (xorriso --grub2-boot-info)

    /// <summary><c>boot.img</c> for the first sector of a disk whose core image begins at <paramref name="coreSector"/>.</summary>
    public static Content BootSector(Content bootImage, long coreSector) => Patch(bootImage, image =>
    {
        BinaryPrimitives.WriteInt64LittleEndian(image[KernelSector..], coreSector);
        // Two NOPs for a jump: believe the BIOS's drive number. grub-bios-setup does so for disks that are not floppies.
        image[DriveCheck] = image[DriveCheck + 1] = 0x90;
    });

    /// <summary>A core image (<c>grub-mkimage -O i386-pc</c>) that is stored in one piece from <paramref name="coreSector"/> on.</summary>
    public static Content CoreImage(Content core, long coreSector) =>
        Patch(core, image => BinaryPrimitives.WriteInt64LittleEndian(image[FirstBlockList..], coreSector + 1));

    /// <summary><c>boot_hybrid.img</c> for the first sector of an ISO image whose El Torito image lies at an offset.</summary>
    internal static Content HybridBootSector(Content bootHybrid, long imageOffset) =>
        Patch(bootHybrid, image => BinaryPrimitives.WriteInt64LittleEndian(image[HybridSector..], imageOffset / SectorSize + 4));

    /// <summary>An El Torito image (<c>grub-mkimage -O i386-pc-eltorito</c>) that lies at an offset: cdboot.img takes its first 2048 bytes.</summary>
    internal static void PatchElTorito(Span<byte> image, long imageOffset) =>
        BinaryPrimitives.WriteInt64LittleEndian(image[ElToritoStart..], imageOffset / SectorSize + 5);

    /// <summary>A run of bytes in GRUB's block list notation, <c>first+count</c>; it follows a device as in <c>linux ($root)2048+100</c>.</summary>
    /// <param name="extent">Relative to the start of that device or partition; begins at a multiple of 512. The last sector is read whole.</param>
    public static string BlockList(Extent extent) => extent.Offset % SectorSize == 0
        ? $"{extent.Offset / SectorSize}+{Align.DivideUp(extent.Length, SectorSize)}"
        : throw new ArgumentException($"offset {extent.Offset} is not a sector's", nameof(extent));

    private delegate void Patcher(Span<byte> image);

    private static Content Patch(Content image, Patcher patcher)
    {
        var bytes = image.ToArray();
        if (bytes.Length < SectorSize)
            throw new ArgumentException($"a boot image of {bytes.Length} bytes is not one of GRUB's", nameof(image));
        patcher(bytes);
        return Content.FromBytes(bytes);
    }
}
