using Ichor.Build.Graph;
using Ichor.Disks;

namespace Ichor.Benchmarks.Peers;

/// <summary>An initramfs of systemd, udev and systemd-networkd as Debian ships them, with nothing else to start.</summary>
/// <param name="Packages">The unpacked packages.</param>
/// <param name="Busybox">For the script that measures memory; not run otherwise.</param>
/// <param name="Modules">The same modules as in our image, with depmod's binary indexes.</param>
/// <param name="Guest">Configuration.</param>
internal sealed record NetworkdPeer(IReadOnlyList<Artifact> Packages, Artifact Busybox, Artifact Modules, SourceTree Guest) : Step
{
    /// <summary>systemd, udev, and the libraries that their programs for this are linked to.</summary>
    public static readonly string[] PackageNames =
    [
        "systemd", "udev", "libsystemd-shared", "libacl1", "libapparmor1", "libaudit1", "libblkid1", "libc6", "libcap-ng0", "libcap2", "libcrypt1",
        "libgcrypt20", "libgpg-error0", "libip4tc2", "libkmod2", "liblz4-1", "liblzma5", "libmount1", "libpam0g", "libpcre2-8-0", "libseccomp2",
        "libselinux1", "libssl3", "libudev1", "libzstd1",
    ];

    public override string Title => "pack the systemd-networkd peer";
    public override int Version => 1;
    public override IReadOnlyList<string> Outputs => ["initramfs"];

    public override Task RunAsync(StepContext context, CancellationToken stopping)
    {
        var cpio = PackageRoot.New();
        foreach (var file in Guest.Files())
            cpio.AddFile(Place(Path.GetFileName(file.Path)), Content.FromFile(file.FullPath));
        cpio.AddFile("etc/machine-id", Content.FromText("0123456789abcdef0123456789abcdef\n"));   // else the first boot makes one up
        cpio.AddFile("etc/os-release", Content.FromText("ID=debian\nPRETTY_NAME=bench\n"));
        cpio.AddSymlink("etc/systemd/system/default.target", "bench.target");
        cpio.AddSymlink("init", "usr/lib/systemd/systemd");
        foreach (var package in Packages)
            PackageRoot.Add(cpio, context.PathOf(package));
        PackageRoot.Add(cpio, context.PathOf(Busybox), path => path == "usr/bin/busybox");
        PackageRoot.Add(cpio, context.PathOf(Modules));
        cpio.Build().WriteFile(context.Out("initramfs"));
        return Task.CompletedTask;
    }

    private static string Place(string name) => Path.GetExtension(name) switch
    {
        ".network" => $"etc/systemd/network/{name}",
        ".target" or ".service" => $"etc/systemd/system/{name}",
        _ => $"etc/{name}",
    };
}
