using System.Buffers;
using System.Globalization;
using Ichor.Init.Power;

namespace Ichor.Init.Boot;

/// <summary>The few kernel arguments process 1 acts upon. Splitting as in go-procfs: on white space, no quoting,
/// the first '=' divides. Everything else on the command line is the node's.</summary>
sealed class KernelArguments
{
    /// <summary>A machine that nobody watches comes back by itself, after time to read why.</summary>
    public const int DefaultPanicTimeout = 10;

    static readonly SearchValues<char> VariableCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    readonly List<(string Key, string Value)> _words = [];

    public KernelArguments(string text)
    {
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = word.IndexOf('=');
            _words.Add(equals < 0 ? (word, "") : (word[..equals], word[(equals + 1)..]));
        }
    }

    public static KernelArguments OfThisBoot()
    {
        try
        {
            return new KernelArguments(File.ReadAllText("/proc/cmdline"));
        }
        catch (IOException)
        {
            return new KernelArguments("");
        }
    }

    /// <summary>talos.environment=NAME=value, repeatable: the environment of every child. Names are those of setenv(3); the node
    /// reports the others as left out.</summary>
    public IEnumerable<(string Name, string Value)> Environment =>
        from word in _words
        where word.Key == "talos.environment"
        let divider = word.Value.IndexOf('=')
        where divider > 0 && IsVariableName(word.Value.AsSpan(0, divider))
        select (word.Value[..divider], word.Value[(divider + 1)..]);

    /// <summary>How power off ends: with talos.shutdown=halt the processor stops and the power stays on. The last one with a
    /// known value counts.</summary>
    public PowerAction PowerOff =>
        ValuesOf("talos.shutdown").LastOrDefault(value => value is "halt" or "poweroff") == "halt" ? PowerAction.Halt : PowerAction.PowerOff;

    /// <summary>The kernel's panic_timeout as the command line sets it: seconds, 0 for never, negative for at once. Null: not
    /// set. The last one that is an integer counts, as in the kernel (parse_args in kernel/params.c).</summary>
    public int? PanicTimeout
    {
        get
        {
            int? timeout = null;
            foreach (var value in ValuesOf("panic"))
                if (int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
                    timeout = seconds;
            return timeout;
        }
    }

    /// <summary>What follows a fatal error, as after a panic of the kernel: null is to stay, so that the console can be read,
    /// else the delay before the reboot.</summary>
    public TimeSpan? RebootDelayAfterFailure => (PanicTimeout ?? DefaultPanicTimeout) switch
    {
        0 => null,
        < 0 => TimeSpan.Zero,
        var seconds => TimeSpan.FromSeconds(seconds),
    };

    IEnumerable<string> ValuesOf(string key) => _words.Where(word => word.Key == key).Select(word => word.Value);

    static bool IsVariableName(ReadOnlySpan<char> name) =>
        !char.IsAsciiDigit(name[0]) && !name.ContainsAnyExcept(VariableCharacters);
}
