using System.Threading.Channels;
using Ichor.Node.Operators;
using Ichor.Protocols.Ntp;

namespace Ichor.Node.Tests.Operators.Peers;

/// <summary>The time operator with its real sockets, against a server that others wrote.</summary>
[Trait("Category", "Root")]
public class ChronyTests
{
    [Fact]
    public async Task A_clock_that_is_an_hour_slow_is_set_by_chronyd()
    {
        using var wire = await Wire.LayAsync("chronyd");
        await wire.IpOnNodeAsync($"addr add 10.9.0.77/24 dev {Wire.Link}");
        var config = Path.Combine(wire.Folder, "chrony.conf");
        await File.WriteAllTextAsync(config, "local stratum 3\nallow\ncmdport 0\nuser root\n", TestContext.Current.CancellationToken);
        await wire.StartPeerAsync($"chronyd -d -x -f {config}", "Disabled control of system clock");
        var clock = new SlowClock();
        var published = Channel.CreateUnbounded<TimeStatus>();

        using var time = await wire.OnNodeAsync(() =>
        {
            var started = new TimeOperator(wire.Loop, status => published.Writer.TryWrite(status), new TimeOperatorSettings { Clock = clock });
            started.SetServers(["10.9.0.99", "10.9.0.1"]);          // nobody has the first one
            return started;
        });
        TimeStatus status;
        do
            status = await published.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        while (!status.Synced);

        Assert.Equal(("10.9.0.1", 3, 1), (status.Server, status.Stratum, status.Epoch));
        Assert.Equal(3600, status.Offset.TotalSeconds, 0.1);
        Assert.InRange(clock.Wrong.TotalSeconds, -0.1, 0.1);
    }

    private sealed class SlowClock : INodeClock
    {
        public TimeSpan Wrong { get; private set; } = TimeSpan.FromHours(-1);

        public DateTime UtcNow => DateTime.UtcNow + Wrong;

        public void Step(TimeSpan offset) => Wrong += offset;

        public void Slew(TimeSpan offset, int timeConstant, LeapIndicator leap) => Wrong += offset;
    }
}
