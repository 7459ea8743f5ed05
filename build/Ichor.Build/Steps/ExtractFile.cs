using Ichor.Build.Debian;
using Ichor.Build.Graph;

namespace Ichor.Build.Steps;

/// <summary>Takes one file out of an unpacked package.</summary>
public sealed record ExtractFile(Artifact Tree, string Path, string Name) : Step
{
    public override string Title => $"extract {Name}";
    public override int Version => 1;
    public override IReadOnlyList<string> Outputs => [Name];

    public override Task RunAsync(StepContext context, CancellationToken stopping)
    {
        using var tree = new TarTree(context.PathOf(Tree));
        return File.WriteAllBytesAsync(context.Out(Name), tree.Read(Path), stopping);
    }
}
