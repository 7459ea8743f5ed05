using System.Formats.Tar;
using Ichor.Build.Debian;
using Ichor.Build.Graph;
using Ichor.Build.Progress;
using Ichor.Build.Steps;

namespace Ichor.Build.Tests.Modules;

/// <summary>What the pinned kernel and the reviewed list really give, judged by kmod's own tools.</summary>
public sealed class ShippedModulesTests
{
    [Fact]
    public async Task Index_files_say_what_depmod_says()
    {
        using var folder = new Temporary();
        var release = await UnpackAsync(folder);
        var ours = Indexes(folder, release);
        await Tool.RunAsync("depmod", "-b", folder.Below("usr"), release);
        var theirs = Indexes(folder, release);
        Assert.Equal(theirs["modules.dep"], ours["modules.dep"]);
        Assert.Equal(theirs["modules.alias"], ours["modules.alias"]);
        Assert.Equal(theirs["modules.softdep"], ours["modules.softdep"]);
    }

    [Fact]
    public async Task Everything_modprobe_would_load_is_shipped()
    {
        using var folder = new Temporary();
        var release = await UnpackAsync(folder);
        foreach (var module in new[] { "bonding", "8021q", "wireguard", "virtio_net", "nvme", "ext4", "vfat", "isofs", "nft_masq", "mlx5_core" })
        {
            await Tool.RunAsync("depmod", "-b", folder.Below("usr"), release);
            var files = (await Tool.RunAsync("modprobe", "-d", folder.Below("usr"), "-S", release, "--show-depends", module))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => line.StartsWith("insmod ", StringComparison.Ordinal))
                .Select(line => line.Split(' ')[1]);
            Assert.All(files, file => Assert.True(File.Exists(file), file));
        }
    }

    // Lines as sets of words: the order of modules.dep within a line, and of files, is ours to choose.
    static Dictionary<string, List<string>> Indexes(Temporary folder, string release) => new[] { "modules.dep", "modules.alias", "modules.softdep" }
        .ToDictionary(name => name, name => File.ReadLines(folder.Below($"usr/lib/modules/{release}/{name}"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => name == "modules.dep" ? string.Join(' ', line.Split(' ').Order(StringComparer.Ordinal)) : line)
            .Order(StringComparer.Ordinal)
            .ToList(), StringComparer.Ordinal);

    // Through the cache of the source tree: free when the image has been built.
    static async Task<string> UnpackAsync(Temporary folder)
    {
        var settings = BuildSettings.From(SourceRoot.Path, null, null, null);
        var pin = PackageLock.Read(settings.Root).Find("linux-image-6.12-amd64");
        var release = pin.Name["linux-image-".Length..];
        using var http = new HttpClient();
        var fetch = new FetchPackage(pin, new Downloads(settings.Downloads, PackageSource.OfThisMachine, http));
        var select = new SelectModules(new UnpackPackage(pin.Name, fetch.Output()).Output(), release, new SourceFile(settings.Root, "kernel/modules.list"), new SourceFile(settings.Root, "kernel/firmware.list"), []);
        using var files = new FileHashes(Path.Combine(settings.Cache, "files"));
        using var runner = new StepRunner(new StepCache(settings.Cache), files, new PlainProgress(TextWriter.Null), parallel: 2);
        try
        {
            await runner.RunAsync([select], TestContext.Current.CancellationToken);
        }
        catch (BuildException error) when (error.Message.StartsWith("download", StringComparison.Ordinal) || error.Message.StartsWith("no package archive", StringComparison.Ordinal))
        {
            Requirement.Met(false, $"the kernel package cannot be downloaded here: {error.Message}");
        }
        await TarFile.ExtractToDirectoryAsync(runner.ResultOf(select).PathOf("modules.tar"), folder.Path, overwriteFiles: false);
        return release;
    }
}
