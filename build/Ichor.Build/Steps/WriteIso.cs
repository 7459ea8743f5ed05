using Ichor.Build.Graph;
using Ichor.Disks;

namespace Ichor.Build.Steps;

/// <summary>One file that boots as CD and as USB disk, under UEFI and BIOS.</summary>
public sealed record WriteIso(string File, BootParts Parts) : Step
{
    public override string Title => $"write {File}";
    public override int Version => 1;
    public override IReadOnlyList<string> Outputs => [File];

    public override Task RunAsync(StepContext context, CancellationToken stopping)
    {
        Parts.Medium(context).BuildIso().WriteFile(context.Out(File));
        return Task.CompletedTask;
    }
}
