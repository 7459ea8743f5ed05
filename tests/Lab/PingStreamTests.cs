using System.Net;
using Ichor.Lab.Hosts;
using Ichor.Lab.Switching;
using Microsoft.Extensions.Time.Testing;

namespace Ichor.Lab.Tests;

public sealed class PingStreamTests : IDisposable
{
    readonly FakeTimeProvider time = new();
    readonly Switch lan;
    readonly LabHost asker, answerer;

    public PingStreamTests()
    {
        lan = new Switch(time);
        asker = lan.Attach(new LabHost("asker", IPAddress.Parse("10.0.0.1"), null));
        answerer = lan.Attach(new LabHost("answerer", IPAddress.Parse("10.0.0.2"), null));
    }

    PingStream Start() => new(asker, answerer.Address, answerer.Mac, 10.Milliseconds, time);

    /// <summary>Lets the next request be due and waits until the switch has seen it.</summary>
    async Task TickAsync(int times = 1)
    {
        for (; times > 0; times--)
        {
            var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var observing = lan.Observe(frame =>
            {
                if (frame.Port == "asker")
                    sent.TrySetResult();
            });
            time.Advance(10.Milliseconds);
            await sent.Task.WaitAsync(5.Seconds, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Nothing_is_lost_on_a_good_cable()
    {
        await using var pings = Start();
        await TickAsync(5);

        var report = await pings.StopAsync();

        Assert.Equal((5, 0, 10.Milliseconds, TimeSpan.Zero), (report.Sent, report.Lost.Count, report.LongestGap, report.SlowestAnswer));
    }

    [Fact]
    public async Task A_late_timer_does_not_make_the_stream_thinner()
    {
        await using var pings = Start();
        var sent = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var observing = lan.Observe(frame =>
        {
            if (frame.Port == "asker" && ++sent == 5)
                all.TrySetResult();
        });
        time.Advance(50.Milliseconds);
        await all.Task.WaitAsync(5.Seconds, TestContext.Current.CancellationToken);

        Assert.Equal(5, (await pings.StopAsync()).Sent);
    }

    [Fact]
    public async Task What_is_sent_while_the_cable_is_cut_is_lost_and_makes_the_gap()
    {
        await using var pings = Start();
        await TickAsync(2);
        answerer.Cut();
        await TickAsync(3);
        answerer.Mend();
        await TickAsync(1);

        var report = await pings.StopAsync(grace: TimeSpan.Zero);

        Assert.Equal((6, 3, 40.Milliseconds), (report.Sent, report.Lost.Count, report.LongestGap));
    }

    [Fact]
    public async Task A_long_cable_makes_slow_answers()
    {
        await using var pings = Start();
        answerer.Delay = 3.Milliseconds;
        await TickAsync(1);
        time.Advance(3.Milliseconds);
        time.Advance(3.Milliseconds);

        var report = await pings.StopAsync();

        Assert.Equal((1, 0, 6.Milliseconds), (report.Sent, report.Lost.Count, report.SlowestAnswer));
    }

    public void Dispose() => lan.Dispose();
}
