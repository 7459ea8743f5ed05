namespace Ichor.Disks;

/// <summary>What starts a CD, or a USB stick with its image, with a BIOS.</summary>
/// <param name="Hybrid">GRUB's <c>i386-pc/boot_hybrid.img</c>.</param>
/// <param name="ElTorito"><c>grub-mkimage -O i386-pc-eltorito -p /ichor -c</c> a file with <see cref="Config"/>, then <see cref="Modules"/>.</param>
/// <remarks>The built-in configuration only looks for the real one on the medium, so the image is the same for every kernel and command line.</remarks>
public sealed record GrubForIso(Content Hybrid, Content ElTorito)
{
    /// <summary>Built-in configuration. The medium GRUB was started from goes first.</summary>
    public const string Config = GrubConfig.SerialConsole + """
        search --no-floppy --set=root --hint=$root --file /ichor/grub.cfg
        configfile ($root)/ichor/grub.cfg

        """;

    /// <summary>GRUB modules in the image.</summary>
    public static IReadOnlyList<string> Modules { get; } = [.. GrubConfig.CommonModules, "iso9660"];
}
