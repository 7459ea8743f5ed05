using System.Diagnostics;

namespace Ichor.Node.Tests.Operators.Peers;

/// <summary>A real server in a namespace, with its log.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _log = [];
    private bool _ended;
    private readonly List<(string Text, TaskCompletionSource Said)> _awaited = [];

    public Peer(string netns, string command)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("ip", $"netns exec {netns} {command}")
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            },
        };
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>Completes when the log has a line with this text, from the start or from now on.</summary>
    public async Task SaysAsync(string text, int times = 1)
    {
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_log)
        {
            if (_log.Count(line => line.Contains(text)) >= times)
                return;
            for (var i = _log.Count(line => line.Contains(text)); i < times - 1; i++)
                _awaited.Add((text, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
            _awaited.Add((text, said));
        }
        try
        {
            await said.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
        catch (TimeoutException)
        {
            lock (_log)
                Assert.Fail($"no line with '{text}' in:\n{string.Join('\n', _log)}");
        }
    }

    /// <summary>Ends the server now; again does nothing.</summary>
    public void Dispose()
    {
        if (_ended)
            return;
        _ended = true;
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        lock (_log)
        {
            _log.Add(line);
            var first = _awaited.FindIndex(awaited => line.Contains(awaited.Text));
            if (first < 0)
                return;
            _awaited[first].Said.SetResult();
            _awaited.RemoveAt(first);
        }
    }
}
