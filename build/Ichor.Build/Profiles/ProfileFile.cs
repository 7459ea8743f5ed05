using Ichor.Build.Steps;
using Ichor.Config;

namespace Ichor.Build.Profiles;

/// <summary>Reads <c>rootfs/profiles/NAME.yaml</c>: one line a field, which is parser, check and description in one.</summary>
public static class ProfileFile
{
    const string Folder = "rootfs/profiles";
    const uint MiB = 1 << 20;

    static readonly Scalar<OutputKind> Kinds = Scalars.Enum(
        ("kernel", OutputKind.Kernel), ("program", OutputKind.Program), ("initramfs", OutputKind.Initramfs),
        ("uki", OutputKind.Uki), ("iso", OutputKind.Iso), ("raw", OutputKind.Raw), ("qcow2", OutputKind.Qcow2));

    /// <summary>The profile of a name; all problems in one exception, each with file and line.</summary>
    public static Profile Load(string root, string name)
    {
        var file = $"{Folder}/{name}.yaml";
        var path = Path.Combine(root, file);
        if (!File.Exists(path))
            throw new BuildException($"no profile '{name}'; there are: {string.Join(", ", Names(root))}");
        return Parse(file, name, File.ReadAllText(path), other => other == name ? throw new BuildException($"{file}: base: is the profile itself") : Load(root, other));
    }

    /// <summary>Reads the text of a profile.</summary>
    /// <param name="file">Its name for problems.</param>
    /// <param name="name">The profile's name.</param>
    /// <param name="yaml">The text.</param>
    /// <param name="profiles">Finds the profile that this one may be based on.</param>
    public static Profile Parse(string file, string name, string yaml, Func<string, Profile>? profiles = null)
    {
        var (profile, problems) = ObjectReader.ReadText(file, yaml, reader => Read(reader, name, profiles));
        return profile ?? throw new BuildException(string.Join('\n', problems.Where(problem => problem.IsError)));
    }

    static IEnumerable<string?> Names(string root) => Directory.GetFiles(Path.Combine(root, Folder), "*.yaml")
        .Select(Path.GetFileNameWithoutExtension)
        .Order(StringComparer.Ordinal);

    static Profile Read(ObjectReader o, string name, Func<string, Profile>? profiles)
    {
        var other = o.OptionalOrNull("base", Scalars.NonEmptyText, "Another profile that this one is like, but for platform and outputs.", example: "metal");
        return other is not null && profiles is not null ? ReadDerived(o, name, profiles(other)) : ReadWhole(o, name);
    }

    static Profile ReadDerived(ObjectReader o, string name, Profile other) => o.Validate(other with
    {
        Name = name,
        CommandLine = PlatformArguments.Complete(PlatformArguments.For(
            o.Required("platform", Platforms.Scalar, "What takes the place of the other profile's talos.platform.", example: "nocloud"),
            other.CommandLine)),
        Outputs = [.. o.List("outputs", ReadOutput, "The files to make.")],
    }, NamesAreDistinct);

    static Profile ReadWhole(ObjectReader o, string name)
    {
        var kernel = o.Section("kernel", ReadKernel, "Which kernel, which modules, which command line.");
        var program = o.Section("program", ReadProgram, "The program that is PID 1.");
        var tree = o.Section("filesystem", ReadTree, "What else is in the root file system.");
        return o.Validate(new Profile
        {
            Name = name,
            KernelPackage = kernel.Package,
            ModuleList = kernel.Modules,
            FirmwareList = kernel.Firmware,
            CommandLine = PlatformArguments.Complete(kernel.CommandLine),
            Program = program.Project,
            ProgramPath = program.Path,
            Files = tree.Files,
            Directories = tree.Directories,
            Links = tree.Links,
            Outputs = [.. o.List("outputs", ReadOutput, "The files to make.")],
        }, NamesAreDistinct);
    }

    static (string Package, string Modules, string Firmware, IReadOnlyList<string> CommandLine) ReadKernel(ObjectReader o) => (
        o.Required("package", Scalars.NonEmptyText, "A name of kernel/packages.list.", example: "linux-image-6.12-amd64"),
        o.Required("modules", Scalars.NonEmptyText, "The list of modules, relative to the source tree.", example: "kernel/modules.list"),
        o.Required("firmware", Scalars.NonEmptyText, "The list of modules that work without their firmware, relative to the source tree.", example: "kernel/firmware.list"),
        [.. o.List("commandLine", Scalars.NonEmptyText, "Kernel arguments in order.", example: "console=ttyS0")]);

    static (string Project, string Path) ReadProgram(ObjectReader o) => (
        o.Required("project", Scalars.NonEmptyText, "Folder of the project, relative to the source tree.", example: "src/ichor"),
        o.Required("path", Scalars.AbsolutePath, "Where the executable is in the image.", example: "/init"));

    static (string Files, IReadOnlyList<ImageDirectory> Directories, IReadOnlyList<ImageLink> Links) ReadTree(ObjectReader o) => (
        o.Required("files", Scalars.NonEmptyText, "Folder whose files are in the image as they are.", example: "rootfs/files"),
        [.. o.Map("directories", Scalars.AbsolutePath, Scalars.FileMode, (path, mode, _) => new ImageDirectory(path, (int)mode), "Empty directories and their modes.", example: "01777")],
        [.. o.Map("links", Scalars.AbsolutePath, Scalars.NonEmptyText, (path, target, _) => new ImageLink(path, target), "Symbolic links and their targets.", example: "usr/bin")]);

    static ProfileOutput ReadOutput(ObjectReader o) => new(
        o.Required("kind", Kinds, "The form to write."),
        o.Required("file", Scalars.NonEmptyText, "Its name in out/.", example: "metal-amd64.iso"),
        o.Optional("efiSystemMiB", Scalars.UInt32(64, 4096), 256u, "Size of a disk's EFI system partition; room for two versions.") * (long)MiB);

    static void NamesAreDistinct(ObjectReader o, Profile profile)
    {
        foreach (var twice in profile.Outputs.GroupBy(output => output.File, StringComparer.Ordinal).Where(group => group.Count() > 1))
            o.Error("outputs", $"two outputs are named '{twice.Key}'");
    }
}
