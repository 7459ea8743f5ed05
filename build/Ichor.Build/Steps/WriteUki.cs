using Ichor.Build.Graph;
using Ichor.Disks;

namespace Ichor.Build.Steps;

/// <summary>Kernel, initramfs and command line as one UEFI program, for network boot and for starting without a disk.</summary>
public sealed record WriteUki(string File, BootParts Parts) : Step
{
    public override string Title => $"write {File}";
    public override int Version => 1;
    public override IReadOnlyList<string> Outputs => [File];

    public override Task RunAsync(StepContext context, CancellationToken stopping)
    {
        Parts.Uki(context).WriteFile(context.Out(File));
        return Task.CompletedTask;
    }
}
