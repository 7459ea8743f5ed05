using Ichor.Linux;

namespace Ichor.Init.Supervision;

enum ServiceState { Waiting, Running, Restarting, Ended }

/// <summary>One service and its present process.</summary>
sealed class SupervisedProcess(ServiceRecord record)
{
    readonly Backoff _backoff = new();

    public ServiceRecord Record => record;
    public ServiceState State { get; private set; } = ServiceState.Waiting;
    public int Pid { get; private set; }
    public int Restarts { get; private set; }
    public string LastEnd { get; private set; } = "";
    public TimeSpan Since { get; private set; }
    public EventLoop.Timer? RestartTimer { get; set; }

    public void Started(int pid, TimeSpan now)
    {
        if (LastEnd.Length > 0)
            Restarts++;
        (State, Pid, Since) = (ServiceState.Running, pid, now);
    }

    /// <summary>How long to wait before the next start; null when the record does not want one.</summary>
    public TimeSpan? Ended(string how, bool success, TimeSpan now)
    {
        var ranFor = State == ServiceState.Running ? now - Since : TimeSpan.Zero;
        (Pid, LastEnd, Since) = (0, how, now);
        var again = record.Restart == RestartPolicy.Always || record.Restart == RestartPolicy.OnFailure && !success;
        State = again ? ServiceState.Restarting : ServiceState.Ended;
        return again ? _backoff.Next(ranFor) : null;
    }
}
