using System.Text.Json.Nodes;
using Ichor.Build.Graph;

namespace Ichor.Build.Tests;

/// <summary>The promise of the builder: the same sources give the same bytes, wherever and whenever.</summary>
public sealed class ReproducibilityTests
{
    static readonly string[] NotSources = ["out", ".git", ".vs", ".idea"];

    const long IsoLimit = 30 << 20;      // with the drivers of servers

    [Fact]
    [Trait("Category", "Slow")]   // compiles the native program twice
    public async Task Two_builds_in_two_folders_give_identical_outputs_and_a_third_does_nothing()
    {
        using var folder = new Temporary();
        var (one, two) = (Copy(folder, "one"), Copy(folder, "another/place/with a blank"));
        await BuildAsync(one, "metal");
        await BuildAsync(two, "metal");
        Assert.NotEmpty(Outputs(one));
        Assert.Equal(Outputs(one), Outputs(two));
        await SaysWhatIsThere(one, "metal");
        Assert.InRange(new FileInfo(Path.Combine(one.Out, "metal-amd64.iso")).Length, 1, IsoLimit);

        var again = await BuildAsync(one, "metal");
        Assert.DoesNotContain(" ...\n", again, StringComparison.Ordinal);              // no step has begun
        Assert.DoesNotContain(" built\n", again, StringComparison.Ordinal);
        Assert.Equal(Outputs(two), Outputs(one));

        // The images of clouds share most steps, and leave everything of the other profile where it is.
        foreach (var profile in new[] { "nocloud", "openstack" })
        {
            Assert.DoesNotContain("compile", await BuildAsync(one, profile), StringComparison.Ordinal);
            await SaysWhatIsThere(one, profile);
            Assert.Contains("talos.platform=" + profile, (string)(await Manifest(one, profile))["commandLine"]!, StringComparison.Ordinal);
        }
        await SaysWhatIsThere(one, "metal");
    }

    static List<string> Outputs(BuildSettings settings) =>
    [
        .. Directory.GetFiles(settings.Out).Order(StringComparer.Ordinal).Select(path => $"{Path.GetFileName(path)} {FileHashes.OfContent(path)}"),
    ];

    static async Task SaysWhatIsThere(BuildSettings settings, string profile)
    {
        var files = (await Manifest(settings, profile))["files"]!.AsArray();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var path = Path.Combine(settings.Out, (string)file!["name"]!);
            Assert.Equal((new FileInfo(path).Length, FileHashes.OfContent(path)), ((long)file["size"]!, (string)file["sha256"]!));
        }
    }

    static async Task<JsonNode> Manifest(BuildSettings settings, string profile) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(settings.Out, $"{profile}-amd64.json"), TestContext.Current.CancellationToken))!;

    // A copy of the sources with a cache of its own; only the verified downloads are shared.
    static BuildSettings Copy(Temporary folder, string name)
    {
        var root = folder.Below(name);
        CopyTree(SourceRoot.Path, root);
        return BuildSettings.From(root, output: null, Path.Combine(root, "out/cache"), downloads: null);
    }

    /// <summary>Builds a profile and gives what a person would have read.</summary>
    static async Task<string> BuildAsync(BuildSettings settings, string profile)
    {
        var said = new StringWriter();
        await ImageBuild.RunAsync(settings, profile, said, TestContext.Current.CancellationToken);
        return said.ToString();
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
