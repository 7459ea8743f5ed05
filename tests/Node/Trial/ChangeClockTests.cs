using Ichor.Network;
using Ichor.Node.Trial;

namespace Ichor.Node.Tests.Trial;

public sealed class ChangeClockTests
{
    private const string Config = "machine: {}";

    private TimeSpan _now = TimeSpan.FromSeconds(10);
    private Work _work = new(1, TimeSpan.FromMilliseconds(5), new(2, 1));

    [Fact]
    public void What_a_config_took_is_told_when_nothing_is_left_to_do_for_it()
    {
        var clock = new ChangeClock(() => _now, () => _work);
        clock.Received(Config);
        _now += TimeSpan.FromMilliseconds(20);
        clock.Read();
        clock.Rules("a.yaml", Config);
        clock.Settled([In(ConditionState.Applying)]);
        Assert.Equal("", clock.Text);

        _now += TimeSpan.FromMilliseconds(480);
        _work = new(4, TimeSpan.FromMilliseconds(105), new(9, 3));
        clock.Settled([In(ConditionState.Applied), In(ConditionState.Waiting)]);
        Assert.Equal("0 operations in 500.0 ms (20.0 ms reading, 100.0 ms planning in 3 passes), 7 netlink messages in 2 sends", clock.Text);
    }

    [Fact]
    public void A_config_that_rules_again_was_not_read_again()
    {
        var clock = new ChangeClock(() => _now, () => _work);
        clock.Received("another text, refused");
        clock.Read();
        _now += TimeSpan.FromMinutes(1);
        clock.Rules("a.yaml", Config);
        clock.Settled([]);
        Assert.StartsWith("0 operations in 0.0 ms (0.0 ms reading", clock.Text, StringComparison.Ordinal);
    }

    private static Condition In(ConditionState state) => new(new ObjectKey("link", $"{state}"), state, "", null);
}
