using System.Collections.Immutable;
using System.Formats.Tar;
using System.Text;
using Ichor.Build.Debian;
using Ichor.Build.Graph;
using Ichor.Build.Modules;

namespace Ichor.Build.Steps;

/// <summary>Picks the listed modules and all they depend on out of a kernel package, and writes the index files of depmod(8) for them.</summary>
/// <param name="Tree">The unpacked kernel package.</param>
/// <param name="Release">What <c>uname -r</c> says.</param>
/// <param name="List">The reviewed list.</param>
/// <param name="WithoutFirmware">The reviewed list of those that work without the firmware they name.</param>
/// <param name="Firmware">Firmware files of the image, below /usr/lib/firmware.</param>
public sealed record SelectModules(Artifact Tree, string Release, SourceFile List, SourceFile WithoutFirmware, IReadOnlyList<string> Firmware) : Step
{
    public override string Title => "select kernel modules";
    public override int Version => 1;
    public override IReadOnlyList<string> Outputs => ["modules.tar"];

    public override Task RunAsync(StepContext context, CancellationToken stopping)
    {
        using var tree = new TarTree(context.PathOf(Tree));
        var source = $"lib/modules/{Release}";
        var builtin = Encoding.UTF8.GetString(tree.Read($"{source}/modules.builtin"));
        var modules = new ModuleClosure(
            tree.FilesBelow(source).Where(node => ModuleFile.IsModule(node.Path)).Select(node => ModuleFile.At(node.Path[(source.Length + 1)..])),
            file => ModInfo.Parse(ModuleFile.Uncompressed(file.Path, tree.Read($"{source}/{file.Path}"))));
        AddListed(modules, BuiltIn(builtin), context, stopping);
        if (FirmwareCheck.Problems(modules, Firmware, WithoutFirmware.Path, Read(WithoutFirmware)) is { Count: > 0 } problems)
            throw new BuildException(string.Join('\n', problems));

        using var tar = new TarWriter(File.Create(context.Out("modules.tar")), TarEntryFormat.Ustar);
        foreach (var (name, content) in Files(modules, tree, source, builtin).OrderBy(file => file.Name, StringComparer.Ordinal))
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"usr/lib/modules/{Release}/{name}")
            {
                DataStream = new MemoryStream(content),
                Mode = (UnixFileMode)0b110_100_100,
                ModificationTime = DateTimeOffset.UnixEpoch,
            });
        return Task.CompletedTask;
    }

    void AddListed(ModuleClosure modules, HashSet<string> builtin, StepContext context, CancellationToken stopping)
    {
        foreach (var wanted in Read(List))
        {
            stopping.ThrowIfCancellationRequested();
            context.Report($"{modules.Chosen.Count} modules, {wanted.Name}");
            if (!modules.Add(wanted.Name) && !builtin.Contains(wanted.Name))
                throw new BuildException($"{List.Path}:{wanted.Line}: {wanted.Name}: kernel {Release} has no such module, and it is not built in");
        }
    }

    static IEnumerable<(string Name, byte[] Content)> Files(ModuleClosure modules, TarTree tree, string source, string builtin) =>
        modules.Chosen.Values
            .Select(module => (module.File.Path, tree.Read($"{source}/{module.File.Path}")))
            .Concat(
            [
                ("modules.dep", Encoding.UTF8.GetBytes(ModuleIndexes.Dependencies(modules))),
                ("modules.alias", Encoding.UTF8.GetBytes(ModuleIndexes.Aliases(modules))),
                ("modules.softdep", Encoding.UTF8.GetBytes(ModuleIndexes.SoftDependencies(modules))),
                ("modules.builtin", Encoding.UTF8.GetBytes(builtin)),
            ]);

    static ImmutableArray<WantedModule> Read(SourceFile list) => ModuleList.Parse(list.Path, File.ReadAllText(list.FullPath));

    static HashSet<string> BuiltIn(string text) => text
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(path => ModuleFile.At(path).Name)
        .ToHashSet(StringComparer.Ordinal);
}
