namespace Ichor.Disks;

/// <summary>What GRUB needs to start an image with a BIOS: two files as Debian ships them, and two made by <c>grub-mkimage</c>.</summary>
/// <param name="Boot"><c>i386-pc/boot.img</c>.</param>
/// <param name="Core"><c>grub-mkimage -O i386-pc -p /grub -c</c> a file with <see cref="DiskConfig"/>, and <see cref="DiskModules"/>.</param>
/// <param name="Hybrid"><c>i386-pc/boot_hybrid.img</c>.</param>
/// <param name="ElTorito"><c>grub-mkimage -O i386-pc-eltorito -p /ichor -c</c> a file with <see cref="IsoConfig"/>, and <see cref="IsoModules"/>.</param>
/// <remarks>The built-in configurations only look for the real one on the medium, so these images are the same for every kernel and command line.</remarks>
public sealed record GrubImages(Content Boot, Content Core, Content Hybrid, Content ElTorito)
{
    private const string Console = """
        serial --unit=0 --speed=115200
        terminal_input --append serial
        terminal_output --append serial

        """;

    /// <summary>Built-in configuration of <see cref="Core"/>. The boot disk goes first: another disk may carry the same file.</summary>
    public const string DiskConfig = Console + """
        search --no-floppy --set=root --hint=$root,gpt1 --file /grub/grub.cfg
        configfile ($root)/grub/grub.cfg

        """;

    /// <summary>Built-in configuration of <see cref="ElTorito"/>.</summary>
    public const string IsoConfig = Console + """
        search --no-floppy --set=root --hint=$root --file /ichor/grub.cfg
        configfile ($root)/ichor/grub.cfg

        """;

    /// <summary>GRUB modules for <see cref="Core"/>.</summary>
    public static IReadOnlyList<string> DiskModules { get; } =
        ["biosdisk", "part_gpt", "part_msdos", "fat", "search", "search_fs_file", "normal", "configfile", "linux", "boot", "serial", "terminal", "echo", "test", "minicmd"];

    /// <summary>GRUB modules for <see cref="ElTorito"/>.</summary>
    public static IReadOnlyList<string> IsoModules { get; } =
        ["biosdisk", "iso9660", "part_gpt", "part_msdos", "search", "search_fs_file", "normal", "configfile", "linux", "boot", "serial", "terminal", "echo", "test", "minicmd"];
}
