using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ichor.Init.Supervision;
using Ichor.Linux;

namespace Ichor.Init.Tests.Supervision;

/// <summary>The kernel log is a pipe here, which takes 4,096 bytes and then holds whoever writes, as a slow console does.</summary>
public sealed unsafe partial class KernelLogQueueTests : IDisposable
{
    const int F_SETPIPE_SZ = 1031;   // linux/fcntl.h

    readonly int _console, _line;
    readonly KernelLogQueue _queue;

    public KernelLogQueueTests()
    {
        var ends = stackalloc int[2];
        Libc.Check(Libc.Pipe2(ends, Libc.O_CLOEXEC), "pipe2");
        (_console, _line) = (ends[0], ends[1]);
        _ = Libc.Fcntl(_line, F_SETPIPE_SZ, 4096);
        _queue = new KernelLogQueue(new KernelLog($"/proc/self/fd/{_line}"));
    }

    public void Dispose()
    {
        _ = Libc.Close(_line);
        _ = Libc.Close(_console);   // what still waits meets EPIPE
    }

    void Say(string tag, int count, bool vital = false)
    {
        for (var i = 0; i < count; i++)
            _queue.Write(LogLevel.Info, tag, $"{i} {new string('x', 1000 - 10)}", vital);
    }

    /// <summary>Reads until a line has this text; the lines.</summary>
    List<string> ReadUntil(string text)
    {
        var all = new StringBuilder();
        var buffer = new byte[4096];
        while (!all.ToString().Contains(text))
            all.Append(Encoding.UTF8.GetString(buffer, 0, Libc.Check(Libc.Read(_console, buffer), "read")));
        return [.. all.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    [Fact]
    public void A_console_that_stands_still_holds_nobody_and_what_it_could_not_take_is_counted()
    {
        Say("web", 200);                    // would hold for ever
        Say("node", 10, vital: true);
        var lines = ReadUntil("node: 9 ");
        var shown = lines.Count(line => line.StartsWith("<6>web: ", StringComparison.Ordinal));
        Assert.InRange(shown, KernelLogQueue.Most / 1000, KernelLogQueue.Most / 1000 + 6);
        Assert.Equal(10, lines.Count(line => line.StartsWith("<6>node: ", StringComparison.Ordinal)));
        // Told once, or more often when the writer has made room in between.
        Assert.Equal(200 - shown, lines.Select(line => Lost().Match(line)).Where(match => match.Success).Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex(@"^<4>init: \((\d+) lines lost: the console is too slow for them\)$")]
    private static partial Regex Lost();

    [Fact]
    public void The_number_of_lost_lines_is_told_without_waiting_for_another_line()
    {
        Say("web", 200);
        Assert.Contains(ReadUntil("lines lost"), line => line.Contains("lines lost", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_said_can_be_waited_for_but_not_for_ever()
    {
        _queue.Write(LogLevel.Notice, "init", "power off now", vital: true);
        _queue.Drain(TimeSpan.FromSeconds(30));
        var buffer = new byte[4096];
        Assert.Equal("<5>init: power off now\n", Encoding.UTF8.GetString(buffer, 0, Libc.Read(_console, buffer)));
        Say("web", 20);
        _queue.Drain(TimeSpan.FromMilliseconds(1));
    }
}
