using System.Globalization;

namespace Ichor.Protocols.Ntp;

/// <summary>What one server says about our clock.</summary>
/// <param name="Server">Which one; a server may have said it several times.</param>
/// <param name="Sample">What it says.</param>
public readonly record struct NtpBallot(string Server, NtpSample Sample);

/// <summary>What comes of a vote.</summary>
/// <param name="Chosen">What to believe; null when nobody can be believed.</param>
/// <param name="Problem">Who contradicts whom; null when nobody does.</param>
public sealed record NtpChoice(NtpBallot? Chosen, string? Problem);

/// <summary>
/// Whom to believe before the clock is stepped, which can ruin certificates, logs and timers: one answer alone is not enough. A
/// server is believed that another one agrees with, or that stands alone and repeats what it said. The idea is that of RFC 5905
/// section 11.2 (truechimers and falsetickers), for the two to four answers that there is time for at boot.
/// </summary>
public static class NtpVote
{
    /// <summary>Decides; the servers are preferred in the order of their first ballots.</summary>
    public static NtpChoice Choose(IReadOnlyList<NtpBallot> ballots)
    {
        var servers = ballots.GroupBy(ballot => ballot.Server, StringComparer.Ordinal).Select(group => group.ToList()).ToList();
        if (servers.Count == 0)
            return new(null, null);
        if (servers.Count == 1)
            return Alone(servers[0]);
        var best = servers.ConvertAll(Best);
        var chosen = best.FindIndex(mine => best.Exists(other => other.Server != mine.Server && Agree(mine.Sample, other.Sample)));
        if (chosen < 0)
            return new(null, $"the time servers contradict each other: {Say(best)}");
        var outvoted = best.FindAll(other => !Agree(other.Sample, best[chosen].Sample));
        return new(best[chosen], outvoted.Count == 0 ? null : $"not believed, as {best[chosen].Server} and another agree on {Seconds(best[chosen])}: {Say(outvoted)}");
    }

    /// <summary>Whether two servers can mean the same time: each is right within half its round trip, and less than a step is steered over anyway.</summary>
    public static bool Agree(NtpSample left, NtpSample right) =>
        (left.Offset - right.Offset).Duration() <= (left.Delay + right.Delay) / 2 + NtpDiscipline.StepBeyond;

    private static NtpChoice Alone(List<NtpBallot> ballots)
    {
        var best = Best(ballots);
        return ballots.Count(other => Agree(best.Sample, other.Sample)) * 2 > ballots.Count
            ? new(best, null)
            : new(null, $"the answers of {best.Server} contradict each other: {string.Join(", ", ballots.Select(Seconds))}");
    }

    /// <summary>The shortest way spoils an answer the least.</summary>
    private static NtpBallot Best(List<NtpBallot> ballots) => ballots.MinBy(ballot => ballot.Sample.Delay);

    private static string Say(List<NtpBallot> ballots) => string.Join(", ", ballots.Select(ballot => $"{ballot.Server} says {Seconds(ballot)}"));

    private static string Seconds(NtpBallot ballot) => string.Create(CultureInfo.InvariantCulture, $"{ballot.Sample.Offset.TotalSeconds:+0.000;-0.000} s");
}
