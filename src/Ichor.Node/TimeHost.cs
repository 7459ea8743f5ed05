using System.Net;
using Ichor.Config;
using Ichor.Linux;
using Ichor.Network;
using Ichor.Node.Operators;
using Ichor.Node.Status;

namespace Ichor.Node;

/// <summary>Feeds the time client with the servers that the plan names, and tells how it stands.</summary>
internal sealed class TimeHost : IDisposable
{
    private static readonly TimeRow Disabled = new(Synced: true, Server: "", Offset: "", Problem: "");

    private readonly TimeOperator _client;
    private readonly EventLoop _loop;
    private readonly Action _changed;
    private EventLoop.Timer? _patience;
    private TimeSpan _bootTimeout;
    private bool _gaveUp;
    private string _surroundings = "";
    private bool _disabled;

    /// <param name="loop">Where the client lives.</param>
    /// <param name="changed">Called when it stands otherwise than before.</param>
    /// <param name="settings">Surroundings of the client; null for those of a node.</param>
    public TimeHost(EventLoop loop, Action changed, TimeOperatorSettings? settings = null)
    {
        _loop = loop;
        _changed = changed;
        _client = new TimeOperator(loop, _ => changed(), settings ?? new TimeOperatorSettings { Log = Log.Info });
    }

    internal TimeOperator Client => _client;

    /// <summary>Whether services may count on the clock, or have waited for it as long as they should.</summary>
    public bool Reached => Row.Synced || _gaveUp;

    /// <summary><c>machine.time.disabled</c> says that the clock is right: then it counts as in step.</summary>
    public TimeRow Row => _disabled
        ? Disabled
        : new(_client.Status.Synced, _client.Status.Server ?? "", _client.Status.Synced ? Milliseconds(_client.Status.Offset) : "", _client.Status.LastError ?? "");

    /// <summary>Mistakes of ours.</summary>
    public IEnumerable<Condition> Conditions =>
        _client.Fault is { } fault ? [new(new ObjectKey("operator", "time client"), ConditionState.Failed, fault, null)] : [];

    /// <param name="plan">Names the servers and the resolvers that find them.</param>
    /// <param name="ownAddress">Null while there is no network to ask over.</param>
    /// <param name="config"><c>machine.time</c>.</param>
    public void Apply(Plan plan, IPAddress? ownAddress, TimeConfig? config)
    {
        _disabled = config?.Disabled == true;
        BePatient(config?.BootTimeout ?? TimeSpan.Zero);
        if (_disabled)
            _client.SetServers([]);     // the clock is somebody else's: one that runs must not go on steering it
        if (_disabled || ownAddress is null)
            return;
        var isOtherList = _client.SetServers(plan.TimeServers.Servers);
        var surroundings = $"{ownAddress} {plan.Resolvers.Servers}";
        if (surroundings == _surroundings)
            return;
        _surroundings = surroundings;
        if (!isOtherList)
            _client.NetworkChanged();
    }

    /// <summary>Counted from the start of the kernel. One that has given up already has told so, and cannot take it back.</summary>
    private void BePatient(TimeSpan timeout)
    {
        if (timeout == _bootTimeout)
            return;
        _bootTimeout = timeout;
        _patience?.Dispose();
        _patience = timeout > TimeSpan.Zero && !_gaveUp ? _loop.Arm(timeout - _loop.Now, () => GiveUp(timeout)) : null;
    }

    private void GiveUp(TimeSpan timeout)
    {
        if (Row.Synced)
            return;
        _gaveUp = true;
        Log.Warning($"the clock is not in step {timeout.TotalSeconds:0} s after the start (machine.time.bootTimeout): services wait for it no longer");
        _changed();
    }

    public void Dispose()
    {
        _patience?.Dispose();
        _client.Dispose();
    }

    private static string Milliseconds(TimeSpan offset) => $"{offset.TotalMilliseconds:+0.0;-0.0;0.0} ms";
}
