using Ichor.Config;

namespace Ichor.Node.Acquire;

/// <summary>
/// Finds the machine config: the one this boot has already found (a restarted node must not flap), or the one that
/// <c>talos.config</c> names, or none. Without <c>talos.config</c> a config volume that is there at boot is taken all the
/// same: the command line of a signed image or of an ISO cannot be changed. <c>talos.config=none</c> forbids that.
/// </summary>
internal sealed class ConfigAcquisition(AcquisitionSettings settings, CommandLine commandLine, Func<string, string?> variable, Action<string, string?> found)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1), LongestRetry = TimeSpan.FromSeconds(30);

    /// <summary>Later than this after the kernel's start a volume is not "there at boot": a stick that is plugged into a
    /// running machine must not reconfigure it.</summary>
    private static readonly TimeSpan BootTime = TimeSpan.FromMinutes(1);

    private readonly string _savedText = Path.Combine(settings.Folder, "config.yaml"), _savedName = Path.Combine(settings.Folder, "config.name");
    private readonly bool _mayBeOnVolume = commandLine.ConfigSource.Kind == ConfigSourceKind.MetalIso
        || !commandLine.Arguments.Any(argument => argument.Key == "talos.config");

    private bool _found;
    private TimeSpan _retry = FirstRetry;
    private bool _downloading;
    private string _told = "";

    /// <summary>Null once the config is known (or known not to exist); otherwise what is being waited for.</summary>
    public string? Waiting { get; private set; } = "the machine config";

    /// <summary>Looks where it can look at once. Calls back before it returns when the config is already there.</summary>
    public void Start()
    {
        if (File.Exists(_savedText) && File.Exists(_savedName))
            Finish(File.ReadAllText(_savedName), File.ReadAllText(_savedText), save: false);
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
        if (_found || !_mayBeOnVolume || Waiting is null && settings.Now() > BootTime)
            return;
        try
        {
            if (settings.ReadVolume() is { } text)
                Finish($"{ConfigVolume.Label}/config.yaml", text, save: true);
            else if (Waiting is not null)
                Waiting = $"a volume labelled {ConfigVolume.Label} (talos.config={ConfigVolume.Label})";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
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
        settings.Fetch(url, commandLine.Environment.Select(entry => (entry.Name, entry.Value)), (text, problem) =>
        {
            if (text is not null)
                Finish(NameOf(url), text, save: true);
            else
                TryLater($"download of the machine config: {problem}");
        });
    }

    private void TryLater(string problem)
    {
        Tell(problem);
        settings.Arm(_retry, () =>
        {
            _downloading = false;
            AddressReady();
        });
        _retry = _retry * 2 > LongestRetry ? LongestRetry : _retry * 2;
    }

    /// <summary>What messages call the config: its file's name when the URL has one.</summary>
    private static string NameOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && Path.GetFileName(uri.AbsolutePath) is { Length: > 0 } name ? name : url;

    /// <summary>One line for each new reason, none for its repetitions.</summary>
    private void Tell(string problem)
    {
        if (_told != problem)
            settings.Warn(problem);
        _told = problem;
        if (Waiting is not null)
            Waiting = problem;
    }

    private void Finish(string name, string? text, bool save)
    {
        Waiting = null;
        _found = text is not null;
        if (save)
        {
            Files.AtomicFile.Write(_savedText, text!, 0x180 /* 0600: a config holds secrets */);
            Files.AtomicFile.Write(_savedName, name);
        }
        found(name, text);
    }
}
