using Ichor.Build.Steps;

namespace Ichor.Build.Profiles;

/// <summary>What an image consists of and in which forms it is written: <c>rootfs/profiles/NAME.yaml</c>.</summary>
public sealed record Profile
{
    public required string Name { get; init; }

    /// <summary>Package list name of the kernel.</summary>
    public required string KernelPackage { get; init; }

    /// <summary>The reviewed list of modules, relative to the source tree.</summary>
    public required string ModuleList { get; init; }

    /// <summary>The reviewed list of modules that work without the firmware they name, relative to the source tree.</summary>
    public required string FirmwareList { get; init; }

    /// <summary>Kernel arguments in order.</summary>
    public required IReadOnlyList<string> CommandLine { get; init; }

    /// <summary>Folder of the project that becomes PID 1.</summary>
    public required string Program { get; init; }

    /// <summary>Where the program is in the image.</summary>
    public required string ProgramPath { get; init; }

    /// <summary>Folder of the source tree whose files are in the image as they are.</summary>
    public required string Files { get; init; }

    public required IReadOnlyList<ImageDirectory> Directories { get; init; }

    public required IReadOnlyList<ImageLink> Links { get; init; }

    public required IReadOnlyList<ProfileOutput> Outputs { get; init; }
}

/// <summary>The forms an image can be written in.</summary>
public enum OutputKind
{
    Kernel,
    Program,
    Initramfs,
    Uki,
    Iso,
    Raw,
    Qcow2,
}

/// <summary>One file that a profile asks for.</summary>
/// <param name="Kind">Which form.</param>
/// <param name="File">Its name in <c>out/</c>.</param>
/// <param name="EfiSystemSize">Bytes of the EFI system partition, for disks.</param>
public sealed record ProfileOutput(OutputKind Kind, string File, long EfiSystemSize);
