using Ichor.Api;

namespace Ichor.Node.Trial;

/// <summary>Makes a config rule, with what it must not lose and for how long it may.</summary>
internal delegate void MakeRule(Ruling ruling, Connectivity before, TimeSpan grace);

/// <summary>
/// A config on trial: it rules at once, and the one before rules again when nobody confirms it in time or when connectivity
/// is gone. What the kernel then has follows from the old config alone, so nothing has to be remembered to be undone.
/// </summary>
internal sealed class ConfigTrial(NodeWorld world, ConfigRecords records, MakeRule rule, Action changed) : IDisposable
{
    private sealed record Running(Ruling Ruling, Ruling Before, (Connectivity Before, TimeSpan Grace) Unproved, TimeSpan Timeout);

    private Running? _running;
    private Probation? _probation;
    private IDisposable? _end;
    private TrialRow _row = TrialRow.None;

    public bool IsRunning => _running is not null;

    public TrialRow Row => _row with { Missing = _running is null ? "" : _probation?.Missing ?? "" };

    /// <param name="ruling">What is tried.</param>
    /// <param name="before">What rules until now.</param>
    /// <param name="unproved">What that had to prove, in case it has not yet.</param>
    /// <param name="facts">The connectivity that must not be lost.</param>
    /// <param name="change">The times.</param>
    public void Begin(Ruling ruling, Ruling before, (Connectivity Before, TimeSpan Grace) unproved, Connectivity facts, ConfigChange change)
    {
        records.TrialBegins(ruling.Source);     // first: what comes next may end this process
        _running = new(ruling, before, unproved, change.Timeout);
        _row = new("running", ruling.Source, TrialRow.Time(world.Clock.GetUtcNow() + change.Timeout), "", "");
        Log.Info($"{ruling.Source} is on trial for {change.Timeout.TotalSeconds:0} s");
        _end = world.Arm(change.Timeout, () => Rollback($"nobody confirmed it within {change.Timeout.TotalSeconds:0} s"));
        rule(ruling, facts, change.Grace);
        _probation = new Probation(world, facts, change.Grace,
            missing => Rollback($"for {change.Grace.TotalSeconds:0} s: {missing}"), () => { });
    }

    /// <summary>A source was found in the meantime: that is what a rollback leads to.</summary>
    public void ReturnsTo(Ruling before) => _running = _running! with { Before = before };

    public void Look() => _probation?.Look();

    public void Confirm()
    {
        var source = _running!.Ruling.Source;
        End("confirmed", "");
        Log.Info($"{source} is confirmed");
    }

    public void Rollback(string reason)
    {
        if (_running is not { } ended)
            return;
        End("rolled-back", reason);
        Log.Warning($"{ended.Ruling.Source} is rolled back: {reason}");
        rule(ended.Before, ended.Unproved.Before, ended.Unproved.Grace);
        changed();
    }

    /// <summary>Tells of a trial that the process or the machine did not survive, once.</summary>
    public void Interrupted()
    {
        if (IsRunning || records.Interrupted() is not var (source, reason))
            return;
        records.TrialEnds();
        _row = new("rolled-back", source, "", "", reason);
        Log.Warning($"{source} is rolled back: {reason}");
    }

    public void Dispose()
    {
        _probation?.Dispose();
        _end?.Dispose();
    }

    private void End(string state, string reason)
    {
        _probation?.Dispose();
        _probation = null;
        _end?.Dispose();
        _row = new(state, _running!.Ruling.Source, "", "", reason);
        _running = null;
        records.TrialEnds();
    }
}
