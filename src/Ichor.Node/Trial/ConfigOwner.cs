using Ichor.Api;
using Ichor.Config;
using Ichor.Network;
using Ichor.Node.Acquire;
using Ichor.Node.State;
using Ichor.Node.Status;

namespace Ichor.Node.Trial;

/// <summary>
/// Owns the config that rules: takes it from where it was found or from a person, keeps it for the next boot once it has
/// proved good, and goes back to the one before when a trial fails. A config with errors never replaces one without.
/// </summary>
internal sealed class ConfigOwner : IDisposable
{
    private readonly NodeWorld _world;
    private readonly ConfigEffects _effects;
    private readonly ConfigRecords _records;
    private readonly ConfigTrial _trial;
    private readonly ChangeClock _clock;
    private readonly ConfigMode _mode;
    private readonly ConfigMemory _memory = new();
    private readonly List<Operation> _operations = [];
    private Ruling _ruling = Ruling.Nobody;
    private Ruling? _refused;
    private Probation? _probation;
    private (Connectivity Before, TimeSpan Grace) _unproved = (Connectivity.None, ConfigChange.UsualGrace);
    private bool _learning;
    private readonly List<Action> _settled = [];
    private string _state = "none", _source = "";

    public ConfigOwner(NodeWorld world, ConfigEffects effects, ConfigRecords records, ConfigMode mode = ConfigMode.Metal)
    {
        (_world, _effects, _records, _mode) = (world, effects, records, mode);
        _clock = new ChangeClock(world.Now, effects.Work);
        _trial = new ConfigTrial(world, records, Rule, effects.Changed);
    }

    public TrialRow Trial => _trial.Row;

    public ConfigRow Row => new(_state, _source, "")
    {
        Refused = _refused?.Source ?? "",
        Took = _clock.Text,
        Kept = _records.Kept ?? "",
        Storage = _records.Trouble is { } trouble ? $"{_records.Volume?.Volume}: {trouble}"
            : _records.Volume?.Volume ?? $"memory: the next boot does not know what was changed, because no volume is labelled {StateVolume.Label}",
    };

    /// <summary>What is wrong with the config that rules, and with one that may not.</summary>
    public IEnumerable<Problem> Problems => _refused is null ? _ruling.Problems : [.. _refused.Problems, .. _ruling.Problems];

    public IEnumerable<Condition> Conditions
    {
        get
        {
            if (_refused is not null)
                yield return new(new ObjectKey("config", _refused.Source), ConditionState.Failed, WhyNot(_refused), null);
            if (_probation?.Missing is { } missing && !_trial.IsRunning)
                yield return new(new ObjectKey("config", _ruling.Source), ConditionState.Waiting, $"for what was there before it: {missing}; it is not kept for the next boot until then", null);
        }
    }

    /// <summary>A volume for the last good config is there. Gives what can be used of it, the newest first.</summary>
    public IReadOnlyList<StoredConfig> Use(LastGood lastGood)
    {
        var stored = _records.Use(lastGood);
        _trial.Interrupted();
        if (_ruling.IsProved)
            _records.Proved(_ruling, _world.Clock.GetUtcNow());
        _effects.Changed();
        return stored;
    }

    /// <summary>A source has been read.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="text">Null when it is certain that there is no config.</param>
    /// <param name="again">Whether it ruled already before this process was started.</param>
    public ConfigVerdict Found(string name, string? text, bool again = false)
    {
        _trial.Interrupted();
        var found = text is null ? Ruling.Nobody : Read(name, text);
        Tell(found);
        if (text is not null && found.Config is null)
            return Refuse(found);
        var before = !again ? Baseline.Now(_world) : _records.StillToProve();
        found = found with { IsProved = again && before is null };
        if (_trial.IsRunning)
            _trial.ReturnsTo(found);
        else
            Rule(found, before ?? Connectivity.None, ConfigChange.UsualGrace);
        return found.IsComplete ? ConfigVerdict.Complete : ConfigVerdict.Partial;
    }

    /// <summary>Somebody hands over a config.</summary>
    /// <param name="change">The config and for how long it is meant.</param>
    /// <param name="answer">Called once, when it is applied and the network has settled, or when it cannot be.</param>
    /// <param name="refuse">Called in its place with a reason.</param>
    public void Apply(ConfigChange change, Action<ChangeReport> answer, Action<string> refuse)
    {
        var ruling = Read(PlainText.Of(change.Source), change.Config);
        if (ruling.Config is null)
            answer(ChangeReports.Refused(ruling));
        else if (change.Mode == ChangeMode.DryRun)
            answer(ChangeReports.OfPlan(ruling, _effects.Plan(ruling.Config)));
        else if (_trial.IsRunning)
            refuse($"{_trial.Row.Source} is on trial until {_trial.Row.Until}: confirm it or roll it back first");
        else if (_learning)
            refuse("another config is just being applied");
        else
        {
            Learn(before => Apply(ruling, before, change, answer), refuse);
        }
    }

    /// <summary>Whatever happens, the next one who applies a config is not told that another is just being applied.</summary>
    private void Learn(Action<Connectivity> learnt, Action<string> refuse)
    {
        _learning = true;
        Baseline.Learn(_world, before =>
        {
            _learning = false;
            learnt(before);
        }, failed =>
        {
            _learning = false;
            refuse($"what connectivity there is cannot be told: {failed.Message}; nothing has changed");
        });
    }

