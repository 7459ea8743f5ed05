using Ichor.Build.Graph;
using Ichor.Disks;

namespace Ichor.Build.Steps;

/// <summary>What every bootable medium is made of.</summary>
/// <remarks>The unified kernel image is put together in memory by each medium: reading it back from a file would cost more than its few headers.</remarks>
public sealed record BootParts
{
    public required Artifact Kernel { get; init; }
    public required Artifact Initramfs { get; init; }
    public required Artifact Stub { get; init; }
    public required Artifact SystemdBoot { get; init; }
    public required string CommandLine { get; init; }
    public required string OsRelease { get; init; }
    public required string Release { get; init; }

    /// <summary>The unified kernel image.</summary>
    public UkiImage Uki(StepContext context) => new(new UkiParts(
        Content.FromFile(context.PathOf(Stub)), Content.FromFile(context.PathOf(Kernel)), Content.FromFile(context.PathOf(Initramfs)),
        CommandLine, OsRelease, Release));

    /// <summary>A medium with the UEFI half filled in.</summary>
    public BootMedium Medium(StepContext context) => new()
    {
        Uki = Uki(context),
        CommandLine = CommandLine,
        SystemdBoot = Content.FromFile(context.PathOf(SystemdBoot)),
    };
}
