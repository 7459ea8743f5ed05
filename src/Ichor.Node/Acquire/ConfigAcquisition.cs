using Ichor.Config;
using Ichor.Linux;

namespace Ichor.Node.Acquire;

/// <summary>
/// Finds the machine config: the one this boot has already found (a restarted node must not flap), or the one that
/// <c>talos.config</c> names, or none. Without <c>talos.config</c> a config volume that is there at boot is taken all the
/// same: the command line of a signed image or of an ISO cannot be changed. <c>talos.config=none</c> forbids that.
/// </summary>
internal sealed class ConfigAcquisition(EventLoop loop, CommandLine commandLine, Func<string, string?> variable, Action<string, string?> found)
{
    private const string SavedText = "/run/ichor/config.yaml", SavedName = "/run/ichor/config.name";

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1), LongestRetry = TimeSpan.FromSeconds(30);

    /// <summary>Later than this after the kernel's start a volume is not "there at boot": a stick that is plugged into a
    /// running machine must not reconfigure it.</summary>
    private static readonly TimeSpan BootTime = TimeSpan.FromMinutes(1);

    private readonly bool _mayBeOnVolume = commandLine.ConfigSource.Kind == ConfigSourceKind.MetalIso
        || !commandLine.Arguments.Any(argument => argument.Key == "talos.config");

    private bool _found;
    private TimeSpan _retry = FirstRetry;
    private bool _downloading;

    /// <summary>Null once the config is known (or known not to exist); otherwise what is being waited for.</summary>
    public string? Waiting { get; private set; } = "the machine config";

    /// <summary>Looks where it can look at once. Calls back before it returns when the config is already there.</summary>
    public void Start()
    {
        if (File.Exists(SavedText) && File.Exists(SavedName))
            Finish(File.ReadAllText(SavedName), File.ReadAllText(SavedText), save: false);
        else if (commandLine.ConfigSource.Kind == ConfigSourceKind.Url)
            Waiting = $"an address, to download {commandLine.ConfigSource.Url}";
        else
        {
            if (commandLine.ConfigSource.Kind == ConfigSourceKind.None)
                Finish("", null, save: false);
            DevicesChanged();
        }
    }

    /// <summary>A block device has come.</summary>
    public void DevicesChanged()
    {
        if (_found || !_mayBeOnVolume || Waiting is null && loop.Now > BootTime)
            return;
        try
        {
            if (ConfigVolume.Read() is { } text)
                Finish($"{ConfigVolume.Label}/config.yaml", text, save: true);
            else if (Waiting is not null)
                Waiting = $"a volume labelled {ConfigVolume.Label} (talos.config={ConfigVolume.Label})";
        }
        catch (IOException e)
        {
            Tell(e.Message);
        }
    }

    /// <summary>The machine has an address on a link that is up.</summary>
    public void AddressReady()
    {
        if (Waiting is null || _downloading || commandLine.ConfigSource.Kind != ConfigSourceKind.Url)
            return;
        _downloading = true;
        var url = ConfigUrl.Fill(commandLine.ConfigSource.Url, variable);
        Download.Start(loop, url, commandLine.Environment.Select(entry => (entry.Name, entry.Value)), (text, problem) =>
        {
            if (text is not null)
            {
                Finish(new Uri(url).AbsolutePath is { Length: > 1 } path ? Path.GetFileName(path) : url, text, save: true);
                return;
            }
            Tell($"download of the machine config: {problem}");
            loop.Arm(_retry, () =>
            {
                _downloading = false;
                AddressReady();
            });
            _retry = _retry * 2 > LongestRetry ? LongestRetry : _retry * 2;
        });
    }

    /// <summary>One line for each new reason, none for its repetitions.</summary>
    private void Tell(string problem)
    {
        if (Waiting != problem)
            Log.Warning(problem);
        if (Waiting is not null)
            Waiting = problem;
    }

    private void Finish(string name, string? text, bool save)
    {
        Waiting = null;
        _found = text is not null;
        if (save)
        {
            Files.AtomicFile.Write(SavedText, text!, 0x180 /* 0600: a config holds secrets */);
            Files.AtomicFile.Write(SavedName, name);
        }
        found(name, text);
    }
}
