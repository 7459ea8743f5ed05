using Ichor.Build.Debian;
using Ichor.Build.Graph;

namespace Ichor.Build.Steps;

/// <summary>Downloads a pinned Debian package.</summary>
public sealed record FetchPackage(PackagePin Pin, [property: NotAnInput] Downloads Downloads) : Step
{
    public override string Title => $"fetch {Pin.Name} {Pin.Version}";
    public override int Version => 1;
    public override bool DependsOnBuilder => false;
    public override IReadOnlyList<string> Outputs => ["package.deb"];

    public override async Task RunAsync(StepContext context, CancellationToken stopping) =>
        HardLink.Create(await Downloads.GetAsync(Pin, context.Report, stopping), context.Out("package.deb"));
}
