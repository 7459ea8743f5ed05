namespace Ichor.Disks;

/// <summary>What starts a disk with a BIOS.</summary>
/// <param name="Boot">GRUB's <c>i386-pc/boot.img</c>.</param>
/// <param name="Core"><c>grub-mkimage -O i386-pc -p /grub -c</c> a file with <see cref="Config"/>, then <see cref="Modules"/>.</param>
/// <remarks>The built-in configuration only looks for the real one on the medium, so the image is the same for every kernel and command line.</remarks>
public sealed record GrubForDisk(Content Boot, Content Core)
{
    /// <summary>Built-in configuration. The disk GRUB was started from goes first: another one may carry the same file.</summary>
    public const string Config = GrubConfig.SerialConsole + """
        search --no-floppy --set=root --hint=$root,gpt1 --file /grub/grub.cfg
        configfile ($root)/grub/grub.cfg

        """;

    /// <summary>GRUB modules in the image.</summary>
    public static IReadOnlyList<string> Modules { get; } = [.. GrubConfig.CommonModules, "fat"];
}
