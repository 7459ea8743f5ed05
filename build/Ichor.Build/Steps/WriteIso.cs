using Ichor.Build.Graph;
using Ichor.Disks;

namespace Ichor.Build.Steps;

/// <summary>One file that boots as CD and as USB disk, under UEFI and BIOS.</summary>
public sealed record WriteIso(string File, BootParts Parts, Artifact GrubHybrid, Artifact GrubElTorito) : Step
{
    public override string Title => $"write {File}";
    public override int Version => 1;
    public override IReadOnlyList<string> Outputs => [File];

    public override Task RunAsync(StepContext context, CancellationToken stopping)
    {
        var grub = new GrubForIso(Content.FromFile(context.PathOf(GrubHybrid)), Content.FromFile(context.PathOf(GrubElTorito)));
        (Parts.Medium(context) with { GrubIso = grub }).BuildIso().WriteFile(context.Out(File));
        return Task.CompletedTask;
    }
}
