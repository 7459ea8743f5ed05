namespace Ichor.Init.Boot;

/// <summary>The few kernel arguments process 1 acts upon. Splitting as in go-procfs: on white space, no quoting,
/// the first '=' divides. Everything else on the command line is the node's.</summary>
sealed class KernelArguments
{
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

    /// <summary>talos.environment=NAME=value, repeatable: the environment of every child.</summary>
    public IEnumerable<(string Name, string Value)> Environment =>
        from word in _words
        where word.Key == "talos.environment"
        let divider = word.Value.IndexOf('=')
        where divider > 0
        select (word.Value[..divider], word.Value[(divider + 1)..]);

    /// <summary>talos.shutdown=halt: stop the processor instead of switching the power off.</summary>
    public bool HaltsInsteadOfPowerOff => First("talos.shutdown") == "halt";

    /// <summary>What follows a fatal error: null is panic=0 (stay, so that the console can be read), else the delay before
    /// the reboot: none for a negative value as in the kernel, ten seconds otherwise.</summary>
    public TimeSpan? RebootDelayAfterFailure => First("panic") switch
    {
        "0" => null,
        ['-', ..] => TimeSpan.Zero,
        _ => TimeSpan.FromSeconds(10),
    };

    public bool Has(string key) => First(key) is not null;

    string? First(string key)
    {
        foreach (var word in _words)
            if (word.Key == key)
                return word.Value;
        return null;
    }
}
