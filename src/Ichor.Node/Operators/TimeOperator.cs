using System.Collections.Immutable;
using System.Net;
using Ichor.Linux;
using Ichor.Protocols.Ntp;

namespace Ichor.Node.Operators;

/// <summary>Keeps the clock right: asks one time server after the other until one answers, stays with it, and sets or steers the clock.</summary>
/// <remarks>What to do with an answer is decided in <see cref="NtpReply"/> and <see cref="NtpDiscipline"/>. Lives on the event loop's thread.</remarks>
public sealed partial class TimeOperator : IDisposable
{
    /// <summary>While there is no time, the reason is logged at least this often.</summary>
    private static readonly TimeSpan Reminder = TimeSpan.FromSeconds(30);

    private readonly TimeOperatorSettings _settings;
    private readonly INodeClock _clock;
    private readonly INtpTransport _transport;
    private readonly Func<TimeSpan, Action, IDisposable> _arm;
    private readonly Action<TimeStatus> _publish;
    private NtpDiscipline _discipline = NtpDiscipline.Initial;
    private IDisposable? _timer;
    private readonly HashSet<string> _reported = [];
    private readonly Dictionary<IPAddress, (TimeSpan Until, string Why)> _barred = [];
    private TimeSpan _reportedAt;
    private TimeSpan _pause = NtpDiscipline.RetryAfterError;

    /// <summary>Idle until <see cref="SetServers"/>.</summary>
    /// <param name="loop">The node's loop.</param>
    /// <param name="publish">Takes each new status.</param>
    /// <param name="settings">Surroundings.</param>
    public TimeOperator(EventLoop loop, Action<TimeStatus> publish, TimeOperatorSettings? settings = null)
    {
        _settings = settings ?? new TimeOperatorSettings();
        _clock = _settings.Clock ?? new KernelClock();
        _transport = _settings.Transport ?? new NtpTransport(loop);
        _arm = _settings.Arm ?? loop.Arm;
        _publish = publish;
    }

    /// <summary>How it stands.</summary>
    public TimeStatus Status { get; private set; } = new();

    /// <summary>Names and addresses to ask, the preferred one first.</summary>
    public ImmutableArray<string> Servers { get; private set; } = [];

    /// <summary>A mistake of ours in the last step; null when it made none.</summary>
    public string? Fault { get; private set; }

    /// <summary>Replaces the list of servers; another list than before is asked at once, an empty one ends the asking. True when it is another.</summary>
    public bool SetServers(IReadOnlyList<string> servers)
    {
        if (Servers.AsSpan().SequenceEqual([.. servers]))
            return false;
        Servers = [.. servers];
        _server = null;
        _barred.Clear();
        Guarded(Restart);
        return true;
    }

    /// <summary>
    /// Addresses, routes or name servers have changed: when no server has answered so far, it is worth another try at once. A
    /// question to the old network, or to its name server, is not waited for.
    /// </summary>
    public void NetworkChanged()
    {
        if (_server is null && Servers.Length > 0)
            Guarded(Restart);
    }

    /// <summary>Stops asking; the clock runs on as it was steered last.</summary>
    public void Dispose()
    {
        Servers = [];
        DropVote();
        _timer?.Dispose();
        _question?.Dispose();
        _transport.Dispose();
    }

    /// <summary>A mistake of ours in a step costs that step. What it was about is begun anew after a while.</summary>
    private void Guarded(Action step)
    {
        try
        {
            step();
        }
        catch (Exception e)
        {
            Fault = $"{e.GetType().Name}: {e.Message}";
            DropVote();
            _question?.Dispose();
            Failed(Fault);
            GiveUp();
        }
    }

    private void Restart()
    {
        _pause = NtpDiscipline.RetryAfterError;
        StartRound();
    }

    private void Measured(Candidate server, NtpSample sample)
    {
        if (_server != server)
            _discipline = NtpDiscipline.Initial;
        _server = server;
        _pause = NtpDiscipline.RetryAfterError;
        _reported.Clear();
        Fault = null;
        (_discipline, var decision) = _discipline.Take(sample);
        var problem = Apply(decision, server);
        Update(Status with
        {
            Synced = Status.Synced || problem is null,
            Server = server.ToString(),
            Offset = sample.Offset,
            Delay = sample.Delay,
            Stratum = sample.Stratum,
            PollInterval = _discipline.PollInterval,
            Epoch = Status.Epoch + (problem is null && decision is NtpDecision.Step { IsNewEpoch: true } ? 1 : 0),
            LastError = problem,
        });
        Wait(_discipline.PollInterval);
    }

    /// <summary>Null, or why the clock could not be set.</summary>
    private string? Apply(NtpDecision decision, Candidate server)
    {
        try
        {
            switch (decision)
            {
                case NtpDecision.Step step:
                    _clock.Step(step.Offset);
                    _settings.Log($"time: stepped the clock by {step.Offset.TotalSeconds:+0.000;-0.000} s ({server})");
                    break;
                case NtpDecision.Slew slew:
                    _clock.Slew(slew.Offset, slew.TimeConstant, NtpLeap.Today(slew.Leap, _clock.UtcNow + slew.Offset));
                    if (!Status.Synced)
                        _settings.Log($"time: the clock is right within {slew.Offset.Duration().TotalMilliseconds:0.0} ms ({server})");
                    break;
                case NtpDecision.Ignore ignore when _discipline.SpikesDeserveWarning:
                    _settings.Log($"time: eight answers in a row look wrong, the last one: {ignore.Reason} ({server})");
                    break;
            }
            return null;
        }
        catch (LinuxException e)
        {
            Report(e.Message);
            return e.Message;
        }
    }

    /// <summary>Logs what is new, and reminds of what is old as long as there is no time.</summary>
    private void Report(string problem)
    {
        var now = _settings.Now();
        if (!Status.Synced && now - _reportedAt >= Reminder)
            _reported.Clear();
        if (!_reported.Add(problem))
            return;
        _reportedAt = now;
        _settings.Log($"time: {problem}{(Status.Synced ? "" : "; the clock is not set (machine.time.servers names other servers)")}");
    }

    private void Update(TimeStatus status)
    {
        if (status == Status)
            return;
        Status = status;
        _publish(status);
    }

    private void Wait(TimeSpan time)
    {
        _timer?.Dispose();
        _timer = _arm(time, () => Guarded(StartRound));
    }
}
