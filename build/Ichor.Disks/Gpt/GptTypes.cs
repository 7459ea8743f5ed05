namespace Ichor.Disks;

/// <summary>Partition types.</summary>
public static class GptTypes
{
    /// <summary>The EFI system partition, a FAT from which firmware starts programs (UEFI specification 5.3.3).</summary>
    public static Guid EfiSystem { get; } = new("C12A7328-F81F-11D2-BA4B-00A0C93EC93B");

    /// <summary>GRUB's core image for BIOS; spells "Hah!IdontNeedEFI".</summary>
    public static Guid BiosBoot { get; } = new("21686148-6449-6E6F-744E-656564454649");

    /// <summary>Data of a Linux system.</summary>
    public static Guid LinuxData { get; } = new("0FC63DAF-8483-4772-8E79-3D69D8477DE4");
}
