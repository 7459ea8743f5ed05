using Ichor.Config;
using Ichor.Linux;
using Ichor.Netlink;
using Ichor.Network;
using Ichor.Node.Operators;
using Ichor.Node.Status;
using Ichor.Node.Tests.Files;
using Ichor.Node.Tests.Operators;
using Microsoft.Extensions.Time.Testing;

namespace Ichor.Node.Tests.Status;

public class RowTests
{
    [Fact]
    public void Two_complaints_about_one_argument_are_two_rows_and_the_same_said_twice_is_one()
    {
        Problem[] problems = [new("cmdline", 0, 0, "bond", "one"), new("cmdline", 0, 0, "bond", "two"), new("cmdline", 0, 0, "bond", "one"), new("c.yaml", 3, 5, "machine", "x")];

        Assert.Equal(["cmdline:0:0:bond one", "cmdline:0:0:bond#2 two", "c.yaml:3:5:machine x"], ProblemRow.Of(problems).Select(row => $"{row.Id} {row.Problem.Message}"));
    }

    [Fact]
    public void A_lease_ends_at_a_time_of_the_day_that_a_steered_clock_does_not_move()
    {
        using var folder = new TempFolder();
        using var loop = new EventLoop();
        var timers = new HandTimers();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var day = new TimeOfDay(() => timers.Now, clock);
        using var client = new DhcpOperator(loop, 2, "eth0", [2, 0, 0, 0, 0, 2], () => null, true, _ => { }, new DhcpOperatorSettings
        {
            LeaseFolder = folder.Path,
            Random = static () => 0x7fff_ffff_0000_0042,
            Clock = () => timers.Now,
            Arm = timers.Arm,
            Transport = new ScriptedLink(),
        });
        client.CarrierChanged(true);

        OperatorRow Row() => OperatorRow.Of(new OperatorKey(OperatorKind.Dhcp4, LinkName.Parse("eth0")), client, day);

        var row = Row();
        Assert.Equal(("10.9.0.50/24", "2026-03-01T12:30:00Z", "2026-03-01T12:52:30Z", "2026-03-01T13:00:00Z"), (row.Address, row.Renews, row.Rebinds, row.Expires));

        timers.Advance(100);
        clock.Advance(TimeSpan.FromSeconds(100.9));
        Assert.Equal(row.Expires, Row().Expires);

        clock.Advance(TimeSpan.FromHours(1));           // a step
        Assert.Equal("2026-03-01T14:00:00Z", Row().Expires);
    }
}
