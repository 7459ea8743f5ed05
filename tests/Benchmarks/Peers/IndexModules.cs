using System.Formats.Tar;
using CliWrap;
using Ichor.Build.Graph;

namespace Ichor.Benchmarks.Peers;

/// <summary>Adds the binary indexes that libkmod wants to a tree of modules; ours has text indexes only.</summary>
internal sealed record IndexModules(Artifact Modules, string Release) : Step
{
    public override string Title => "index modules for udev";
    public override int Version => 1;
    public override IReadOnlyList<string> Outputs => ["indexed.tar"];

    public override async Task RunAsync(StepContext context, CancellationToken stopping)
    {
        var root = Path.Combine(context.Folder, "root");
        Directory.CreateDirectory(root);
        await TarFile.ExtractToDirectoryAsync(context.PathOf(Modules), root, overwriteFiles: false, stopping);
        await File.WriteAllTextAsync(Path.Combine(root, "usr/lib/modules", Release, "modules.order"), "", stopping);
        Directory.CreateSymbolicLink(Path.Combine(root, "lib"), "usr/lib");
        await Cli.Wrap("depmod").WithArguments(["-b", root, Release]).ExecuteAsync(stopping);
        File.Delete(Path.Combine(root, "lib"));
        await TarFile.CreateFromDirectoryAsync(root, context.Out("indexed.tar"), includeBaseDirectory: false, stopping);
    }
}
