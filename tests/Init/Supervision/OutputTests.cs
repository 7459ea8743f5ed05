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
        var (_, childEnd) = ChildOutput.Open(_bench.Loop, new byte[16], _lines.Add);
        Libc.Write(childEnd, "first line\nsecond line\nno end"u8);
        _ = Libc.Close(childEnd);
        for (var i = 0; i < 5; i++)
            _bench.Turn();
        Assert.Equal(["first line", "second line", "no end"], _lines);
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
