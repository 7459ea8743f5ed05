using Ichor.Build.Steps;

namespace Ichor.Build.Profiles;

/// <summary>Reads a profile.</summary>
public static class ProfileFile
{
    public static Profile Load(string root, string name) => new()
    {
        Name = name,
        KernelPackage = "linux-image-6.12-amd64",
        ModuleList = "kernel/modules.list",
        CommandLine = ["console=tty0", "console=ttyS0,115200"],
        Program = "src/ichor",
        ProgramPath = "/init",
        Files = "rootfs/files",
        Directories = [new ImageDirectory("/tmp", 511)],
        Links = [new ImageLink("/lib", "usr/lib")],
        Outputs = [new ProfileOutput(OutputKind.Kernel, "vmlinuz", 0), new ProfileOutput(OutputKind.Initramfs, "initramfs", 0)],
    };
}
