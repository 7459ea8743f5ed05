using System.Text;
using Ichor.Node.State;

namespace Ichor.Node.Trial;

/// <summary>
/// What the next life of the node process, and the next boot, must know: the config that rules (in memory), the last good one
/// (on the volume, when there is one), and that something is on trial (both).
/// </summary>
/// <remarks>
/// A config on trial is written to neither: whatever ends this process in the meantime, the old config rules afterwards.
/// The marks only tell people what has happened. Where something cannot be written, a line says so and work goes on.
/// </remarks>
internal sealed class ConfigRecords(StateFolder run, Action<string> warn)
{
    /// <summary>The config of this boot and its name, for the next life of the node process.</summary>
    public const string Text = "config.yaml", Name = "config.name";

    private const string Mark = "config.trial", Unproved = "config.unproved";

    private LastGood? _lastGood;

    /// <summary>The volume with the last good config; null while there is none.</summary>
    public StateFolder? Volume => _lastGood?.Folder;

    /// <summary>When what was saved, in words; null when nothing is.</summary>
    public string? Kept { get; private set; }

    /// <summary>What is wrong with the volume; null when it could be written the last time.</summary>
    public string? Trouble { get; private set; }

    /// <summary>A volume has come. Gives what can be used of it, the newest first.</summary>
    public IReadOnlyList<StoredConfig> Use(LastGood lastGood)
    {
        _lastGood = lastGood;
        List<StoredConfig> stored = [.. lastGood.Load(warn)];
        if (stored.Count > 0)
            Describe(stored[0]);
        return stored;
    }

    /// <summary>Keeps what rules for the next life of the process, and from what it still has to prove good.</summary>
    public void Rules(Ruling ruling, Connectivity? before)
    {
        if (ruling.Text.Length == 0)
            return;
        Try(run, folder =>
        {
            folder.Write(Name, Encoding.UTF8.GetBytes(ruling.Source));
            folder.Write(Text, ruling.Text);
            if (before is null)
                folder.Delete(Unproved);
            else
                folder.Write(Unproved, Encoding.UTF8.GetBytes(before.ToText()));
        });
    }

    /// <summary>What a config of before a restart of the process still must not lose; null when it has proved good.</summary>
    public Connectivity? StillToProve() => Read(run, Unproved) is { } text ? Connectivity.FromText(text) : null;

    /// <summary>Makes a config the one of the next boot; without a volume that is the next life of the process.</summary>
    public void Proved(Ruling ruling, DateTimeOffset now)
    {
        Try(run, folder => folder.Delete(Unproved));
        if (_lastGood is null || ruling.Text.Length == 0)
            return;
        var stored = StoredConfig.Of(ruling.Text, ruling.Source, now);
        var saved = false;
        Try(_lastGood.Folder, _ => saved = _lastGood.Save(stored));
        if (!saved)
            return;
        Describe(stored);
        Log.Info($"{ruling.Source} is kept for the next boot on {_lastGood.Folder.Volume}");
    }

    /// <summary>To be called before the config is applied.</summary>
    public void TrialBegins(string source)
    {
        var mark = Encoding.UTF8.GetBytes(source);
        Try(run, folder => folder.Write(Mark, mark));
        Try(_lastGood?.Folder, folder => folder.Write(Mark, mark));
    }

    public void TrialEnds()
    {
        Try(run, folder => folder.Delete(Mark));
        Try(_lastGood?.Folder, folder => folder.Delete(Mark));
    }

    /// <summary>The config that was on trial when this process ended before, and what ended it; null when there was none.</summary>
    public (string Source, string Reason)? Interrupted()
    {
        if (Read(run, Mark) is { } here)
            return (here, "the node process ended during the trial");
        return Read(_lastGood?.Folder, Mark) is { } there ? (there, "the machine was restarted during the trial") : null;
    }

    private void Describe(StoredConfig stored) =>
        Kept = $"sha256 {stored.Hash[..12]}, {(stored.Saved is null ? "put there by somebody" : $"saved {stored.SavedText}")}, from {stored.Source}";

    private string? Read(StateFolder? folder, string name)
    {
        string? text = null;
        Try(folder, from => text = from.Read(name) is { } bytes ? PlainText.Of(Encoding.UTF8.GetString(bytes)) : null);
        return text;
    }

    private void Try(StateFolder? folder, Action<StateFolder> action)
    {
        if (folder is null)
            return;
        try
        {
            action(folder);
            if (folder.IsPersistent)
                Trouble = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (folder.IsPersistent)
                Trouble = e.Message;
            warn($"{folder.Volume ?? folder.Path}: {e.Message}");
        }
    }
}
