using Ichor.Init.Supervision;
using Ichor.Linux;

namespace Ichor.Init.Tests;

/// <summary>A loop with a clock of its own, and a log that can be read.</summary>
public sealed class InitBench : IDisposable
{
    readonly string _log = Path.GetTempFileName();
    readonly List<Exception> _errors = [];

    public InitBench()
    {
        Loop = new EventLoop(() => Now);
        Loop.OnError += _errors.Add;
        var kernel = new KernelLog(_log);
        Log = new InitLog(Loop, (level, tag, text, _) => kernel.Write(level, tag, text));
    }

    public TimeSpan Now { get; set; } = TimeSpan.FromSeconds(5);
    internal EventLoop Loop { get; }
    internal InitLog Log { get; }

    /// <summary>Everything logged, as the kernel would get it (a file has no records: they follow each other).</summary>
    public string Logged => File.ReadAllText(_log);

    /// <summary>Lets time pass and handles what is due then.</summary>
    public void After(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        Turn();
    }

    /// <summary>Handles what is ready now.</summary>
    public void Turn()
    {
        Loop.Post(() => { });
        Loop.RunOnce();
        Assert.Empty(_errors);
    }

    public void Dispose()
    {
        Loop.Dispose();
        File.Delete(_log);
    }
}
