namespace Ichor.Config;

/// <summary><c>machine.install</c>: how the system gets onto a disk.</summary>
public sealed record InstallConfig
{
    public required Provenance Because { get; init; }

    /// <summary>Path of the disk; null or empty when a selector chooses it.</summary>
    public string? Disk { get; init; }

    /// <summary>Chooses the disk; wins over <see cref="Disk"/>.</summary>
    public DiskSelector? DiskSelector { get; init; }

    /// <summary>Arguments added to the kernel command line; <c>-name</c> removes one.</summary>
    public ValueList<string> ExtraKernelArgs { get; init; }

    public string? Image { get; init; }

    /// <summary>Whether the disk is emptied first.</summary>
    public bool Wipe { get; init; }

    public bool LegacyBiosSupport { get; init; }

    public bool GrubUseUkiCmdline { get; init; }

    internal static InstallConfig Read(ObjectReader o)
    {
        var install = new InstallConfig
        {
            Because = o.Because,
            Disk = o.OptionalOrNull("disk", Scalars.Text, "Path of the disk to install to.", "/dev/vda"),
            DiskSelector = o.Object("diskSelector", DiskSelector.Read, "Picks the disk by what it is; wins over disk."),
            ExtraKernelArgs = o.List("extraKernelArgs", Scalars.NonEmptyText, "Arguments added to the kernel command line; '-name' removes one.", "console=ttyS0"),
            Image = o.OptionalOrNull("image", Scalars.Text, "The image to install.", "registry.example.org/installer:v1"),
            Wipe = o.Optional("wipe", Scalars.Bool, false, "Whether the disk is emptied first."),
            LegacyBiosSupport = o.Optional("legacyBIOSSupport", Scalars.Bool, false, "Whether the partition is marked for BIOSes that ask for it."),
            GrubUseUkiCmdline = o.Optional("grubUseUKICmdline", Scalars.Bool, false, "Whether the boot loader takes the kernel command line that is part of the image."),
        };
        o.Foreign("bootloader", "Older switch for the boot loader.", KnownShape.Boolean);
        o.Foreign("extensions", "Older list of system extensions.", KnownShape.ListOf(KnownShape.Object(("image", KnownShape.Text))));
        return o.Validate(install, (at, read) =>
        {
            if (read.GrubUseUkiCmdline && !read.ExtraKernelArgs.IsEmpty)
                at.Error("extraKernelArgs", "excludes 'grubUseUKICmdline': the command line is the image's or it is made here, not both");
        });
    }
}
