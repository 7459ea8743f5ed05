namespace Ichor.Disks;

/// <summary>What a unified kernel image is made of.</summary>
/// <param name="Stub">systemd's <c>linuxx64.efi.stub</c>.</param>
/// <param name="Linux">The kernel, a bzImage.</param>
/// <param name="Initrd">The initramfs.</param>
/// <param name="CommandLine">Kernel arguments. With Secure Boot nobody can change them at boot.</param>
/// <param name="OsRelease">An os-release file, from which systemd-boot takes title and order.</param>
/// <param name="KernelRelease">What <c>uname -r</c> says.</param>
public sealed record UkiParts(Content Stub, Content Linux, Content Initrd, string CommandLine, string OsRelease, string KernelRelease)
{
    /// <summary>Time stamp in the PE header.</summary>
    public DateTimeOffset Time { get; init; } = ImageTime.Default;
}