    /// <summary>Keeps what is on trial, or what was applied and is not yet proved.</summary>
    public void Confirm(Action<ChangeReport> answer, Action<string> refuse)
    {
        if (_trial.IsRunning)
            _trial.Confirm();
        else if (_ruling.IsProved || _ruling.Text.Length == 0)
        {
            refuse("nothing is on trial");
            return;
        }
        _records.Rules(_ruling, null);
        Proved();
        answer(ChangeReports.Of($"{_ruling.Source} is confirmed{(_records.Volume is { } volume ? $" and kept on {volume.Volume}" : "; it is in memory only")}",
            [], [], _effects.Unmet()));
    }

    /// <summary>Goes back to the config of before the trial.</summary>
    public void Rollback(Action<ChangeReport> answer, Action<string> refuse)
    {
        if (!_trial.IsRunning)
        {
            refuse("nothing is on trial");
            return;
        }
        var source = _ruling.Source;
        AnswerWhenSettled(() => $"{source} is rolled back; {Name(_ruling)} rules", answer);
        _trial.Rollback("somebody asked for it");
    }

    /// <summary>Something was done in the kernel.</summary>
    public void Did(OperationChain chain)
    {
        _clock.Did(chain);
        if (_settled.Count > 0)
            _operations.AddRange(chain.Operations);
    }

    /// <summary>The network has settled after a burst of events.</summary>
    public void Settled()
    {
        _clock.Settled(_effects.Unmet());
        _trial.Look();
        _probation?.Look();
        if (_settled.Count == 0)
            return;
        var answers = _settled.ToList();
        _settled.Clear();
        foreach (var answer in answers)
            answer();
        _operations.Clear();
    }

    public void Dispose()
    {
        _trial.Dispose();
        _probation?.Dispose();
    }

    private void Apply(Ruling ruling, Connectivity before, ConfigChange change, Action<ChangeReport> answer)
    {
        _effects.Overtaken();
        Tell(ruling);
        _refused = null;
        if (change.Mode == ChangeMode.Trial)
        {
            AnswerWhenSettled(() => $"{ruling.Source} is on trial until {_trial.Row.Until}: 'ichorctl confirm' keeps it", answer, ruling);
            _trial.Begin(ruling, _ruling, _unproved, before, change);
        }
        else
        {
            AnswerWhenSettled(() => $"{ruling.Source} is applied; it is the config of the next boot when connectivity holds for {change.Grace.TotalSeconds:0} s", answer, ruling);
            Rule(ruling, before, change.Grace);
        }
    }

    private Ruling Read(string source, string text)
    {
        _clock.Received(text);
        var ruling = Ruling.Read(source, text, _mode, _memory);
        _clock.Read();
        return ruling;
    }

    /// <summary>Several may wait for one burst: each is told of all that was done in it.</summary>
    private void AnswerWhenSettled(Func<string> summary, Action<ChangeReport> answer, Ruling? ruling = null)
    {
        if (_settled.Count == 0)
            _operations.Clear();
        _settled.Add(() => answer(ChangeReports.Of(summary(), ruling?.Problems ?? [], _operations, _effects.Unmet())));
    }

    /// <summary>Makes a config the one that rules. While a trial runs it is watched by the trial, and recorded by nobody.</summary>
    private void Rule(Ruling ruling, Connectivity before, TimeSpan grace)
    {
        _probation?.Dispose();
        _probation = null;
        _ruling = ruling;
        _unproved = (before, grace);
        _state = ruling.Text.Length > 0 ? "applied" : _refused is null ? "none" : "refused";
        _source = ruling.Text.Length == 0 && _refused is not null ? _refused.Source : ruling.Source;
        _clock.Rules(ruling.Source, ruling.Text);
        _effects.Put(ruling.Config);
        if (_trial.IsRunning || ruling.Text.Length == 0)
            return;
        _records.Rules(ruling, ruling.IsProved ? null : before);
        if (ruling.IsProved)
            _records.Proved(ruling, _world.Clock.GetUtcNow());
        else
            _probation = new Probation(_world, before, grace,
                missing => Log.Warning($"since {ruling.Source} was applied: {missing}; it is not kept for the next boot until that is back"), Proved);
    }

    private void Proved()
    {
        _probation?.Dispose();
        _probation = null;
        _ruling = _ruling with { IsProved = true };
        _records.Proved(_ruling, _world.Clock.GetUtcNow());
        _effects.Changed();
    }

    private ConfigVerdict Refuse(Ruling refused)
    {
        _refused = refused;
        Log.Error($"{refused.Source} is not applied: {WhyNot(refused)}");
        if (_trial.IsRunning)
            return ConfigVerdict.Refused;
        if (_ruling.Text.Length == 0)
            (_state, _source) = ("refused", refused.Source);
        _effects.Put(_ruling.Config);       // also when that is none: it is known now
        return ConfigVerdict.Refused;
    }

    private string WhyNot(Ruling refused)
    {
        var errors = ChangeReports.Count(refused.Problems.Count(problem => problem.IsError), "error");
        return _ruling.Text.Length == 0
            ? $"it has {errors}; the network stays on the kernel command line and the defaults"
            : $"it has {errors}; the last good config stays in force: {_ruling.Source}";
    }

    private static string Name(Ruling ruling) => ruling.Text.Length == 0 ? "no config" : ruling.Source;

    private static void Tell(Ruling ruling)
    {
        foreach (var problem in ruling.Problems.Where(problem => problem.IsError))
            Log.Error(problem.ToString());
    }
}
