namespace Ichor.Disks;
#pragma warning disable CS1591, CA1822, IDE0060, CA1801, CA1806 // signatures first, so that the image builder can be written against them; each moves to its own file when it works

/// <summary>A unified kernel image: the stub with sections appended.</summary>
public abstract class UkiImage : Content
{
    public static UkiImage Build(Content stub, UkiParts parts, DateTimeOffset? time = null) => throw new NotSupportedException();
    /// <summary>Where a section (".linux", ".initrd") lies in the file.</summary>
    public Extent Find(string section) => throw new NotSupportedException();
}

public sealed record UkiParts(Content Linux, Content Initrd, string CommandLine, string OsRelease, string Uname);

/// <summary>GRUB without grub-install: the places its installers patch.</summary>
public static class Grub
{
    /// <summary>boot.img for the MBR of a disk whose core image begins at this sector.</summary>
    public static Content BootSector(Content bootImage, long coreSector) => throw new NotSupportedException();
    /// <summary>core.img to be put at this sector.</summary>
    public static Content CoreImage(Content core, long coreSector) => throw new NotSupportedException();
    /// <summary>"first+count" in sectors of 512 bytes, as grub.cfg takes after a device name.</summary>
    public static string BlockList(Extent extent) => throw new NotSupportedException();
}

public static class GptTypes
{
    public static readonly Guid EfiSystem = new("C12A7328-F81F-11D2-BA4B-00A0C93EC93B");
    public static readonly Guid BiosBoot = new("21686148-6449-6E6F-744E-656564454649");
    public static readonly Guid LinuxData = new("0FC63DAF-8483-4772-8E79-3D69D8477DE4");
}

[Flags]
public enum GptAttributes : ulong { None = 0, Required = 1, LegacyBiosBootable = 4 }

/// <summary>Size 0: the content's size, rounded up to a MiB. The content gets to know where the partition lies.</summary>
public sealed record GptPartition(string Name, Guid Type, Func<Extent, Content> Content)
{
    public long Size { get; init; }
    public GptAttributes Attributes { get; init; }
}

/// <summary>A GPT disk image of 512-byte sectors. Identifiers derive from names.</summary>
public sealed class GptDisk
{
    public required string Name { get; init; }
    public long Size { get; init; }                  // 0: just large enough
    public Content? BootCode { get; set; }           // the first 440 bytes of the MBR; makes the protective entry active
    public Extent Add(GptPartition partition) => throw new NotSupportedException();
    public Content Build() => throw new NotSupportedException();
}

/// <summary>ISO 9660 with El Torito entries for BIOS and UEFI, bootable from a USB disk too (GPT and MBR).</summary>
public sealed class IsoVolume
{
    public required string Label { get; init; }
    public DateTimeOffset Time { get; init; } = ImageTime.Default;
    public FatImage? EfiSystem { get; set; }         // UEFI entry, GPT partition
    public Content? BiosBoot { get; set; }           // grub-mkimage -O i386-pc-eltorito; patched
    public Content? HybridBootCode { get; set; }     // boot_hybrid.img
    public IsoVolume AddFile(string path, Content content) => throw new NotSupportedException();
    /// <summary>A file whose bytes lie inside EfiSystem (offset a multiple of 2048).</summary>
    public IsoVolume AddShared(string path, Extent insideEfiSystem) => throw new NotSupportedException();
    public Content Build() => throw new NotSupportedException();
}

/// <summary>A whole boot medium from a UKI: the layouts that were proven to boot from BIOS and UEFI.</summary>
public sealed record BootMedium(UkiImage Uki, Content SystemdBoot, string UkiName, string CommandLine)
{
    public Content? GrubCore { get; init; }          // raw disk: -O i386-pc
    public Content? GrubBootImage { get; init; }     // boot.img
    public Content? GrubElTorito { get; init; }      // ISO: -O i386-pc-eltorito
    public Content? GrubHybrid { get; init; }        // boot_hybrid.img
    public long EfiSystemSize { get; init; } = 256L << 20;
    public Content Disk() => throw new NotSupportedException();
    public Content Iso() => throw new NotSupportedException();
}

/// <summary>Wrappers around a raw disk.</summary>
public static class VirtualDisk
{
    public static void WriteQcow2(Content disk, Stream destination) => throw new NotSupportedException();
    public static Content FixedVhd(Content disk, DateTimeOffset? time = null) => throw new NotSupportedException();
    public static void WriteStreamVmdk(Content disk, Stream destination) => throw new NotSupportedException();
}
