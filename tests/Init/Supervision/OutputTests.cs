using Ichor.Init.Supervision;
using Ichor.Linux;

namespace Ichor.Init.Tests.Supervision;

public sealed class OutputTests : IDisposable
{
    readonly InitBench _bench = new();
    readonly List<string> _lines = [];

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Output_becomes_lines_however_it_arrives()
    {
        var splitter = new LineSplitter(_lines.Add);
        foreach (var piece in new[] { "on", "e\ntwo\n\nth", "", "ree" })
            splitter.Add(System.Text.Encoding.UTF8.GetBytes(piece));
        splitter.Finish();
        Assert.Equal(["one", "two", "three"], _lines);
    }

    [Fact]
    public void A_line_without_end_is_given_out_in_pieces()
    {
        var splitter = new LineSplitter(_lines.Add);
        splitter.Add(new byte[2500]);
        splitter.Finish();
        Assert.Equal([1000, 1000, 500], _lines.Select(line => line.Length));
    }

    [Fact]
    public void What_a_child_wrote_before_its_end_is_read_and_the_pipe_closed()
    {
        var (_, childEnd) = ChildOutput.Open(_bench.Loop, new byte[16], _lines.Add, () => _lines.Add("(end)"));
        Libc.Write(childEnd, "first line\nsecond line\nno end"u8);
        _ = Libc.Close(childEnd);
        for (var i = 0; i < 5; i++)
            _bench.Turn();
        Assert.Equal(["first line", "second line", "no end", "(end)"], _lines);
    }

    [Fact]
    public void A_flood_reaches_the_kernel_log_in_part_and_the_ring_with_its_end()
    {
        for (var i = 0; i < 10_000; i++)
            _bench.Log.Write(LogLevel.Info, "noisy", $"line {i} of a flood");
        _bench.Log.Info("init is still heard");
        Assert.InRange(_bench.Logged.Length, 1000, 2 * OutputLimit.Burst);
        Assert.Contains("init is still heard", _bench.Logged);
        Assert.EndsWith("line 9999 of a flood", _bench.Log.Of("noisy"));
        Assert.InRange(_bench.Log.Of("noisy").Length, 1000, 20_000);

        _bench.Now += TimeSpan.FromSeconds(10);
        _bench.Log.Write(LogLevel.Info, "noisy", "later");
        Assert.Matches(@"\(\d+ lines not shown: too many at once\)\n?<6>noisy: later\n?$", _bench.Logged);
    }

    /// <summary>Twenty services, each within its own limit, are together more than a serial line takes.</summary>
    [Fact]
    public void All_services_together_stay_below_the_speed_of_a_serial_line_and_leave_room_for_init_and_the_node()
    {
        const int seconds = 60;
        for (var i = 0; i < 10 * seconds; i++)
        {
            foreach (var service in Enumerable.Range(0, 20))
                for (var line = 0; line < 5; line++)
                    _bench.Log.Write(LogLevel.Info, $"service{service}", $"line {i} of many");
            _bench.Log.Info($"init {i}");
            _bench.Log.Write(LogLevel.Info, "node", $"node {i}");
            _bench.After(0.1);
        }
        Assert.InRange(_bench.Logged.Length, 1000, InitLog.Burst + seconds * InitLog.PerSecond);
        Assert.Equal(20 * seconds, _bench.Logged.Split('\n').Count(line => line.StartsWith("<6>init: init ", StringComparison.Ordinal) || line.StartsWith("<6>node: node ", StringComparison.Ordinal)));
        var all = 20 * 5 * 10 * seconds;
        _bench.After(10);
        Assert.Equal(all, _bench.Logged.Split('\n').Sum(line => line.Contains(" of many") ? 1 : HiddenIn(line)));
    }

    static int HiddenIn(string line) => line.Contains(" lines not shown")
        ? int.Parse(line[(line.IndexOf('(') + 1)..line.IndexOf(" lines")], System.Globalization.CultureInfo.InvariantCulture) : 0;

    [Fact]
    public void One_that_falls_silent_after_a_flood_is_told_of_soon()
    {
        for (var i = 0; i < 10_000; i++)
            _bench.Log.Write(LogLevel.Info, "noisy", $"line {i} of a flood");
        Assert.DoesNotContain("not shown", _bench.Logged);
        _bench.After(5);
        _bench.After(60);
        Assert.Single(_bench.Logged.Split('\n'), line => line.Contains("lines not shown: too many at once"));
    }

    [Theory]
    [InlineData("node", true)]
    [InlineData("web", false)]
    public void The_last_words_of_the_node_are_shown_whatever_it_said_before(string role, bool shown)
    {
        for (var i = 0; i < 20_000; i++)
        {
            _bench.Log.Write(LogLevel.Info, role, $"line {i} of a flood");
            if (i == 10_000)
                _bench.After(5);   // the number of hidden lines is told
        }
        _bench.Log.Write(LogLevel.Error, role, "Unhandled exception: the reason");
        _bench.Log.Write(LogLevel.Error, role, "   at Somewhere");
        _bench.Log.Ended(role);
        Assert.Equal(shown, _bench.Logged.Contains("the reason\n"));
        Assert.Equal(shown, _bench.Logged.EndsWith("   at Somewhere\n", StringComparison.Ordinal));
        var before = _bench.Logged;
        _bench.Log.Ended(role);   // nothing new
        Assert.Equal(before, _bench.Logged);
    }

    [Fact]
    public void A_quiet_program_is_never_cut()
    {
        for (var i = 0; i < 10_000; i++)
        {
            _bench.Log.Write(LogLevel.Info, "quiet", $"line {i}.");
            _bench.Now += TimeSpan.FromSeconds(0.1);
        }
        Assert.Contains("line 9999.", _bench.Logged);
        Assert.DoesNotContain("not shown", _bench.Logged);
    }

    [Fact]
    public void Variables_of_children_are_laid_over_each_other_by_rank()
    {
        var environment = new ChildEnvironment();
        environment.Set("http_proxy", "http://from-cmdline");
        environment.Set("A", "cmdline");
        environment.Set("A", "config");
        Assert.Equal(["A=own", "HOME=/", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "TERM=linux", "http_proxy=http://from-cmdline"],
            environment.For([("A", "own")]).Order(StringComparer.Ordinal));
    }
}
