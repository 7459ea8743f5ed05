using Ichor.Build.Graph;

namespace Ichor.Build.Tests;

/// <summary>The promise of the builder: the same sources give the same bytes, wherever and whenever.</summary>
public sealed class ReproducibilityTests
{
    static readonly string[] NotSources = ["out", ".git", ".vs", ".idea"];

    [Fact]
    [Trait("Category", "Slow")]   // compiles the native program twice
    public async Task Two_builds_in_two_folders_give_identical_outputs()
    {
        using var folder = new Temporary();
        var one = await BuildAsync(folder, "one");
        var two = await BuildAsync(folder, "another/place/with a blank");
        Assert.NotEmpty(one);
        Assert.Equal(one, two);
    }

    // A copy of the sources with a cache of its own; only the verified downloads are shared.
    static async Task<List<string>> BuildAsync(Temporary folder, string name)
    {
        var root = folder.Below(name);
        CopyTree(SourceRoot.Path, root);
        var settings = BuildSettings.From(root, output: null, Path.Combine(root, "out/cache"), downloads: null);
        await ImageBuild.RunAsync(settings, "metal", TextWriter.Null, TestContext.Current.CancellationToken);
        return
        [
            .. Directory.GetFiles(settings.Out).Order(StringComparer.Ordinal)
                .Select(path => $"{Path.GetFileName(path)} {FileHashes.OfContent(path)}"),
        ];
    }

    static void CopyTree(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in new DirectoryInfo(from).EnumerateFileSystemInfos().Where(entry => !NotSources.Contains(entry.Name, StringComparer.Ordinal)))
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link) File.CreateSymbolicLink(target, link);
            else if (entry is DirectoryInfo) CopyTree(entry.FullName, target);
            else File.Copy(entry.FullName, target);
        }
    }
}
