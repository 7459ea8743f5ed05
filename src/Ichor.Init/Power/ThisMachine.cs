using Ichor.Linux;

namespace Ichor.Init.Power;

/// <summary>The machine process 1 runs on.</summary>
/// <param name="loop">Where answers come.</param>
/// <param name="drain">Waits until what was said is on the console, for no longer than it is given.</param>
sealed class ThisMachine(EventLoop loop, Action<TimeSpan> drain) : IMachine
{
    const int Everybody = -1;
    static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    /// <summary>kill(2) of everybody also counts kernel threads, so its success does not mean that there is a process left.</summary>
    public bool SignalEverybody(int signal) => Libc.Kill(Everybody, signal) == 0 && HasChildren();

    static unsafe bool HasChildren()
    {
        SigInfo info;
        return Libc.WaitId(Libc.P_ALL, 0, &info, Libc.WEXITED | Libc.WNOHANG | Libc.WNOWAIT) == 0 || Libc.LastError != Errno.ECHILD;
    }

    /// <summary>Not on the loop: a sync on a dead disk does not come back.</summary>
    public void ReleaseFileSystems(Action<string> problem, Action done) =>
        new Thread(() => Release(problem, done)) { IsBackground = true, Name = "shutdown" }.Start();

    void Release(Action<string> problem, Action done)
    {
        try
        {
            FileSystems.Release(text => loop.Post(() => problem(text)));
        }
        finally
        {
            loop.Post(done);
        }
    }

    public string Leave(PowerAction action)
    {
        drain(LastWords);
        _ = Libc.Reboot(action switch
        {
            PowerAction.Reboot => Libc.RB_AUTOBOOT,
            PowerAction.Halt => Libc.RB_HALT_SYSTEM,
            _ => Libc.RB_POWER_OFF,
        });
        return new LinuxException("reboot", Libc.LastError).Message;
    }
}
