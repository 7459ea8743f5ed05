using Ichor.Build;
using Ichor.Build.Debian;
using Ichor.Build.Graph;
using Ichor.Build.Progress;
using Ichor.Build.Steps;

namespace Ichor.Benchmarks.Peers;

/// <summary>Builds the peers' images by the steps and in the cache of the image builder.</summary>
internal sealed class PeerImages(BuildSettings settings)
{
    private const string KernelPackage = "linux-image-6.12-amd64";

    /// <summary>Paths of the two initramfs.</summary>
    /// <param name="loaded">Modules that our image loads, in its order: the script of busybox loads the same.</param>
    public async Task<(string Busybox, string Networkd)> BuildAsync(string loaded, CancellationToken stopping)
    {
        var images = await BuildAsync((busybox, modules) => new BusyboxPeer(busybox, modules, Guest("busybox"), loaded), stopping);
        return (images.Other!, images.Networkd);
    }

    /// <summary>Path of the initramfs with systemd-networkd.</summary>
    public async Task<string> BuildNetworkdAsync(CancellationToken stopping) => (await BuildAsync(other: null, stopping)).Networkd;

    private async Task<(string Networkd, string? Other)> BuildAsync(Func<Artifact, Artifact, Step>? other, CancellationToken stopping)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var files = new FileHashes(Path.Combine(settings.Cache, "files"));
        var pins = PackageLock.Read(settings.Root);
        var downloads = new Downloads(settings.Downloads, PackageSource.OfThisMachine, http);
        Artifact Tree(string name) => new UnpackPackage(pins.Find(name).Name, new FetchPackage(pins.Find(name), downloads).Output()).Output();

        var busybox = Tree("busybox-static");
        var release = pins.Find(KernelPackage).Name.Replace("linux-image-", "", StringComparison.Ordinal);
        var modules = new SelectModules(Tree(KernelPackage), release, new SourceFile(settings.Root, "kernel/modules.list"), new SourceFile(settings.Root, "kernel/firmware.list"), []).Output();
        var small = other?.Invoke(busybox, modules);
        var large = new NetworkdPeer([.. NetworkdPeer.PackageNames.Select(Tree)], busybox, new IndexModules(modules, release).Output(), Guest("networkd"));

        using var runner = new StepRunner(new StepCache(settings.Cache), files, new PlainProgress(TextWriter.Null), Environment.ProcessorCount);
        await runner.RunAsync(small is null ? [large] : [small, large], stopping);
        return (runner.ResultOf(large).PathOf("initramfs"), small is null ? null : runner.ResultOf(small).PathOf("initramfs"));
    }

    private SourceTree Guest(string folder) => SourceTree.Below(settings.Root, $"tests/Benchmarks/guest/{folder}");
}
