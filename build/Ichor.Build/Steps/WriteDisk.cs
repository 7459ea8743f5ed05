using Ichor.Build.Graph;
using Ichor.Disks;

namespace Ichor.Build.Steps;

/// <summary>How a disk image is stored.</summary>
public enum DiskFormat
{
    /// <summary>Byte for byte, with holes where the disk is empty.</summary>
    Raw,

    /// <summary>QEMU's format, version 3.</summary>
    Qcow2,
}

/// <summary>A disk with GPT that boots under UEFI and BIOS.</summary>
public sealed record WriteDisk(string File, DiskFormat Format, BootParts Parts, Artifact GrubBoot, Artifact GrubCore, long EfiSystemSize) : Step
{
    public override string Title => $"write {File}";
    public override int Version => 1;
    public override IReadOnlyList<string> Outputs => [File];

    public override Task RunAsync(StepContext context, CancellationToken stopping)
    {
        var grub = new GrubForDisk(Content.FromFile(context.PathOf(GrubBoot)), Content.FromFile(context.PathOf(GrubCore)));
        var disk = (Parts.Medium(context) with { GrubDisk = grub, EfiSystemSize = EfiSystemSize }).BuildDisk();
        using var file = System.IO.File.Create(context.Out(File));
        if (Format == DiskFormat.Qcow2) Qcow2.Write(disk, file);
        else disk.WriteSparse(file);
        return Task.CompletedTask;
    }
}
