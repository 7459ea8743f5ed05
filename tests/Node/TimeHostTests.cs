using Ichor.Config;
using Ichor.Linux;
using Ichor.Network;

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
    public void A_clock_that_is_left_alone_counts_as_right()
    {
        using var loop = new EventLoop();
        using var time = new TimeHost(loop, loop.Stop);

        time.Apply(Plan, ownAddress: null, new TimeConfig { Disabled = true });

        Assert.True(time is { Reached: true, Row.Synced: true });
    }
}
