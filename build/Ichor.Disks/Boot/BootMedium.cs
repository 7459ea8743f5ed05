namespace Ichor.Disks;

/// <summary>The two boot media that are made from one kernel image: a disk and a CD that is a USB stick too, for UEFI and BIOS.</summary>
/// <remarks>
/// There is one copy of kernel and initramfs on each. UEFI starts systemd-boot, which starts the kernel image; GRUB reads the
/// kernel and the initramfs out of that image, on the disk by block lists, on the CD through directory entries that point into it.
/// </remarks>
public sealed record BootMedium
{
    private const string LoaderPath = "EFI/BOOT/BOOTX64.EFI";
    private const int GrubConfigLength = 4096;     // the kernel takes command lines of 2048 bytes

    /// <summary>The kernel image.</summary>
    public required UkiImage Uki { get; init; }

    /// <summary>File name of the kernel image in <c>EFI/Linux</c>; <c>name+3.efi</c> gives it three tries (boot counting).</summary>
    public string UkiName { get; init; } = "ichor.efi";

    /// <summary>Title in boot menus.</summary>
    public string Title { get; init; } = "Ichor";

    /// <summary>Kernel arguments for BIOS; UEFI takes those in the kernel image. GRUB cannot pass on apostrophes, backslashes and inner quotes.</summary>
    public required string CommandLine { get; init; }

    /// <summary>systemd's <c>systemd-bootx64.efi</c>.</summary>
    public required Content SystemdBoot { get; init; }

    /// <summary>GRUB for the disk; without it the disk boots with UEFI only.</summary>
    public GrubForDisk? GrubDisk { get; init; }

    /// <summary>GRUB for the CD; without it the CD boots with UEFI only.</summary>
    public GrubForIso? GrubIso { get; init; }

    /// <summary>Seconds for which systemd-boot shows its menu; with 0 a key pressed at the right time brings it up.</summary>
    public int MenuTimeout { get; init; }

    /// <summary>Size of the disk's EFI system partition, at least 64 MiB. The usual one has room for two generations of kernel images.</summary>
    public long EfiSystemSize { get; init; } = 256 * Align.MiB;

    /// <summary>Size of the disk; 0 for just large enough.</summary>
    public long DiskSize { get; init; }

    /// <summary>Content of the disk's META partition (1 MiB); zeros when not given.</summary>
    public Content? Meta { get; init; }

    /// <summary>Label of the CD.</summary>
    public string IsoLabel { get; init; } = "ICHOR";

    /// <summary>The time of everything.</summary>
    public DateTimeOffset Time { get; init; } = ImageTime.Default;

    private string UkiPath => $"EFI/Linux/{UkiName}";

    /// <summary>A GPT disk with the partitions EFI, BIOS and META.</summary>
    public Content BuildDisk()
    {
        var disk = new GptDisk { Name = "ichor-disk", Size = DiskSize };
        disk.Add(new GptPartition("EFI", GptTypes.EfiSystem, EfiSystemSize, DiskEfiSystem));
        var core = GrubDisk?.Core ?? Content.Zeros(0);
        var bios = disk.Add(new GptPartition("BIOS", GptTypes.BiosBoot, Math.Max(Align.MiB, core.Length), place =>
            GrubDisk is null ? core : Grub.CoreImage(core, SectorOf(place)))
        {
            Attributes = GptAttributes.LegacyBiosBootable,
        });
        disk.Add(new GptPartition("META", GptTypes.LinuxData, Align.MiB, _ => Meta ?? Content.Zeros(0)));
        disk.BootCode = GrubDisk is null ? null : Grub.BootSector(GrubDisk.Boot, SectorOf(bios));
        return disk.Build();
    }

    /// <summary>A bootable ISO 9660 volume; as large as its contents.</summary>
    public Content BuildIso()
    {
        var efi = WithSystemdBoot(new FatVolume
        {
            Label = "EFI",
            Kind = FatKind.Fat16,
            Time = Time,
            PartitionOffset = Align.MiB,
            ClusterSize = ClusterSizeForIso(Uki.Length + SystemdBoot.Length),
            DataAlignment = IsoFields.BlockSize,
        }).Build();
        var uki = efi.Find(UkiPath);
        var iso = new IsoVolume { Label = IsoLabel, Time = Time, EfiSystem = efi, HybridBootCode = GrubIso?.Hybrid }
            .AddShared(LoaderPath, efi.Find(LoaderPath))
            .AddShared("EFI/Linux/ichor.efi", uki)
            .AddShared("ichor/vmlinuz", uki.Within(Uki.Find(".linux")))
            .AddShared("ichor/initrd", uki.Within(Uki.Find(".initrd")));
        if (GrubIso is not null)
            iso.AddBiosBoot("ichor/eltorito.img", GrubIso.ElTorito)
                .AddFile("ichor/grub.cfg", Content.FromText(GrubConfig.Entry(Title, "/ichor/vmlinuz", "/ichor/initrd", CommandLine)));
        return iso.Build();
    }

    private FatImage DiskEfiSystem(Extent place)
    {
        var volume = WithSystemdBoot(new FatVolume
        {
            Label = "EFI",
            Kind = FatKind.Fat32,
            Time = Time,
            PartitionOffset = place.Offset,
            Size = place.Length,
        });
        if (GrubDisk is not null)
            volume.AddText("grub/grub.cfg", GrubConfigLength, image =>
                GrubConfig.Entry(Title, Blocks(image, ".linux"), Blocks(image, ".initrd"), CommandLine));
        return volume.Build();
    }

    private FatVolume WithSystemdBoot(FatVolume volume) => volume
        .AddFile(LoaderPath, SystemdBoot)
        .AddFile(UkiPath, Uki)
        .AddFile("loader/loader.conf", Content.FromText($"timeout {MenuTimeout}\n"));

    private string Blocks(FatImage image, string section) => $"($root){Grub.BlockList(image.Find(UkiPath).Within(Uki.Find(section)))}";

    private static long SectorOf(Extent place) => place.Offset / GptTable.SectorSize;

    /// <summary>FAT16 has at most 65,524 clusters; a cluster must hold whole blocks of the CD.</summary>
    private static int ClusterSizeForIso(long contents)
    {
        var size = IsoFields.BlockSize;
        while (contents / size > 60_000)
            size *= 2;
        return size;
    }
}
