using System.Collections;
using Ichor.Linux;
using Ichor.Linux.Processes;

namespace Ichor.Node.Children;

/// <summary>
/// Runs a program beside the loop and hands over what it said, on the loop's thread: two pipes and a pidfd to wait for, and
/// no thread.
/// </summary>
internal sealed unsafe class ChildRun : IDisposable
{
    private readonly EventLoop _loop;
    private readonly ChildLimits _limits;
    private readonly Action<string?, string> _done;
    private readonly PipeReader _text;
    private readonly PipeReader _complaint;
    private readonly int _pid;
    private readonly int _process;
    private readonly IDisposable _ending;
    private readonly EventLoop.Timer? _limit;
    private ChildExit? _exit;
    private string? _killedFor;

    private ChildRun(EventLoop loop, IReadOnlyList<string> command, IReadOnlyList<string> environment, ChildLimits limits, Action<string?, string> done)
    {
        _loop = loop;
        _limits = limits;
        _done = done;
        _text = new PipeReader(loop, limits.Text, PipeEnded);
        _complaint = new PipeReader(loop, ChildLimits.Complaint, PipeEnded);
        try
        {
            _pid = Spawner.Spawn(new SpawnRequest(command[0], command, environment) { Output = _text.WriteEnd, Errors = _complaint.WriteEnd });
            _process = Libc.Check(Libc.PidFdOpen(_pid), "pidfd_open");
        }
        catch
        {
            Dispose();
            throw;
        }
        _text.CloseWriteEnd();
        _complaint.CloseWriteEnd();
        _ending = loop.OnReadable(_process, Ended);
        if (limits.Time is { } limit)
            _limit = loop.Arm(limit, () => Kill($"no end after {limit.TotalSeconds:0} s"));
    }

    /// <param name="loop">Where <paramref name="done"/> is called.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Additional variables.</param>
    /// <param name="limits">What it may take.</param>
    /// <param name="done">What it printed when it ended well; else null and the reason, its own if it gave one. Never called before this returns.</param>
    public static void Start(
        EventLoop loop, IReadOnlyList<string> command, IEnumerable<(string Name, string Value)> environment, ChildLimits limits, Action<string?, string> done)
    {
        try
        {
            _ = new ChildRun(loop, command, Environment(environment), limits, done);
        }
        catch (IOException e)
        {
            loop.Post(() => done(null, e.Message));
        }
    }

    public void Dispose()
    {
        _text.Dispose();
        _complaint.Dispose();
    }

    /// <summary>Ours with the additions, without what is between init and us.</summary>
    private static List<string> Environment(IEnumerable<(string Name, string Value)> additions)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
            variables[(string)entry.Key] = (string?)entry.Value ?? "";
        variables.Remove(InitChannel.Variable);
        foreach (var (name, value) in additions)
            variables[name] = value;
        return [.. variables.Select(variable => $"{variable.Key}={variable.Value}")];
    }

    private void PipeEnded()
    {
        if (_text.IsOverfull)
            Kill($"it brought more than {_limits.Text / 1024 / 1024} MiB");
        else
            Finish();
    }

    /// <summary>The number is still ours: it is given back only when the exit is collected.</summary>
    private void Kill(string reason)
    {
        _killedFor ??= reason;
        if (_exit is null)
            Libc.Kill(_pid, Libc.SIGKILL);
        else
            Finish();
    }

    private void Ended()
    {
        SigInfo info;
        Libc.Check(Libc.WaitId(Libc.P_PID, _pid, &info, Libc.WEXITED), "waitid");
        _exit = info.Code == Libc.CLD_EXITED ? new(_pid, info.Status, Signal: null) : new(_pid, Status: null, info.Status);
        _ending.Dispose();
        Libc.Close(_process);
        Finish();
    }

    /// <summary>When it has ended and all that it wrote was read; a child of its own may hold the pipes longer than is waited for.</summary>
    private void Finish()
    {
        if (_exit is not { } exit || !(_text.HasEnded && _complaint.HasEnded) && _killedFor is null)
            return;
        _limit?.Dispose();
        Dispose();
        if (_killedFor is not null)
            _loop.Post(() => _done(null, _killedFor));
        else if (exit.IsSuccess)
            _loop.Post(() => _done(_text.Text, ""));
        else
            _loop.Post(() => _done(null, _complaint.Text.Trim() is { Length: > 0 } complaint ? complaint : $"it {(exit.Signal is null ? "" : "was ")}{exit}"));
    }
}
