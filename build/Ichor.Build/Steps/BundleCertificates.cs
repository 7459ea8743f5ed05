using Ichor.Build.Debian;
using Ichor.Build.Graph;

namespace Ichor.Build.Steps;

/// <summary>Concatenates the certificates of Debian's ca-certificates package in ordinal order of their names, as update-ca-certificates does.</summary>
public sealed record BundleCertificates(Artifact Tree) : Step
{
    const string Folder = "usr/share/ca-certificates";

    public override string Title => "bundle CA certificates";
    public override int Version => 1;
    public override IReadOnlyList<string> Outputs => ["ca-certificates.crt"];

    public override async Task RunAsync(StepContext context, CancellationToken stopping)
    {
        using var tree = new TarTree(context.PathOf(Tree));
        await using var bundle = File.Create(context.Out("ca-certificates.crt"));
        foreach (var certificate in tree.FilesBelow(Folder).Where(node => node.Path.EndsWith(".crt", StringComparison.Ordinal)))
        {
            var pem = tree.Read(certificate);
            await bundle.WriteAsync(pem, stopping);
            if (pem is not [.., (byte)'\n']) bundle.WriteByte((byte)'\n');
        }
        if (bundle.Position == 0) throw new BuildException($"the package has no certificates in {Folder}");
    }
}
