using Ichor.Init.Supervision;
using Ichor.Linux;
using Ichor.Linux.Processes;

namespace Ichor.Init.Power;

/// <summary>The orderly way out: ask every process to end, insist, write everything back, unmount, reboot(2).
/// Each step has a limit, so that neither a process nor a dead disk can hold the machine.</summary>
sealed class Shutdown
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), AfterKill = TimeSpan.FromSeconds(2), WriteBack = TimeSpan.FromSeconds(20);
    const int Everybody = -1;

    readonly EventLoop _loop;
    readonly Supervisor _supervisor;
    readonly NodeChannel _channel;
    readonly InitLog _log;
    PowerAction? _action;
    EventLoop.Timer? _limit;
    bool _leaving;

    public Shutdown(EventLoop loop, Reaper reaper, Supervisor supervisor, NodeChannel channel, InitLog log)
    {
        (_loop, _supervisor, _channel, _log) = (loop, supervisor, channel, log);
        reaper.NoneLeft += () => { if (_action is not null) Leave(); };
    }

    /// <summary>The first request counts.</summary>
    public void Begin(PowerAction action, string why)
    {
        if (_action is not null)
            return;
        _action = action;
        _log.Write(LogLevel.Notice, "init", $"{NameOf(action)}: {why}");
        _supervisor.StopStarting();
        _channel.Send("stopping");
        if (Libc.Kill(Everybody, Libc.SIGTERM) != 0)
            Leave();   // ESRCH: nobody is there
        else
            _limit = _loop.Arm(Patience, KillAll);
    }

    void KillAll()
    {
        _log.Warn($"processes still run after {Patience.TotalSeconds:0} s: killed");
        _ = Libc.Kill(Everybody, Libc.SIGKILL);
        _limit = _loop.Arm(AfterKill, Leave);
    }

    void Leave()
    {
        if (_leaving)
            return;
        _leaving = true;
        _limit?.Dispose();
        _limit = _loop.Arm(WriteBack, GoDown);
        // Not on the loop: a sync on a dead disk does not come back.
        new Thread(ReleaseFileSystems) { IsBackground = true, Name = "shutdown" }.Start();
    }

    void ReleaseFileSystems()
    {
        try
        {
            FileSystems.Release(problem => _loop.Post(() => _log.Warn(problem)));
        }
        finally
        {
            _loop.Post(GoDown);
        }
    }

    void GoDown()
    {
        _log.Write(LogLevel.Notice, "init", $"{NameOf(_action!.Value)} now");
        _ = Libc.Reboot(_action switch
        {
            PowerAction.Reboot => Libc.RB_AUTOBOOT,
            PowerAction.Halt => Libc.RB_HALT_SYSTEM,
            _ => Libc.RB_POWER_OFF,
        });
        _log.Error(new LinuxException("reboot", Libc.LastError).Message);
    }

    static string NameOf(PowerAction action) => action switch
    {
        PowerAction.Reboot => "reboot",
        PowerAction.Halt => "halt",
        _ => "power off",
    };
}
