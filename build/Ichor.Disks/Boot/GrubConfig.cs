using System.Text;

namespace Ichor.Disks;

/// <summary>The configuration with which GRUB starts our kernel at once.</summary>
internal static class GrubConfig
{
    /// <summary>Adds the first serial port to the console, where there is one.</summary>
    public const string SerialConsole = """
        serial --unit=0 --speed=115200
        terminal_input --append serial
        terminal_output --append serial

        """;

    /// <summary>Modules that every built-in configuration and <see cref="Entry"/> need.</summary>
    public static IReadOnlyList<string> CommonModules { get; } =
        ["biosdisk", "part_gpt", "part_msdos", "search", "search_fs_file", "normal", "configfile", "linux", "boot", "serial", "terminal", "echo", "test", "minicmd"];

    /// <summary>One entry without a menu; kernel and initramfs are anything GRUB can open.</summary>
    /// <exception cref="ArgumentException">GRUB cannot pass an argument on unchanged.</exception>
    public static string Entry(string title, string kernel, string initramfs, string commandLine) => $$"""
        set timeout=0
        menuentry {{Quote(title)}} {
          linux {{kernel}} {{string.Join(' ', Arguments(commandLine).Select(Quote))}}
          initrd {{initramfs}}
        }

        """;

    /// <summary>Splits as the kernel does (lib/cmdline.c, next_arg): blanks within double quotes do not separate.</summary>
    private static IEnumerable<string> Arguments(string commandLine)
    {
        var argument = new StringBuilder();
        var quoted = false;
        foreach (var c in commandLine)
        {
            if (quoted || !char.IsWhiteSpace(c))
                argument.Append(c);
            else if (argument.Length > 0)
            {
                yield return WithoutQuotes(argument.ToString());
                argument.Clear();
            }
            quoted ^= c == '"';
        }
        if (argument.Length > 0)
            yield return WithoutQuotes(argument.ToString());
    }

    /// <summary>Takes off the quotes around an argument or its value, as next_arg does; those inside are part of it.</summary>
    private static string WithoutQuotes(string argument)
    {
        var start = argument[0] == '"' ? 0 : argument.IndexOf('=') + 1;
        if (start == argument.Length || argument[start] != '"')
            return argument;
        var end = argument.Length > start + 1 && argument[^1] == '"' ? argument.Length - 1 : argument.Length;
        return argument[..start] + argument[(start + 1)..end];
    }

    /// <summary>Single quotes keep everything from GRUB's shell; its linux command then puts double quotes around words with blanks.</summary>
    /// <remarks>That command also puts a backslash before these three (grub-core/lib/cmdline.c), which the kernel would not take away.</remarks>
    private static string Quote(string word) => word.IndexOfAny(['\'', '"', '\\']) < 0
        ? $"'{word}'"
        : throw new ArgumentException($"GRUB cannot pass on quotes and backslashes: {word}", nameof(word));
}
