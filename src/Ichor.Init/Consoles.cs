using Ichor.Linux;

namespace Ichor.Init;

/// <summary>Shows blocks of text on every terminal that is a console. /dev/console is only the last one of the command line, most
/// often a serial port, and whoever stands at the monitor would see the kernel log alone.</summary>
sealed class Consoles(EventLoop loop, string list = Consoles.Active, string devices = "/dev")
{
    /// <summary>The consoles in use, the one that is /dev/console last (show_cons_active in drivers/tty/tty_io.c).</summary>
    const string Active = "/sys/class/tty/console/active";

    readonly Dictionary<string, ConsoleWriter> _writers = new(StringComparer.Ordinal);

    /// <summary>Never waits, see <see cref="ConsoleWriter"/>.</summary>
    public void Show(string text)
    {
        foreach (var name in Terminals(ReadList()))
        {
            if (!_writers.TryGetValue(name, out var writer))
                _writers[name] = writer = new ConsoleWriter(loop, $"{devices}/{name}");
            writer.Show(text);
        }
    }

    /// <summary>The files below /dev to write to, so that no terminal gets it twice: tty0 is whichever virtual terminal is in
    /// front, so of those there is one only. Text like "tty0 ttyS0"; without it there is /dev/console.</summary>
    internal static IEnumerable<string> Terminals(string active)
    {
        var names = active.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var last = names.LastOrDefault() ?? "";
        return names.SkipLast(1).Where(name => name != last && !(IsVirtual(name) && IsVirtual(last)))
            .DistinctBy(name => IsVirtual(name) ? "tty0" : name, StringComparer.Ordinal).Prepend("console");
    }

    static bool IsVirtual(string name) => name.StartsWith("tty", StringComparison.Ordinal) && name.Length > 3 && name.AsSpan(3).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Read each time: a console may come with a module.</summary>
    string ReadList()
    {
        try
        {
            return File.ReadAllText(list);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return "";   // a kernel without a console
        }
    }
}
