using Ichor.Network;
using Ichor.Node.History;
using Microsoft.Extensions.Time.Testing;

namespace Ichor.Node.Tests.History;

public sealed class ConditionHistoryTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ConditionHistory _history;
    private readonly DateTimeOffset _start;

    public ConditionHistoryTests()
    {
        _start = _clock.GetUtcNow();
        _history = new ConditionHistory(() => _clock.GetUtcNow() - _start, _clock);
    }

    private static Condition Link(string name, ConditionState state, string reason = "") => new(new("link", name), state, reason, null);

    private void Record(double at, params Condition[] conditions)
    {
        _clock.SetUtcNow(_start.AddSeconds(at));
        _history.Record(conditions);
    }

    private string Of(string name) => string.Join(", ", _history.Of(new("link", name)).Select(t => $"{t.Uptime.TotalSeconds} {t.State}{(t.Reason.Length > 0 ? $" {t.Reason}" : "")}"));

    [Fact]
    public void A_transition_is_a_new_state_or_another_reason_and_nothing_else()
    {
        Record(1, Link("a", ConditionState.Waiting, "for link b"));
        Record(2, Link("a", ConditionState.Waiting, "for link b"));
        Record(3, Link("a", ConditionState.Waiting, "for link c"));
        Record(4, Link("a", ConditionState.Applied));
        Assert.Equal("1 waiting for link b, 3 waiting for link c, 4 applied", Of("a"));
        Assert.Equal(TimeSpan.FromSeconds(4), _history.Since(new("link", "a"))!.Uptime);
    }

    [Fact]
    public void What_has_gone_is_remembered_with_the_moment_and_what_comes_back_goes_on()
    {
        Record(1, Link("a", ConditionState.Applied), Link("b", ConditionState.Applied));
        Record(2, Link("b", ConditionState.Applied));
        Assert.Null(_history.Since(new("link", "a")));
        Record(3, Link("b", ConditionState.Applied));
        Record(4, Link("a", ConditionState.Failed, "EINVAL"), Link("b", ConditionState.Applied));
        Assert.Equal("1 applied, 2 gone, 4 failed EINVAL", Of("a"));
        Assert.Equal("1 applied", Of("b"));
    }

    [Fact]
    public void One_that_flaps_keeps_its_last_transitions_and_takes_no_room_from_others()
    {
        Record(0, Link("quiet", ConditionState.Applied));
        for (var i = 1; i <= 3 * ConditionHistory.InAll; i++)
            Record(i, Link("quiet", ConditionState.Applied), Link("flaps", i % 2 == 0 ? ConditionState.Applied : ConditionState.Failed));
        Assert.Equal(ConditionHistory.PerObject, _history.Of(new("link", "flaps")).Count);
        Assert.EndsWith($"{3 * ConditionHistory.InAll} applied", Of("flaps"));
        Assert.Equal("0 applied", Of("quiet"));
    }

    [Fact]
    public void Of_very_many_objects_the_oldest_transitions_are_forgotten_and_what_holds_now_is_not()
    {
        var many = Enumerable.Range(0, 2 * ConditionHistory.InAll).Select(i => Link($"l{i}", ConditionState.Applied)).ToArray();
        Record(1, many);
        Assert.Equal(ConditionHistory.InAll, many.Sum(link => _history.Of(link.Object).Count));
        Assert.NotNull(_history.Since(many[0].Object));
        Record(2);
        Assert.Equal(ConditionHistory.InAll, many.Sum(link => _history.Of(link.Object).Count));
        Assert.Null(_history.Find("link", "l0"));
        Assert.NotNull(_history.Find("link", $"l{many.Length - 1}"));
    }
}
