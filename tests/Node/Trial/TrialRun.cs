using Ichor.Api;
using Ichor.Config;
using Ichor.Network;
using Ichor.Node.Acquire;
using Ichor.Node.State;
using Ichor.Node.Tests.Files;
using Ichor.Node.Tests.Operators;
using Ichor.Node.Trial;
using Microsoft.Extensions.Time.Testing;

namespace Ichor.Node.Tests.Trial;

/// <summary>A node whose network is what the test says, and whose time the test moves. What lies in files outlives a life of it.</summary>
internal sealed class TrialRun : IDisposable
{
    public static readonly Connectivity Full = new(true, true, false, true, false);

    private readonly TempFolder _run = new(), _volume = new();
    private readonly List<FakeGateways> _watches = [];
    private FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private HandTimers _timers = new();
    private ConfigOwner? _owner;

    public TrialRun() => Boot();

    public ConfigOwner Owner => _owner!;

    /// <summary>The host names of the configs that were made to rule, in order; "none" for no config.</summary>
    public List<string> Rules { get; } = [];

    public Connectivity Facts { get; private set; } = Full;

    /// <summary>What connectivity there is cannot be told.</summary>
    public Exception? Blindness { get; set; }

    public int Watches => _watches.Count(watch => !watch.IsDisposed);

    public string Trial => $"{Owner.Trial.State} {Owner.Trial.Reason}".TrimEnd();

    public static string Config(string hostname) => $"machine:\n  network:\n    hostname: {hostname}\n";

    /// <summary>A new life of the process: what was in its memory is gone. Gives what the acquisition would do.</summary>
    public void Restart()
    {
        _owner?.Dispose();
        _timers = new HandTimers();
        _clock = new(_clock.GetUtcNow());
        _owner = new ConfigOwner(World(), new ConfigEffects
        {
            Put = config => Rules.Add(config?.Network.Hostname?.Value.ToString() ?? "none"),
            Plan = config => Planner.Plan(new Inputs { CommandLine = CommandLine.Parse(""), Config = config }, new Observed()),
            Unmet = () => [],
            Overtaken = () => { },
            Changed = () => { },
        }, new ConfigRecords(new StateFolder(_run.Path, null), _ => { }));
    }

    /// <summary>The machine was switched on: what was in its memory is gone, too.</summary>
    public void Boot()
    {
        foreach (var file in Directory.EnumerateFiles(_run.Path))
            File.Delete(file);
        Restart();
    }

    /// <summary>As ConfigAcquisition does it at the start of the process.</summary>
    public void Acquire(bool volume = true, string? download = null)
    {
        var stored = volume ? Owner.Use(new LastGood(new StateFolder(_volume.Path, "STATE (/dev/vdb, vfat)"))) : [];
        if (File.Exists(Path.Combine(_run.Path, ConfigRecords.Text)))
            Owner.Found(_run[ConfigRecords.Name], _run[ConfigRecords.Text], again: true);
        else if (stored.Any(config => Owner.Found(config.Name, config.Text) == ConfigVerdict.Complete) && download is null)
            return;
        else if (download is not null)
            Owner.Found("download.yaml", download);
        else
            Owner.Found("", null);
    }

    public string Kept => File.Exists(Path.Combine(_volume.Path, "config.yaml"))
        ? ConfigFile.Load("kept", _volume["config.yaml"], ConfigMode.Metal).Config!.Network.Hostname!.Value.ToString()!
        : "nothing";

    public string Files(bool volume) => string.Join(' ', Directory.EnumerateFiles(volume ? _volume.Path : _run.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    /// <summary>Hands over a config; the answer comes when the network has settled.</summary>
    public ChangeReport Apply(string config, ChangeMode mode = ChangeMode.Trial, int timeout = 60, int grace = 30)
    {
        ChangeReport? answer = null;
        string? refused = null;
        Owner.Apply(new(config, "new.yaml", mode, TimeSpan.FromSeconds(timeout), TimeSpan.FromSeconds(grace)), report => answer = report, reason => refused = reason);
        Owner.Settled();
        return answer ?? new ChangeReport(false, refused ?? "no answer", [], [], []);
    }

    public string Confirm() => Ask(Owner.Confirm);

    public string Rollback() => Ask(Owner.Rollback);

    /// <summary>The network is different now, which is an event.</summary>
    public void Becomes(Connectivity facts)
    {
        Facts = facts;
        Owner.Settled();
    }

    public void Advance(double seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        _timers.Advance(seconds);
    }

    public void Dispose()
    {
        Owner.Dispose();
        _run.Dispose();
        _volume.Dispose();
    }

    private string Ask(Action<Action<ChangeReport>, Action<string>> verb)
    {
        var answer = "";
        verb(report => answer = report.Summary, reason => answer = $"refused: {reason}");
        Owner.Settled();
        return answer;
    }

    private NodeWorld World() => new()
    {
        Now = () => _timers.Now,
        Arm = (delay, action) => _timers.Arm(delay, action),
        Clock = _clock,
        WatchGateways = _ =>
        {
            _watches.Add(new FakeGateways());
            return _watches[^1];
        },
        Gateways = () => [],
        Look = _ => Blindness is null ? Facts : throw Blindness,
    };

    private sealed class FakeGateways : IGatewayWatch
    {
        public bool IsDisposed { get; private set; }

        public bool Answers(Gateway gateway) => true;

        public bool IsKnown(Gateway gateway) => true;

        public void Ask(IEnumerable<Gateway> gateways) => Assert.False(IsDisposed);

        public void Dispose() => IsDisposed = true;
    }
}
