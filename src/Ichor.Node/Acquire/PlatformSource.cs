using Ichor.Config;
using Ichor.Network;
using Ichor.Node.State;

namespace Ichor.Node.Acquire;

/// <summary>
/// What the platform says: on metal that is the partition META of a disk, or the command line where there is no such partition. The
/// first word is what an earlier life of this process knew; without that it comes when the disks have been looked at.
/// </summary>
/// <remarks>
/// A partition that comes later takes the place of the command line's values, as long as a machine boots: a disk that is plugged into a
/// running one must not reconfigure it.
/// </remarks>
/// <param name="commandLine">Names the platform, and may have values.</param>
/// <param name="run">Keeps what was found for the next life of the process.</param>
/// <param name="now">Time since the kernel started.</param>
/// <param name="put">Takes the document; null when there is none that counts.</param>
internal sealed class PlatformSource(CommandLine commandLine, StateFolder run, Func<TimeSpan> now, Action<PlatformConfig?> put)
{
    private const string Metal = "metal";

    private readonly PlatformRecord _record = new(run);
    private readonly TimeSpan _begun = now();
    private readonly Dictionary<string, Condition> _conditions = [];
    private MetaValues _values = MetaValues.None;
    private bool _hasSpoken, _hasPartition;

    /// <summary>What is wrong with the document, or worth knowing.</summary>
    public IReadOnlyList<Problem> Problems { get; private set; } = [];

    public IEnumerable<Condition> Conditions => _conditions.Values;

    /// <summary>Whether the partition would change anything.</summary>
    public bool Wants => !_hasPartition && (!_hasSpoken || now() <= ConfigAcquisition.BootTime);

    /// <summary>A value as text; null when there is none.</summary>
    public string? Text(byte key) => _values.Text(key);

    /// <summary>How long from now a value may still be worth waiting for: the partition that has it may be on a disk whose driver comes late.</summary>
    /// <param name="key">The value.</param>
    /// <param name="longest">Since this process began.</param>
    public TimeSpan PatienceFor(byte key, TimeSpan longest) =>
        _hasPartition || Text(key) is not null || now() - _begun >= longest ? TimeSpan.Zero : longest - (now() - _begun);

    /// <summary>Speaks at once when an earlier life of the process has.</summary>
    public void Start()
    {
        if (_record.Load() is not var (source, values))
            return;
        _hasPartition = source == MetaPartition.Label;
        Take(source, values);
    }

    /// <summary>The partition may have come.</summary>
    /// <param name="partition">What was read of it, null while there is none.</param>
    public void Look(Func<MetaReading?> partition)
    {
        if (!Wants)
            return;
        try
        {
            if (partition() is not { } reading)
                return;
            _hasPartition = true;
            Say("copies", ConditionState.Applied, reading.Remark);
            Found(MetaPartition.Label, reading.Values);
        }
        catch (IOException e)
        {
            if (Say("copies", ConditionState.Failed, e.Message))
                Log.Error(e.Message);
        }
    }

    /// <summary>The disks have been looked at, or are not waited for any longer.</summary>
    public void Settled()
    {
        if (!_hasSpoken)
            Found(MetaEnvironment.Variable, FromCommandLine());
    }

    private MetaValues FromCommandLine()
    {
        if (MetaEnvironment.Of(commandLine) is not { } variable)
            return MetaValues.None;
        try
        {
            return MetaEnvironment.Decode(variable.Value);
        }
        catch (MetaFormatException e)
        {
            Say(MetaEnvironment.Variable, ConditionState.Failed, $"{e.Message}: nothing of it is used");
            Log.Error($"{MetaEnvironment.Variable} {e.Message}");
            return MetaValues.None;
        }
    }

    private void Found(string source, MetaValues values)
    {
        _record.Save(source, values);
        Take(source, values);
    }

    private void Take(string source, MetaValues values)
    {
        _hasSpoken = true;
        _values = values;
        put(Read(source, values.Text(MetaValues.NetworkConfig)));
    }

    private PlatformConfig? Read(string source, string? yaml)
    {
        Problems = [];
        _conditions.Remove("network");
        if (yaml is null)
            return null;
        if (commandLine.Platform is { Value: not Metal } platform)
        {
            Problems = [new Problem(source, 0, 0, "", $"the network of the platform {Metal} is not acted upon: talos.platform is {platform.Value}", ProblemKind.Notice)];
            return null;
        }
        var (config, problems) = PlatformConfig.Load(source, yaml);
        Problems = problems;
        var errors = problems.Where(problem => problem.IsError).ToList();
        foreach (var error in errors)
            Log.Error(error.ToString());
        if (config is null)
            Say("network", ConditionState.Failed, $"{source} has {Trial.ChangeReports.Count(errors.Count, "error")}: nothing of its network is used");
        else
            Log.Info($"the platform's network is that of {source}");
        return config;
    }

    /// <summary>True when it is news.</summary>
    private bool Say(string what, ConditionState state, string reason)
    {
        var condition = new Condition(new ObjectKey("platform", what), state, reason, null);
        if (reason.Length == 0)
            return _conditions.Remove(what);
        var isNews = _conditions.GetValueOrDefault(what) != condition;
        _conditions[what] = condition;
        return isNews;
    }
}
