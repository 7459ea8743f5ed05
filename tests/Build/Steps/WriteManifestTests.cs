using System.Text.Json.Nodes;
using Ichor.Build.Steps;
using Ichor.Build.Tests.Graph;

namespace Ichor.Build.Tests.Steps;

public sealed class WriteManifestTests
{
    [Fact]
    public async Task A_manifest_says_what_sha256sum_and_stat_say()
    {
        using var build = new TestBuild();
        var (first, second) = (new Write("abc", new Counter()).Output(), new Write("something longer", new Counter()).Output());
        var manifest = JsonNode.Parse(await build.TextOf(Manifest("metal", new("a.iso", first), new("b.raw", second)).Output()))!;
        foreach (var (file, name, artifact) in new[] { (manifest["files"]![0]!, "a.iso", first), (manifest["files"]![1]!, "b.raw", second) })
        {
            var path = build.Folder.File(name, await build.TextOf(artifact));
            Assert.Equal($"{name} {await Tool.RunAsync("stat", "-c", "%s", path)}{await Tool.RunAsync("sha256sum", path)}",
                $"{file["name"]} {file["size"]}\n{file["sha256"]}  {path}\n");
        }
    }

    [Fact]
    public void The_manifest_of_one_profile_does_not_take_the_place_of_anothers() =>
        Assert.NotEqual(Manifest("metal").Outputs, Manifest("openstack").Outputs);

    static WriteManifest Manifest(string profile, params OutputFile[] files) => new()
    {
        Profile = profile,
        ImageVersion = "1",
        Kernel = "6.12",
        CommandLine = "console=ttyS0",
        Files = files,
        Packages = [],
    };
}
