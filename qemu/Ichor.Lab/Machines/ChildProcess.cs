using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Ichor.Lab.Machines;

/// <summary>A long-running program that ends with the laboratory, also when the laboratory is killed.</summary>
/// <remarks>
/// setpriv sets PR_SET_PDEATHSIG and becomes the program, so its pid is the program's. The signal follows the death of the
/// <em>thread</em> that forked (prctl(2)): hence one thread that starts them all and lives as long as this process.
/// </remarks>
public sealed class ChildProcess : IDisposable
{
    static readonly BlockingCollection<Action> Starts = [];
    static readonly Thread Launcher = StartLauncher();

    readonly Process process;
    readonly StringBuilder output = new();
    readonly List<(string Text, TaskCompletionSource Seen)> expected = [];

    ChildProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Exited = process.WaitForExitAsync();
    }

    /// <summary>Process id of the program itself.</summary>
    public int Id => process.Id;

    /// <summary>Completes when the program has ended and its output is complete.</summary>
    public Task Exited { get; }

    /// <summary>What it ended with: 128 and the signal's number when it was killed. Only once it has <see cref="Exited"/>.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>What it has written to standard output and error.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Starts a program found in PATH or in the usual system folders.</summary>
    /// <exception cref="LabException">The program is missing.</exception>
    public static ChildProcess Start(string program, IEnumerable<string> arguments)
    {
        Debug.Assert(Launcher.IsAlive);
        var started = new TaskCompletionSource<ChildProcess>();
        var setpriv = Tool.Find("setpriv");
        var start = new ProcessStartInfo(setpriv ?? Tool.Require(program))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (setpriv is not null)
            foreach (var argument in (string[])["--pdeathsig", "KILL", Tool.Require(program)])
                start.ArgumentList.Add(argument);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(new ChildProcess(Process.Start(start)!));
            }
            catch (Exception refused)
            {
                started.SetException(new LabException($"{program} does not start: {refused.Message}", refused));
            }
        });
        return started.Task.GetAwaiter().GetResult();
    }

    /// <summary>Waits until it has written a text.</summary>
    /// <exception cref="LabException">It has ended first; with what it wrote instead.</exception>
    public async Task SaysAsync(string text, TimeSpan within)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (output)
            if (output.ToString().Contains(text, StringComparison.Ordinal))
                return;
            else
                expected.Add((text, seen));
        if (!await Task.WhenAny(seen.Task, Exited).EndsWithin(within) || !seen.Task.IsCompleted)
            throw new LabException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} did not say '{text}' but: {Output}");
    }

    /// <summary>Kills it and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await Exited;
    }

    void Append(string? line)
    {
        if (line is null)
            return;
        lock (output)
        {
            output.AppendLine(line);
            expected.RemoveAll(wait => line.Contains(wait.Text, StringComparison.Ordinal) && wait.Seen.TrySetResult());
        }
    }

    static Thread StartLauncher()
    {
        var thread = new Thread(RunStarts) { IsBackground = true, Name = "launcher" };
        thread.Start();
        return thread;
    }

    static void RunStarts()
    {
        foreach (var start in Starts.GetConsumingEnumerable())
            start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
