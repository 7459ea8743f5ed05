using Ichor.Protocols.Ntp;

namespace Ichor.Protocols.Tests.Ntp;

public class VoteTests
{
    [Theory]
    [InlineData("a 3600", "a")]                                              // one answer is better than none
    [InlineData("a 3600, a 3600.01, a 3599.99", "a")]
    [InlineData("a 3600, a 5, a 3600", "a")]
    [InlineData("a 3600, b 3600.1", "a")]
    [InlineData("a 3600, b 0, c 0.1", "b | not believed, as b and another agree on +0.000 s: a says +3600.000 s")]
    [InlineData("a 3600, b 0, c 3600.2", "a | not believed, as a and another agree on +3600.000 s: b says +0.000 s")]
    [InlineData("a 3600, b 0", "nobody | the time servers contradict each other: a says +3600.000 s, b says +0.000 s")]
    [InlineData("a 3600, b 0, c 60", "nobody | the time servers contradict each other: a says +3600.000 s, b says +0.000 s, c says +60.000 s")]
    [InlineData("a 3600, a 0", "nobody | the answers of a contradict each other: +3600.000 s, +0.000 s")]
    [InlineData("", "nobody")]
    public void A_server_is_believed_that_another_agrees_with(string ballots, string expected)
    {
        var (chosen, problem) = NtpVote.Choose([.. ballots.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Ballot)]);

        Assert.Equal(expected, $"{chosen?.Server ?? "nobody"}{(problem is null ? "" : $" | {problem}")}");
    }

    [Fact]
    public void The_answer_with_the_shortest_way_is_taken()
    {
        NtpBallot[] ballots = [Ballot("a 3600.30"), new("a", Sample(3600, 0.001)), Ballot("a 3599.9")];

        Assert.Equal(3600, NtpVote.Choose(ballots).Chosen!.Value.Sample.Offset.TotalSeconds);
    }

    [Theory]
    [InlineData("2026-06-29T12:00:00Z", LeapIndicator.None)]
    [InlineData("2026-06-30T00:00:00Z", LeapIndicator.Insert)]
    [InlineData("2026-06-30T23:59:59Z", LeapIndicator.Insert)]
    [InlineData("2026-07-01T00:00:00Z", LeapIndicator.None)]
    [InlineData("2026-12-31T12:00:00Z", LeapIndicator.Insert)]
    [InlineData("2028-02-28T12:00:00Z", LeapIndicator.None)]
    public void A_leap_second_is_for_the_last_day_of_a_month(string time, LeapIndicator expected) =>
        Assert.Equal(expected, NtpLeap.Today(LeapIndicator.Insert, DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime));

    private static NtpBallot Ballot(string text)
    {
        var words = text.Split(' ');
        return new(words[0], Sample(double.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture), 0.010));
    }

    private static NtpSample Sample(double offset, double delay) => new(TimeSpan.FromSeconds(offset), TimeSpan.FromSeconds(delay), 2, LeapIndicator.None);
}
