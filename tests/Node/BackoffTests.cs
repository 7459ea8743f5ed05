using Ichor.Netlink;
using Ichor.Netlink.Links;
using Ichor.Network;
using Ichor.Node.Kernel;

namespace Ichor.Node.Tests;

public class BackoffTests
{
    private static readonly ObjectKey Link = new("link", "v0");

    private TimeSpan _now = TimeSpan.FromSeconds(100);

    private static OperationChain Chain(uint mtu) => new(Link, [new SetMtu(2, Netlink.LinkName.Parse("v0"), mtu)]);

    private static ChainOutcome Refused(OperationChain chain, int error, Operation? step = null) =>
        new(chain, [new(step ?? chain.Operations[0], new NetlinkError("", error))]);

    private Backoff New(double random = 0) => new(() => _now, () => random);

    [Fact]
    public void Pauses_double_from_100_ms_to_30_s()
    {
        var backoff = New();
        var pauses = new List<double>();
        for (var i = 0; i < 11; i++)
        {
            Assert.True(backoff.Due(Chain(9000)) is not null);
            Assert.Equal(i == 0, backoff.Failed(Refused(Chain(9000), NetlinkErrno.EINVAL)));    // told once
            Assert.False(backoff.Due(Chain(9000)) is not null);
            pauses.Add((backoff.NextTry!.Value - _now).TotalSeconds);
            _now = backoff.NextTry.Value;
        }
        Assert.Equal([0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30], pauses);
    }

    [Fact]
    public void Pauses_are_spread_by_a_quarter_at_most()
    {
        var backoff = New(random: 1);
        backoff.Failed(Refused(Chain(9000), NetlinkErrno.EINVAL));
        Assert.Equal(TimeSpan.FromMilliseconds(125), backoff.NextTry - _now);
    }

    [Fact]
    public void Another_wish_is_tried_at_once_and_another_error_is_news()
    {
        var backoff = New();
        backoff.Failed(Refused(Chain(9000), NetlinkErrno.EINVAL));

        Assert.True(backoff.Due(Chain(8000)) is not null);
        Assert.False(backoff.Failed(Refused(Chain(8000), NetlinkErrno.EINVAL)));
        Assert.True(backoff.Failed(Refused(Chain(8000), NetlinkErrno.EBUSY)));
    }

    [Fact]
    public void What_the_kernel_said_is_the_condition_until_it_succeeds()
    {
        var backoff = New();
        Condition[] planned = [new(Link, ConditionState.Applying, "set link v0 mtu 9000", null), new(new("link", "v1"), ConditionState.Applied, "", null)];
        backoff.Failed(Refused(Chain(9000), NetlinkErrno.EINVAL));
        Assert.Equal(["Failed EINVAL", "Applied "], backoff.Conditions(planned).Select(condition => $"{condition.State} {condition.Reason}"));

        Assert.Null(backoff.Succeeded(Chain(9000)));
        Assert.Equal(["Applying set link v0 mtu 9000", "Applied "], backoff.Conditions(planned).Select(condition => $"{condition.State} {condition.Reason}"));
        Assert.Null(backoff.NextTry);
    }

    [Fact]
    public void What_nobody_wants_any_more_is_forgotten()
    {
        var backoff = New();
        backoff.Failed(Refused(Chain(9000), NetlinkErrno.EINVAL));
        backoff.Keep([]);
        Assert.True(backoff.Due(Chain(9000)) is not null);
        Assert.Null(backoff.NextTry);
    }

    [Fact]
    public void A_kernel_that_agrees_and_does_nothing_is_not_asked_at_full_speed()
    {
        var backoff = New();
        Assert.Null(backoff.Succeeded(Chain(9000)));
        backoff.Keep([Chain(9000)]);                // still to be done in the next round

        Assert.Equal("the kernel accepts this, and nothing changes", backoff.Succeeded(Chain(9000))!.Value.Reason);

        backoff.Keep([]);                           // it was in step, and somebody changed it later: that is no such case
        Assert.Null(backoff.Succeeded(Chain(9000)));
    }

    private static readonly LinkName s_bond = LinkName.Parse("bond0");

