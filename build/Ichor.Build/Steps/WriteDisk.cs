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
public sealed record WriteDisk(string File, DiskFormat Format, BootParts Parts, Artifact GrubCore, Artifact GrubBootImage, long EfiSystemSize) : Step
{
    public override string Title => $"write {File}";
    public override int Version => 1;
    public override IReadOnlyList<string> Outputs => [File];

    public override Task RunAsync(StepContext context, CancellationToken stopping)
    {
        var disk = (Parts.Medium(context) with
        {
            GrubCore = Content.FromFile(context.PathOf(GrubCore)),
            GrubBootImage = Content.FromFile(context.PathOf(GrubBootImage)),
            EfiSystemSize = EfiSystemSize,
        }).Disk();
        if (Format == DiskFormat.Raw)
        {
            disk.WriteFile(context.Out(File));
            return Task.CompletedTask;
        }
        using var file = System.IO.File.Create(context.Out(File));
        VirtualDisk.WriteQcow2(disk, file);
        return Task.CompletedTask;
    }
}
