using Ichor.Build.Graph;
using Ichor.Disks;

namespace Ichor.Benchmarks.Peers;

/// <summary>An initramfs of one static busybox and a shell script: nothing is faster to write, and little is faster to boot.</summary>
/// <param name="Busybox">The unpacked package.</param>
/// <param name="Modules">The same modules as in our image.</param>
/// <param name="Guest">The script and what it calls.</param>
/// <param name="Loaded">Modules that our image loads on the same machine, in its order.</param>
internal sealed record BusyboxPeer(Artifact Busybox, Artifact Modules, SourceTree Guest, string Loaded) : Step
{
    public override string Title => "pack the busybox peer";
    public override int Version => 1;
    public override IReadOnlyList<string> Outputs => ["initramfs"];

    public override Task RunAsync(StepContext context, CancellationToken stopping)
    {
        var cpio = PackageRoot.New();
        PackageRoot.Add(cpio, context.PathOf(Busybox), path => path == "usr/bin/busybox");
        PackageRoot.Add(cpio, context.PathOf(Modules));
        foreach (var file in Guest.Files())
            cpio.AddFile(Path.GetFileName(file.Path) == "init" ? "init" : $"bench/{Path.GetFileName(file.Path)}",
                Content.FromFile(file.FullPath), UnixModes.Executable);
        cpio.AddFile("bench/modules", Content.FromText(Loaded));
        cpio.Build().WriteFile(context.Out("initramfs"));
        return Task.CompletedTask;
    }
}
