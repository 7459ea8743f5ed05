using System.Net;
using Ichor.Config;
using Ichor.Linux;
using Ichor.Network;
using Ichor.Node.Operators;

namespace Ichor.Node.Tests;

public class TimeHostTests
{
    private static readonly Plan Plan = Planner.Plan(new Inputs { CommandLine = CommandLine.Parse("") }, new Observed());

    [Fact]
    public void After_its_time_the_boot_goes_on_with_a_clock_that_is_not_in_step()
    {
        using var loop = new EventLoop();
        using var time = new TimeHost(loop, loop.Stop);
        Assert.False(time.Reached);

        // Counted from the start of the kernel, which is longer ago.
        time.Apply(Plan, ownAddress: null, new TimeConfig { BootTimeout = TimeSpan.FromMilliseconds(1) });
        loop.Run();

        Assert.True(time.Reached);
        Assert.False(time.Row.Synced);
    }

    [Fact]
    public void Another_time_to_wait_counts_also_when_one_was_told_before()
    {
        using var loop = new EventLoop();
        using var time = new TimeHost(loop, loop.Stop);
        time.Apply(Plan, ownAddress: null, new TimeConfig { BootTimeout = TimeSpan.FromDays(1000) });
        time.Apply(Plan, ownAddress: null, new TimeConfig { BootTimeout = TimeSpan.FromMilliseconds(1) });
        loop.Run();

        Assert.True(time.Reached);
    }

    [Fact]
    public void A_client_that_runs_is_stopped_when_the_clock_is_to_be_left_alone_and_starts_again()
    {
        using var loop = new EventLoop();
        var silent = new SilentServers();
        using var time = new TimeHost(loop, static () => { }, new TimeOperatorSettings { Transport = silent });
        var own = IPAddress.Parse("10.0.0.5");
        time.Apply(Plan, own, null);
        Assert.Equal(1, silent.Names);

        time.Apply(Plan, own, new TimeConfig { Disabled = true });
        Assert.Equal("no time server is configured", time.Client.Status.LastError);
        Assert.True(time.Row.Synced);

        time.Apply(Plan, own, new TimeConfig());
        Assert.Equal((2, false), (silent.Names, time.Row.Synced));
    }

    /// <summary>Names that are looked up for ever.</summary>
    private sealed class SilentServers : INtpTransport
    {
        public int Names { get; private set; }

        public void Resolve(string server, Action<IReadOnlyList<IPAddress>, string?> done) => Names++;

        public void Ask(IPAddress server, ReadOnlySpan<byte> question, Action<byte[]> received) => Assert.Fail("there is nobody to ask");

        public void Dispose()
        {
        }
    }

    [Fact]
    public void A_clock_that_is_left_alone_counts_as_right()
    {
        using var loop = new EventLoop();
        using var time = new TimeHost(loop, loop.Stop);

        time.Apply(Plan, ownAddress: null, new TimeConfig { Disabled = true });

        Assert.True(time is { Reached: true, Row.Synced: true });
    }
}
