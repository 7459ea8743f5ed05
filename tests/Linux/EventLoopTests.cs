namespace Ichor.Linux.Tests;

public sealed class EventLoopTests : IDisposable
{
    TimeSpan _now = TimeSpan.FromHours(1);
    readonly List<string> _log = [];
    readonly EventLoop _loop;

    public EventLoopTests()
    {
        _loop = new EventLoop(() => _now);
        _loop.OnError += thrown => _log.Add("error " + thrown.Message);
    }

    public void Dispose() => _loop.Dispose();

    void RunUntilIdle()
    {
        _loop.Post(() => _loop.AfterBurst(_loop.Stop));
        _loop.Run();
    }

    [Fact]
    public void A_throwing_handler_is_reported_and_the_others_still_run()
    {
        _loop.Post(() => throw new InvalidOperationException("boom"));
        _loop.Post(() => _log.Add("next"));
        RunUntilIdle();
        Assert.Equal(["error boom", "next"], _log);
    }

    [Fact]
    public void An_action_asked_for_twice_after_the_burst_runs_once_and_last()
    {
        void Plan() => _log.Add("plan");
        _loop.Post(() => { _loop.AfterBurst(Plan); _log.Add("first"); });
        _loop.Post(() => { _loop.AfterBurst(Plan); _log.Add("second"); });
        RunUntilIdle();
        Assert.Equal(["first", "second", "plan"], _log);
    }

    [Fact]
    public void Timers_fire_in_order_of_time_and_a_disposed_one_never()
    {
        _loop.Arm(TimeSpan.FromSeconds(2), () => _log.Add("2 s"));
        var cancelled = _loop.Arm(TimeSpan.FromSeconds(1.5), () => _log.Add("cancelled"));
        _loop.Arm(TimeSpan.FromSeconds(1), () => { _log.Add("1 s"); cancelled.Dispose(); });
        _now += TimeSpan.FromSeconds(3);
        RunUntilIdle();
        Assert.Equal(["1 s", "2 s"], _log);
        Assert.False(cancelled.IsArmed);
    }

    [Fact]
    public void A_timer_that_rearms_itself_without_delay_does_not_starve_descriptors()
    {
        void Again() => _loop.Arm(TimeSpan.Zero, Again);
        Again();
        RunUntilIdle();   // would never return
    }

    [Fact]
    public unsafe void A_readable_descriptor_is_handled_until_its_watch_is_disposed()
    {
        var ends = stackalloc int[2];
        Libc.Check(Libc.Pipe2(ends, Libc.O_CLOEXEC), "pipe2");
        var fd = ends[0];
        Libc.Write(ends[1], "ab"u8);
        IDisposable? watch = null;
        watch = _loop.OnReadable(fd, () =>
        {
            var one = new byte[1];
            Libc.Read(fd, one);
            _log.Add($"read {(char)one[0]}");
            if (one[0] == 'b')
            {
                watch!.Dispose();
                _loop.Stop();
            }
        });
        _loop.Run();
        Assert.Equal(["read a", "read b"], _log);
        Libc.Close(ends[0]);
        Libc.Close(ends[1]);
    }

    [Fact]
    public unsafe void A_handler_that_keeps_throwing_is_called_less_and_less_often()
    {
        var ends = stackalloc int[2];
        Libc.Check(Libc.Pipe2(ends, Libc.O_CLOEXEC), "pipe2");
        Libc.Write(ends[1], "x"u8);
        _loop.OnReadable(ends[0], () => throw new IOException("unread"));
        for (var i = 0; i < 20; i++)
        {
            RunBurst();
            _now += TimeSpan.FromMilliseconds(1);
        }
        Assert.InRange(_log.Count, 1, 3);   // at 0 ms, after 10 ms, not 20 times
        Libc.Close(ends[0]);
        Libc.Close(ends[1]);
    }

    void RunBurst()
    {
        _loop.Post(() => { });
        _loop.RunOnce();
    }

    [Fact]
    public void Post_from_another_thread_wakes_the_loop()
    {
        var other = new Thread(() => _loop.Post(_loop.Stop));
        other.Start();
        _loop.Run();
        other.Join();
    }
}