    /// <summary>A bond that changes its mode: down, its ports let go, set, up; and beside that whatever it may do while it is up.</summary>
    private static OperationChain ModeChange(string[] ports, BondMode mode = BondMode.BalanceXor, uint? miimon = null, uint? mtu = null)
    {
        var settings = LinkSettings.Empty.With(Bond.Mode, mode);
        List<Operation> steps = [new SetUp(7, s_bond, Up: false, Phase.Settings)];
        steps.AddRange(ports.Select(port => new SetMaster(2, LinkName.Parse(port), null, Phase.Settings)));
        steps.Add(new SetLinkSettings(7, s_bond, Bond.Kind, miimon is { } interval ? settings.With(Bond.Miimon, interval) : settings));
        if (mtu is { } bytes)
            steps.Add(new SetMtu(7, s_bond, bytes));
        steps.Add(new SetUp(7, s_bond, Up: true));
        return new(ObjectKey.Link(s_bond), steps);
    }

    private static ChainOutcome ModeRefused(OperationChain chain) => Refused(chain, NetlinkErrno.EINVAL, chain.Operations.OfType<SetLinkSettings>().Single());

    private static string Text(OperationChain? chain) => chain is null ? "" : string.Join("; ", chain.Operations);

    /// <summary>Whether its ports are with it at the moment makes no difference, nor does time.</summary>
    [Fact]
    public void A_bond_goes_down_once_for_a_setting_that_is_refused()
    {
        var backoff = New();
        Condition[] planned = [new(ObjectKey.Link(s_bond), ConditionState.Applying, "", null)];
        var (first, later) = (ModeChange(["v0", "v1"]), ModeChange([]));

        Assert.Same(first, backoff.Due(first));
        Assert.True(backoff.Failed(ModeRefused(first)));
        foreach (var chain in (OperationChain[])[later, first, later])
        {
            backoff.Keep([chain]);
            Assert.Null(backoff.Due(chain));
            Assert.Null(backoff.NextTry);
            _now += TimeSpan.FromHours(1);
        }
        Assert.Equal("Failed EINVAL; it would have to go down for another try, which is for when a config is applied",
            backoff.Conditions(planned).Select(condition => $"{condition.State} {condition.Reason}").Single());

        backoff.TryAgain();
        Assert.Same(first, backoff.Due(first));
    }

    [Fact]
    public void What_a_bond_can_do_while_it_is_up_is_done_all_the_same()
    {
        var backoff = New();
        backoff.Failed(ModeRefused(ModeChange(["v0"])));

        Assert.Equal("set link bond0 miimon 250; set link bond0 mtu 1400", Text(backoff.Due(ModeChange(["v0"], miimon: 250, mtu: 1400))));

        // And if that is refused as well, it has its pauses, until it is no longer wished.
        backoff.Failed(Refused(backoff.Due(ModeChange(["v0"], mtu: 70_000))!, NetlinkErrno.EINVAL));
        Assert.Null(backoff.Due(ModeChange([], mtu: 70_000)));
        Assert.NotNull(backoff.NextTry);
        backoff.Keep([ModeChange([])]);
        Assert.Null(backoff.Due(ModeChange([])));
        Assert.Null(backoff.NextTry);
    }

    [Fact]
    public void A_bond_that_is_wished_differently_is_a_new_matter()
    {
        var backoff = New();
        backoff.Failed(ModeRefused(ModeChange(["v0"])));

        backoff.Keep([new(ObjectKey.Link(s_bond), [new SetMtu(7, s_bond, 1400)])]);     // the mode is no wish any more

        Assert.NotNull(backoff.Due(ModeChange(["v0"])));
    }

    [Fact]
    public void A_bond_whose_mode_stays_what_it_was_without_a_word_goes_down_no_more_than_twice()
    {
        var backoff = New();
        Assert.Null(backoff.Succeeded(ModeChange(["v0", "v1"])));
        backoff.Keep([ModeChange([])]);
        Assert.Equal("the kernel accepts this, and nothing changes", backoff.Succeeded(ModeChange([]))!.Value.Reason);
        Assert.Null(backoff.Due(ModeChange(["v0", "v1"])));
    }

    [Fact]
    public void A_refusal_beside_the_mode_does_not_count_as_one_of_the_mode()
    {
        var backoff = New();
        var chain = ModeChange(["v0"], mtu: 70_000);
        backoff.Failed(Refused(chain, NetlinkErrno.EINVAL, chain.Operations.OfType<SetMtu>().Single()));
        Assert.Equal(Text(ModeChange(["v0"])), Text(backoff.Due(ModeChange(["v0"]))));
    }

    [Fact]
    public void A_link_that_is_to_stay_down_goes_down_without_the_setting()
    {
        var backoff = New();
        backoff.Failed(ModeRefused(ModeChange(["v0"])));
        OperationChain down = new(ObjectKey.Link(s_bond), [.. ModeChange(["v0"]).Operations.SkipLast(1)]);
        Assert.Equal("set link bond0 down", Text(backoff.Due(down)));
    }
}
