using System.Text;

namespace Ichor.Disks;

/// <summary>The configuration with which GRUB starts our kernel at once.</summary>
internal static class GrubConfig
{
    /// <summary>One entry without a menu; kernel and initramfs are anything GRUB can open.</summary>
    public static string Entry(string title, string kernel, string initramfs, string commandLine) => $$"""
        set timeout=0
        menuentry {{Quote(title)}} {
          linux {{kernel}} {{string.Join(' ', Arguments(commandLine).Select(Quote))}}
          initrd {{initramfs}}
        }

        """;

    /// <summary>The arguments as the kernel would split them (lib/cmdline.c, next_arg): blanks within double quotes do not separate.</summary>
    private static IEnumerable<string> Arguments(string commandLine)
    {
        var argument = new StringBuilder();
        var quoted = false;
        foreach (var c in commandLine)
        {
            if (c == '"')
                quoted = !quoted;
            else if (quoted || !char.IsWhiteSpace(c))
                argument.Append(c);
            else if (argument.Length > 0)
            {
                yield return argument.ToString();
                argument.Clear();
            }
        }
        if (argument.Length > 0)
            yield return argument.ToString();
    }

    /// <summary>Single quotes keep everything but themselves from GRUB's shell; around blanks it puts double quotes of its own.</summary>
    private static string Quote(string word) => $"'{word.Replace("'", @"'\''")}'";
}
