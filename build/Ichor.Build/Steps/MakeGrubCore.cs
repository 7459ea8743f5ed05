using System.Formats.Tar;
using CliWrap;
using CliWrap.Buffered;
using Ichor.Build.Debian;
using Ichor.Build.Graph;

namespace Ichor.Build.Steps;

/// <summary>Links GRUB's core image for machines with a BIOS, with the pinned package's own grub-mkimage; nothing is installed.</summary>
/// <param name="Trees">grub-common, grub-pc-bin and the libraries grub-mkimage needs, unpacked.</param>
/// <param name="Format">"i386-pc" for a disk, "i386-pc-eltorito" for a CD.</param>
/// <param name="Prefix">Folder in which GRUB looks for its files.</param>
/// <param name="Modules">GRUB modules to link in.</param>
/// <param name="Config">What the core image does first.</param>
public sealed record MakeGrubCore(IReadOnlyList<Artifact> Trees, string Format, string Prefix, IReadOnlyList<string> Modules, string Config) : Step
{
    const string Platform = "usr/lib/grub/i386-pc";

    public override string Title => $"link GRUB ({Format})";
    public override int Version => 1;
    public override IReadOnlyList<string> Outputs => ["core.img"];

    public override async Task RunAsync(StepContext context, CancellationToken stopping)
    {
        var root = context.Out("tools");
        foreach (var tree in Trees) Unpack(context.PathOf(tree), root);
        await File.WriteAllTextAsync(context.Out("early.cfg"), Config, stopping);
        var result = await Cli.Wrap(Path.Combine(root, "usr/bin/grub-mkimage"))
            .WithArguments(["-d", Path.Combine(root, Platform), "-O", Format, "-p", Prefix, "-c", context.Out("early.cfg"), "-o", context.Out("core.img"), .. Modules])
            .WithEnvironmentVariables(env => env.Set("LC_ALL", "C")
                .Set("LD_LIBRARY_PATH", string.Join(':', Libraries.Select(folder => Path.Combine(root, folder)))))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(stopping);
        if (result.ExitCode != 0) throw new BuildException($"grub-mkimage failed: {result.StandardError}");
    }

    static readonly string[] Libraries = ["lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu"];

    static void Unpack(string tar, string root)
    {
        using var tree = new TarTree(tar);
        foreach (var node in tree.Nodes.Where(IsNeeded))
        {
            var path = Path.Combine(root, node.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (node.Type == TarEntryType.SymbolicLink) File.CreateSymbolicLink(path, node.LinkTarget);
            else File.WriteAllBytes(path, tree.Read(node));
            if (node.Path.StartsWith("usr/bin/", StringComparison.Ordinal)) File.SetUnixFileMode(path, (UnixFileMode)node.Mode);
        }
    }

    static bool IsNeeded(TarNode node) =>
        node.Type is TarEntryType.RegularFile or TarEntryType.SymbolicLink
        && (node.Path == "usr/bin/grub-mkimage"
            || node.Path.StartsWith(Platform + "/", StringComparison.Ordinal)
            || Libraries.Any(folder => node.Path.StartsWith(folder + "/lib", StringComparison.Ordinal) && node.Path.Contains(".so", StringComparison.Ordinal)));
}
