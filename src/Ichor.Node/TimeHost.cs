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
    private bool _gaveUp;
    private string _surroundings = "";
    private bool _disabled;

    public TimeHost(EventLoop loop, Action changed)
    {
        _loop = loop;
        _changed = changed;
        _client = new TimeOperator(loop, _ => changed(), new TimeOperatorSettings { Log = Log.Info });
    }

    /// <summary>Whether services may count on the clock, or have waited for it as long as they should.</summary>
    public bool Reached => Row.Synced || _gaveUp;

    /// <summary><c>machine.time.disabled</c> says that the clock is right: then it counts as in step.</summary>
    public TimeRow Row => _disabled
        ? Disabled
        : new(_client.Status.Synced, _client.Status.Server ?? "", _client.Status.Synced ? Milliseconds(_client.Status.Offset) : "", _client.Status.LastError ?? "");

    /// <param name="plan">Names the servers and the resolvers that find them.</param>
    /// <param name="ownAddress">Null while there is no network to ask over.</param>
    /// <param name="config"><c>machine.time</c>.</param>
    public void Apply(Plan plan, IPAddress? ownAddress, TimeConfig? config)
    {
        _disabled = config?.Disabled == true;
        if (config is { BootTimeout: var timeout } && timeout > TimeSpan.Zero)
            _patience ??= _loop.Arm(timeout - _loop.Now, () => GiveUp(timeout));    // counted from the start of the kernel
        if (_disabled || ownAddress is null)
            return;
        _client.SetServers(plan.TimeServers.Servers);
        var surroundings = $"{ownAddress} {plan.Resolvers.Servers}";
        if (surroundings == _surroundings)
            return;
        _surroundings = surroundings;
        _client.NetworkChanged();
    }

    private void GiveUp(TimeSpan timeout)
    {
        if (Row.Synced)
            return;
        _gaveUp = true;
        Log.Warning($"the clock is not in step {timeout.TotalSeconds:0} s after the start (machine.time.bootTimeout): services wait for it no longer");
        _changed();
    }

    public void Dispose() => _client.Dispose();

    private static string Milliseconds(TimeSpan offset) => $"{offset.TotalMilliseconds:+0.0;-0.0;0.0} ms";
}
