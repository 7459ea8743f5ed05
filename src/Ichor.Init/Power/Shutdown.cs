using Ichor.Init.Supervision;
using Ichor.Linux;

namespace Ichor.Init.Power;

/// <summary>The orderly way out: ask every process to end, insist, write everything back, unmount, reboot(2).
/// Each step has a limit, so that neither a process nor a dead disk can hold the machine.</summary>
sealed class Shutdown(EventLoop loop, IMachine machine, InitLog log)
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), AfterKill = TimeSpan.FromSeconds(2), WriteBack = TimeSpan.FromSeconds(20);

    PowerAction? _action;
    EventLoop.Timer? _limit;
    bool _leaving;

    /// <summary>From here on nothing must be started any more.</summary>
    public event Action? Begun;

    /// <summary>The first request counts.</summary>
    public void Begin(PowerAction action, string why)
    {
        if (_action is not null)
            return;
        _action = action;
        _limit = loop.Arm(Patience, KillAll);   // first: whatever is thrown below, the way out goes on
        log.Write(LogLevel.Notice, "init", $"{NameOf(action)}: {why}");
        Begun?.Invoke();
        if (!machine.SignalEverybody(Libc.SIGTERM))
            Leave();
    }

    /// <summary>The last process has ended.</summary>
    public void NobodyLeft()
    {
        if (_action is not null)
            Leave();
    }

    void KillAll()
    {
        _limit = loop.Arm(AfterKill, Leave);
        log.Warn($"processes still run after {Patience.TotalSeconds:0} s: killed");
        _ = machine.SignalEverybody(Libc.SIGKILL);
    }

    void Leave()
    {
        if (_leaving)
            return;
        _leaving = true;
        _limit?.Dispose();
        _limit = loop.Arm(WriteBack, GoDown);
        machine.ReleaseFileSystems(log.Warn, GoDown);
    }

    void GoDown()
    {
        _limit?.Dispose();
        try
        {
            log.Write(LogLevel.Notice, "init", $"{NameOf(_action!.Value)} now");
        }
        finally
        {
            log.Error(machine.Leave(_action!.Value));
        }
    }

    static string NameOf(PowerAction action) => action switch
    {
        PowerAction.Reboot => "reboot",
        PowerAction.Halt => "halt",
        _ => "power off",
    };
}
