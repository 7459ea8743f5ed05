namespace Ichor.Linux.Processes;

/// <summary>Collects every child that ends, orphans included, and reports it on the loop.
/// <para>SIGCHLD is not used: a signalfd works only if every thread blocks the signal, and the runtime's own threads do not.
/// A thread waits in waitid(2) without consuming the child; the loop's thread consumes. So a process number is
/// given back to the kernel only on the thread that also spawns and kills, and no lock is needed: a child that ends before
/// its spawner has noted it is still reported afterwards.</para></summary>
public sealed unsafe class Reaper
{
    const int OneBurst = 64;   // a storm of orphans must not keep the loop from everything else

    readonly EventLoop _loop;
    readonly int _goOn = Libc.Check(Libc.EventFd(0, Libc.EFD_CLOEXEC), "eventfd");

    public Reaper(EventLoop loop)
    {
        _loop = loop;
        new Thread(Watch, maxStackSize: 64 * 1024) { IsBackground = true, Name = "reaper" }.Start();
    }

    /// <summary>A child of ours, or one inherited, has ended.</summary>
    public event Action<ChildExit>? Ended;

    /// <summary>There is no child left, of ours or inherited.</summary>
    public event Action? NoneLeft;

    /// <summary>To be called after every spawn: without children the thread sleeps.</summary>
    public void ChildStarted() => GoOn();

    void Watch()
    {
        while (true)
        {
            SigInfo info;
            if (Libc.WaitId(Libc.P_ALL, 0, &info, Libc.WEXITED | Libc.WNOWAIT) == 0)
            {
                if (!AskToCollect())
                    continue;
            }
            else if (Libc.LastError != Errno.ECHILD)
            {
                continue;
            }
            ulong count;
            Libc.Read(_goOn, &count, sizeof(ulong));
        }
    }

    /// <summary>Without memory for the message the thread must live on: it looks again.</summary>
    bool AskToCollect()
    {
        try
        {
            _loop.Post(Collect);
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    /// <summary>After a full burst it comes again by itself: the thread would not wake it when that burst was the last child,
    /// and nobody would be told that there is none left.</summary>
    void Collect()
    {
        var again = false;
        try
        {
            if (TakeBurst())
            {
                _loop.Post(Collect);
                again = true;
            }
        }
        finally
        {
            if (!again)
                GoOn();
        }
    }

    /// <summary>False when it has seen that there is nothing more to take now.</summary>
    bool TakeBurst()
    {
        for (var taken = 0; taken < OneBurst; taken++)
        {
            var error = TakeOne(out var info);
            if (error == Errno.ECHILD)
                _loop.Post(() => NoneLeft?.Invoke());
            if (error != 0 || info.Pid == 0)
                return false;
            var exit = ChildExit.From(info);
            _loop.Post(() => Ended?.Invoke(exit));   // each in its own try
        }
        return true;
    }

    static int TakeOne(out SigInfo info)
    {
        info = default;
        fixed (SigInfo* start = &info)
            return Libc.WaitId(Libc.P_ALL, 0, start, Libc.WEXITED | Libc.WNOHANG) == 0 ? 0 : Libc.LastError;
    }

    void GoOn()
    {
        ulong one = 1;
        Libc.Write(_goOn, &one, sizeof(ulong));
    }
}
