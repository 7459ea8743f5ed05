using Ichor.Config;
using Ichor.Node.State;

namespace Ichor.Node.Acquire;

/// <summary>Takes a config that was found: its name, its text (null: there is none), and whether it ruled before a restart of this process.</summary>
internal delegate ConfigVerdict TakeConfig(string name, string? text, bool again = false);

/// <summary>
/// Finds the machine config, in Talos's order: the one this boot has already found (a restarted node must not flap), the
/// last good one on the volume <c>STATE</c>, the one that <c>talos.config</c> names, or none. A config that has only network
/// documents is used at once, and the next source adds to it. Without <c>talos.config</c> a config volume that is there at
/// boot is taken all the same: the command line of a signed image or of an ISO cannot be changed. <c>talos.config=none</c>
/// forbids that.
/// </summary>
/// <param name="settings">Where is looked.</param>
/// <param name="commandLine">Names the source.</param>
/// <param name="variable">Variables of a URL.</param>
/// <param name="stored">Told of the volume <c>STATE</c>; gives what can be used of it, the newest first.</param>
/// <param name="found">Takes what was found. A later call has precedence over an earlier one.</param>
internal sealed class ConfigAcquisition(
    AcquisitionSettings settings, CommandLine commandLine, Func<string, string?> variable, Func<StateFolder, IReadOnlyList<StoredConfig>> stored, TakeConfig found)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1), LongestRetry = TimeSpan.FromSeconds(30);

    /// <summary>Later than this after the kernel's start a volume is not "there at boot": a stick that is plugged into a
    /// running machine must not reconfigure it.</summary>
    internal static readonly TimeSpan BootTime = TimeSpan.FromMinutes(1);

    private readonly string _savedText = Path.Combine(settings.Folder, Trial.ConfigRecords.Text), _savedName = Path.Combine(settings.Folder, Trial.ConfigRecords.Name);
    private readonly bool _mayBeOnVolume = commandLine.ConfigSource.Kind == ConfigSourceKind.MetalIso
        || !commandLine.Arguments.Any(argument => argument.Key == "talos.config");

    private readonly Problem? _unusable = ConfigUrl.WhyNot(commandLine);

    private StateFolder? _state;
    private StoredConfig? _partial;
    private (string Name, string Text)? _last;
    private bool _found, _isFinal;
    private TimeSpan _retry = FirstRetry;
    private bool _downloading, _awaitsVariable;
    private string _told = "";

    /// <summary>What is wrong with the source that was named; then it counts as none.</summary>
    public IEnumerable<Problem> Problems => _unusable is null ? [] : [_unusable];

    /// <summary>Null once the config is known (or known not to exist); otherwise what is being waited for.</summary>
    public string? Waiting { get; private set; } = "the machine config";

    /// <summary>Whether this boot has found its config already, in an earlier life of this process.</summary>
    public bool HasSaved => File.Exists(_savedText) && File.Exists(_savedName);

    /// <summary>Whether a volume with this label would change anything.</summary>
    public bool Wants(string label) => !IsTooLate && label switch
    {
        StateVolume.Label => _state is null,
        ConfigVolume.Label => !_found && _mayBeOnVolume,
        _ => false,
    };

    /// <summary>Looks where it can look at once. Calls back before it returns when the config is already there.</summary>
    public void Start()
    {
        _isFinal = HasSaved;
        if (_unusable is not null)
            settings.Warn(_unusable.ToString());
        LookForState();
        if (_found)
            return;
        if (_isFinal)
            Finish(File.ReadAllText(_savedName), File.ReadAllText(_savedText), again: true);
        else if (HasUrl)
            Waiting = $"an address, to download {commandLine.ConfigSource.Url}";
        else
        {
            if (commandLine.ConfigSource.Kind != ConfigSourceKind.MetalIso)
                Finish("", null);
            DevicesChanged();
        }
    }

    /// <summary>A person has handed over a config: nothing that is found from now on counts.</summary>
    public void Overtaken()
    {
        Waiting = null;
        _found = _isFinal = true;
    }

    /// <summary>A volume may have come.</summary>
    public void DevicesChanged()
    {
        LookForState();
        if (!Wants(ConfigVolume.Label))
            return;
        try
        {
            if (settings.ReadVolume() is { } text)
                Finish($"{ConfigVolume.Label}/config.yaml", text);
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
        if (Waiting is null || _downloading || !HasUrl || AwaitsVariable())
            return;
        _downloading = true;
        var url = ConfigUrl.Fill(commandLine.ConfigSource.Url, variable);
        settings.Fetch(url, commandLine.Environment.Select(entry => (entry.Name, entry.Value)), (text, problem) =>
        {
            if (_isFinal)
                return;
            if (text is not null)
                Finish(NameOf(url), text);
            else
                TryLater($"download of the machine config: {problem}");
        });
    }

    /// <summary>The disk that has the value may come later than the network; it is asked again at each news, and when patience is over.</summary>
    private bool AwaitsVariable()
    {
        var (name, patience) = ConfigUrl.Variables(commandLine.ConfigSource.Url).Select(name => (name, settings.PatienceFor(name))).DefaultIfEmpty().MaxBy(pair => pair.Item2);
        if (patience <= TimeSpan.Zero)
            return false;
        Waiting = $"the value of ${{{name}}}, to download {commandLine.ConfigSource.Url}";
        if (_awaitsVariable)
            return true;
        _awaitsVariable = true;
        settings.Arm(patience, () =>
        {
            _awaitsVariable = false;
            AddressReady();
        });
        return true;
    }

    private bool HasUrl => commandLine.ConfigSource.Kind == ConfigSourceKind.Url && _unusable is null;

    private bool IsTooLate => Waiting is null && settings.Now() > BootTime;

    /// <summary>The volume comes when its driver does; what it holds goes before any other source, also before one that was faster.</summary>
    private void LookForState()
    {
        if (!Wants(StateVolume.Label))
            return;
        try
        {
            _state = settings.FindState();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Tell(e.Message);
        }
        if (_state is null)
            return;
        var configs = stored(_state);
        if (!_isFinal)
            TakeFirstGood(configs);
    }

    private void TakeFirstGood(IReadOnlyList<StoredConfig> configs)
    {
        foreach (var config in configs)
            switch (found(config.Name, config.Text))
            {
                case ConfigVerdict.Complete:
                    Waiting = null;
                    _found = _isFinal = true;
                    return;
                case ConfigVerdict.Partial:
                    _partial = config;
                    if (_last is var (name, text))      // another source was faster: both together
                        Finish(name, text);
                    return;
            }
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

    private void Finish(string name, string? text, bool again = false)
    {
        Waiting = null;
        _found = text is not null;
        _last = text is null ? null : (name, text);
        if (text is null && _partial is not null)
            return;
        // What is new comes first, so that its lines have the numbers that they have in its file.
        found(name, _partial is null || again ? text : $"{text}\n---\n{_partial.Text}", again);
    }
}
