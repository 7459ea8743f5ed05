using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using Ichor.Linux.Processes;

namespace Ichor.Linux.Tests.Processes;

/// <summary>Starts and awaits processes as process 1 does: with a loop, a reaper, and every orphan becoming its child.
/// There is one for all tests, because a reaper takes all children of its process: System.Diagnostics.Process beside it
/// would lose its exit codes.</summary>
sealed unsafe class Children
{
    const int PR_SET_CHILD_SUBREAPER = 36;   // linux/prctl.h

    static readonly EventLoop Loop = new();
    readonly Reaper _reaper;
    readonly ConcurrentDictionary<int, TaskCompletionSource<ChildExit>> _ends = new();

    Children()
    {
        Libc.Check(SetProcess(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), "prctl");
        _reaper = new Reaper(Loop);
        _reaper.Ended += exit => Of(exit.Pid).TrySetResult(exit);
        new Thread(Loop.Run) { IsBackground = true }.Start();
    }

    public static Children All { get; } = new();

    /// <summary>The end of a process, whether it is still to come or was long ago.</summary>
    public ChildExit End(int pid)
    {
        Assert.True(Of(pid).Task.Wait(TimeSpan.FromSeconds(30)), $"process {pid} did not end");
        return _ends.TryRemove(pid, out var end) ? end.Task.Result : default;
    }

    public int Spawn(SpawnRequest request)
    {
        var started = new TaskCompletionSource<int>();
        Loop.Post(() =>
        {
            try
            {
                started.SetResult(Spawner.Spawn(request));
                _reaper.ChildStarted();
            }
            catch (LinuxException refused)
            {
                started.SetException(refused);
            }
        });
        return started.Task.GetAwaiter().GetResult();
    }

    /// <summary>Starts so many children, ends all of them while the loop is busy, so that it finds them together, and waits
    /// until after the last of them it was told that none is left.</summary>
    public void EndTogether(int count)
    {
        var ends = stackalloc int[2];
        Libc.Check(Libc.Pipe2(ends, Libc.O_CLOEXEC), "pipe2");
        var (held, hold) = (ends[0], ends[1]);
        var noneLeft = new TaskCompletionSource<bool>();
        Loop.Post(() =>
        {
            var pids = StartHeld(count, held);
            var seen = 0;
            _reaper.Ended += exit => seen += pids.Contains(exit.Pid) ? 1 : 0;
            _reaper.NoneLeft += () => noneLeft.TrySetResult(seen == count);
            _ = Libc.Close(held);
            _ = Libc.Close(hold);
            SigInfo info;
            foreach (var pid in pids)
                Libc.Check(Libc.WaitId(Libc.P_PID, pid, &info, Libc.WEXITED | Libc.WNOWAIT), "waitid");
        });
        Assert.True(noneLeft.Task.Wait(TimeSpan.FromSeconds(30)) && noneLeft.Task.Result, $"nobody said that none of {count} is left");
    }

    /// <summary>Children that live as long as somebody holds the other end. The reaper is told once, of all of them: told of
    /// each, it would look more often than it must.</summary>
    HashSet<int> StartHeld(int count, int held)
    {
        var output = Libc.Check(Libc.Open("/dev/null", Libc.O_WRONLY | Libc.O_CLOEXEC), "open /dev/null");
        HashSet<int> pids = [.. Enumerable.Range(0, count).Select(_ =>
            Spawner.Spawn(new SpawnRequest("/bin/sh", ["sh", "-c", "read line <&3"], []) { Output = output, Descriptor3 = held }))];
        _reaper.ChildStarted();
        _ = Libc.Close(output);
        return pids;
    }

    /// <summary>Runs a program to its end.</summary>
    public (ChildExit Exit, string Output) Run(string path, string[] arguments, string[]? environment = null, int? third = null)
    {
        var ends = stackalloc int[2];
        Libc.Check(Libc.Pipe2(ends, Libc.O_CLOEXEC), "pipe2");
        int pid;
        try
        {
            pid = Spawn(new SpawnRequest(path, [path, .. arguments], environment ?? ["PATH=/usr/sbin:/sbin:/usr/bin:/bin"])
            {
                Output = ends[1],
                Descriptor3 = third,
            });
        }
        catch
        {
            _ = Libc.Close(ends[0]);
            throw;
        }
        finally
        {
            _ = Libc.Close(ends[1]);
        }
        var output = ReadToEnd(ends[0]);
        _ = Libc.Close(ends[0]);
        return (End(pid), output);
    }

    static string ReadToEnd(int fd)
    {
        var all = new List<byte>();
        Span<byte> buffer = stackalloc byte[4096];
        int count;
        while ((count = Libc.Read(fd, buffer)) > 0)
            all.AddRange(buffer[..count]);
        return Encoding.UTF8.GetString([.. all]);
    }

    TaskCompletionSource<ChildExit> Of(int pid) => _ends.GetOrAdd(pid, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    [DllImport("libc", EntryPoint = "prctl", SetLastError = true)]
    static extern int SetProcess(int option, nuint second, nuint third, nuint fourth, nuint fifth);
}
