using Ichor.Build.Debian;
using Ichor.Build.Graph;
using Ichor.Build.Progress;

namespace Ichor.Build.Steps;

/// <summary>Turns a Debian package into an uncompressed tar file, from which later steps pick what they need.</summary>
public sealed record UnpackPackage(string Name, Artifact Package) : Step
{
    public override string Title => $"unpack {Name}";
    public override int Version => 1;
    public override bool DependsOnBuilder => false;
    public override IReadOnlyList<string> Outputs => ["data.tar"];

    public override Task RunAsync(StepContext context, CancellationToken stopping)
    {
        using var package = File.OpenRead(context.PathOf(Package));
        using var data = DebArchive.OpenData(package);
        using var tar = File.Create(context.Out("data.tar"));
        var buffer = new byte[1 << 20];
        for (int read; (read = data.Read(buffer)) > 0;)   // SharpCompress decompresses in the caller's thread: async reads gain nothing
        {
            stopping.ThrowIfCancellationRequested();
            tar.Write(buffer, 0, read);
            context.Report(OutputTable.Bytes(tar.Position));
        }
        return Task.CompletedTask;
    }
}
