using Ichor.Network;

namespace Ichor.Node.Tests;

public class BackoffTests
{
    private static readonly ObjectKey Link = new("link", "v0");

    private TimeSpan _now = TimeSpan.FromSeconds(100);

    private static OperationChain Chain(uint mtu) => new(Link, [new SetMtu(2, Netlink.LinkName.Parse("v0"), mtu)]);

    private Backoff New(double random = 0) => new(() => _now, () => random);

    [Fact]
    public void Pauses_double_from_100_ms_to_30_s()
    {
        var backoff = New();
        var pauses = new List<double>();
        for (var i = 0; i < 11; i++)
        {
            Assert.True(backoff.Allows(Chain(9000)));
            Assert.Equal(i == 0, backoff.Failed(Chain(9000), "EINVAL"));    // told once
            Assert.False(backoff.Allows(Chain(9000)));
            pauses.Add((backoff.NextTry!.Value - _now).TotalSeconds);
            _now = backoff.NextTry.Value;
        }
        Assert.Equal([0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30], pauses);
    }

    [Fact]
    public void Pauses_are_spread_by_a_quarter_at_most()
    {
        var backoff = New(random: 1);
        backoff.Failed(Chain(9000), "EINVAL");
        Assert.Equal(TimeSpan.FromMilliseconds(125), backoff.NextTry - _now);
    }

    [Fact]
    public void Another_wish_is_tried_at_once_and_another_error_is_news()
    {
        var backoff = New();
        backoff.Failed(Chain(9000), "EINVAL");

        Assert.True(backoff.Allows(Chain(8000)));
        Assert.False(backoff.Failed(Chain(8000), "EINVAL"));
        Assert.True(backoff.Failed(Chain(8000), "EBUSY"));
    }

    [Fact]
    public void What_the_kernel_said_is_the_condition_until_it_succeeds()
    {
        var backoff = New();
        Condition[] planned = [new(Link, ConditionState.Applying, "set link v0 mtu 9000", null), new(new("link", "v1"), ConditionState.Applied, "", null)];
        backoff.Failed(Chain(9000), "EINVAL");
        Assert.Equal(["Failed EINVAL", "Applied "], backoff.Conditions(planned).Select(condition => $"{condition.State} {condition.Reason}"));

        Assert.Null(backoff.Succeeded(Chain(9000)));
        Assert.Equal(["Applying set link v0 mtu 9000", "Applied "], backoff.Conditions(planned).Select(condition => $"{condition.State} {condition.Reason}"));
        Assert.Null(backoff.NextTry);
    }

    [Fact]
    public void What_nobody_wants_any_more_is_forgotten()
    {
        var backoff = New();
        backoff.Failed(Chain(9000), "EINVAL");
        backoff.Keep([]);
        Assert.True(backoff.Allows(Chain(9000)));
        Assert.Null(backoff.NextTry);
    }

    [Fact]
    public void A_kernel_that_agrees_and_does_nothing_is_not_asked_at_full_speed()
    {
        var backoff = New();
        Assert.Null(backoff.Succeeded(Chain(9000)));
        backoff.Keep([Link]);                       // still to be done in the next round

        Assert.Equal("the kernel accepts this, and nothing changes", backoff.Succeeded(Chain(9000)));

        backoff.Keep([]);                           // it was in step, and somebody changed it later: that is no such case
        Assert.Null(backoff.Succeeded(Chain(9000)));
    }
}
