using Ichor.Build.Debian;
using Ichor.Build.Graph;
using Ichor.Build.Steps;
using Ichor.Disks;

namespace Ichor.Build.Profiles;

/// <summary>Turns a profile into steps.</summary>
public sealed class ProfileGraph
{
    const string FirmwareFolder = "usr/lib/firmware/";

    readonly string _root;
    readonly Profile _profile;
    readonly IReadOnlyList<PackagePin> _pins;
    readonly Downloads _downloads;
    readonly string _toolchain;
    readonly Dictionary<string, Artifact> _shared = new(StringComparer.Ordinal);
    readonly List<PackagePin> _used = [];

    public ProfileGraph(string root, Profile profile, IReadOnlyList<PackagePin> pins, Downloads downloads, string toolchain) =>
        (_root, _profile, _pins, _downloads, _toolchain) = (root, profile, pins, downloads, toolchain);

    /// <summary>Every file of <c>out/</c> with the step that makes it, the manifest last.</summary>
    public IReadOnlyList<OutputFile> Outputs()
    {
        var version = OsRelease.VersionOf(_root);
        var parts = Parts(OsRelease.Of(_profile.Name, version));
        List<OutputFile> files = [.. _profile.Outputs.Select(output => new OutputFile(output.File, Make(output, parts)))];
        var manifest = new WriteManifest
        {
            Profile = _profile.Name,
            ImageVersion = version,
            Kernel = parts.Release,
            CommandLine = parts.CommandLine,
            Files = [.. files],
            Packages = [.. _used],
        };
        files.Add(new OutputFile(manifest.File, manifest.Output()));
        return files;
    }

    BootParts Parts(string osRelease)
    {
        var kernel = Tree(_profile.KernelPackage);
        var release = ReleaseOf(_pins.Find(_profile.KernelPackage));
        var loader = Tree("systemd-boot-efi");
        return new BootParts
        {
            Kernel = new ExtractFile(kernel, $"boot/vmlinuz-{release}", "vmlinuz").Output(),
            Initramfs = Initramfs(kernel, release, osRelease).Output(),
            Stub = new ExtractFile(loader, "usr/lib/systemd/boot/efi/linuxx64.efi.stub", "linuxx64.efi.stub").Output(),
            SystemdBoot = new ExtractFile(loader, "usr/lib/systemd/boot/efi/systemd-bootx64.efi", "systemd-bootx64.efi").Output(),
            CommandLine = string.Join(' ', _profile.CommandLine),
            OsRelease = osRelease,
            Release = release,
        };
    }

    PackInitramfs Initramfs(Artifact kernel, string release, string osRelease)
    {
        var files = SourceTree.Below(Path.Combine(_root, _profile.Files), ".");
        return new PackInitramfs
        {
            Static = files,
            Archives =
            [
                new SelectModules(kernel, release, new SourceFile(_root, _profile.ModuleList), new SourceFile(_root, _profile.FirmwareList),
                    [.. files.Paths.Where(path => path.StartsWith(FirmwareFolder, StringComparison.Ordinal)).Select(path => path[FirmwareFolder.Length..])]).Output(),
            ],
            Compressed = new CompressFiles(
            [
                new ImageFile(_profile.ProgramPath, Program(), Executable: true),
                new ImageFile("/etc/ssl/certs/ca-certificates.crt", new BundleCertificates(Tree("ca-certificates")).Output()),
            ]).Output(),
            Texts = [new ImageText("/etc/os-release", osRelease)],
            Directories = _profile.Directories,
            Links = _profile.Links,
        };
    }

    Artifact Program() => Once(_profile.Program, () =>
        new PublishProgram(_profile.Program, Path.GetFileName(_profile.Program), ProjectSources.Of(_root, _profile.Program), _toolchain));

    Artifact Make(ProfileOutput output, BootParts parts) => output.Kind switch
    {
        OutputKind.Kernel => parts.Kernel,
        OutputKind.Initramfs => parts.Initramfs,
        OutputKind.Program => Program(),
        OutputKind.Uki => new WriteUki(output.File, parts).Output(),
        OutputKind.Iso => Iso(output.File, parts),
        OutputKind.Raw => Disk(output, DiskFormat.Raw, parts),
        OutputKind.Qcow2 => Disk(output, DiskFormat.Qcow2, parts),
        _ => throw new ArgumentOutOfRangeException(nameof(output)),
    };

    Artifact Iso(string file, BootParts parts) => new WriteIso(file, parts, GrubFile("boot_hybrid.img"),
        GrubCore("i386-pc-eltorito", "/ichor", GrubForIso.Modules, GrubForIso.Config)).Output();

    Artifact Disk(ProfileOutput output, DiskFormat format, BootParts parts) => new WriteDisk(output.File, format, parts, GrubFile("boot.img"),
        GrubCore("i386-pc", "/grub", GrubForDisk.Modules, GrubForDisk.Config), output.EfiSystemSize).Output();

    Artifact GrubFile(string name) => Once(name, () => new ExtractFile(Tree("grub-pc-bin"), $"usr/lib/grub/i386-pc/{name}", name));

    Artifact GrubCore(string format, string prefix, IReadOnlyList<string> modules, string config) => Once(format, () => new MakeGrubCore(
        [Tree("grub-common"), Tree("grub-pc-bin"), .. GrubLibraries.Select(Tree)], format, prefix, modules, config));

    // What grub-mkimage is linked to beyond the C library.
    static readonly string[] GrubLibraries = ["libdevmapper1.02.1", "liblzma5", "libselinux1", "libpcre2-8-0", "libudev1"];

    Artifact Tree(string wanted) => Once(wanted, () =>
    {
        var pin = _pins.Find(wanted);
        _used.Add(pin);
        return new UnpackPackage(pin.Name, new FetchPackage(pin, _downloads).Output());
    });

    // A step that several others need must be one object: the runner runs each object once.
    Artifact Once(string name, Func<Step> make) => _shared.TryGetValue(name, out var known) ? known : _shared[name] = make().Output();

    static string ReleaseOf(PackagePin kernel) => kernel.Name.Replace("linux-image-", "", StringComparison.Ordinal).Replace("-unsigned", "", StringComparison.Ordinal);
}
