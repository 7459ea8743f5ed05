namespace Ichor.Protocols.Ntp;

/// <summary>When to ask, and what to do with the clock: a value that each sample, refusal or silence turns into the next.</summary>
public sealed record NtpDiscipline
{
    /// <summary>Shortest time between two questions to a server that answers.</summary>
    public static readonly TimeSpan ShortestPoll = TimeSpan.FromSeconds(32);

    /// <summary>Longest time between two questions.</summary>
    public static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(2048);

    /// <summary>Time until the next question when no server answered.</summary>
    public static readonly TimeSpan RetryAfterError = TimeSpan.FromSeconds(1);

    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Beyond this the clock is stepped: the kernel's loop takes at most 0.5 s (MAXPHASE in the kernel's ntp.c).</summary>
    public static readonly TimeSpan StepBeyond = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan NewEpochBeyond = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ExpectedAccuracy = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SlowDownBelow = ExpectedAccuracy / 4;
    private static readonly TimeSpan SpeedUpBeyond = ExpectedAccuracy * 3 / 4;
    private const int SpikesUntilWarning = 8;

    /// <summary>Nothing known yet: at the start, and when another server is asked, whose path has nothing in common with the old one.</summary>
    public static NtpDiscipline Initial { get; } = new();

    private NtpDiscipline()
    {
    }

    /// <summary>Time until the next question.</summary>
    public TimeSpan PollInterval { get; private init; } = ShortestPoll;

    /// <summary>Whether the clock has been measured since the start or the last change of server.</summary>
    public bool HasSample { get; private init; }

    /// <summary>Spikes in a row.</summary>
    public int Spikes { get; private init; }

    /// <summary>Whether so many samples in a row were spikes that a person should hear of it; true once per row.</summary>
    public bool SpikesDeserveWarning => Spikes == SpikesUntilWarning;

    /// <summary>The filter's memory.</summary>
    public NtpSpikeFilter Filter { get; private init; } = NtpSpikeFilter.Empty;

    /// <summary>Takes a sample of a good reply.</summary>
    public (NtpDiscipline Next, NtpDecision Decision) Take(NtpSample sample)
    {
        var (filter, isSpike) = Filter.Add(sample);
        if (isSpike)
            return (this with { Filter = filter, Spikes = Spikes + 1, PollInterval = Bounded(PollInterval / 2) },
                new NtpDecision.Ignore($"spike: offset {Seconds(sample.Offset)}, round trip {Seconds(sample.Delay)}"));

        var next = this with { Filter = filter, Spikes = 0, HasSample = true, PollInterval = HasSample ? PollFor(sample.Offset) : ShortestPoll };
        if (sample.Offset.Duration() > StepBeyond)
            return (next with { Filter = NtpSpikeFilter.Empty, PollInterval = ShortestPoll },
                new NtpDecision.Step(sample.Offset, sample.Offset.Duration() > NewEpochBeyond));
        return (next, new NtpDecision.Slew(sample.Offset, TimeConstant(next.PollInterval), sample.Leap));
    }

    /// <summary>The server wants to be asked less (kiss code RATE and the like, RFC 5905 section 7.4).</summary>
    public NtpDiscipline TakeKissOfDeath() => this with { PollInterval = Bounded(PollInterval * 2) };

    private TimeSpan PollFor(TimeSpan offset)
    {
        var size = offset.Duration();
        if (size > ExpectedAccuracy)
            return ShortestPoll;
        if (size < SlowDownBelow)
            return Bounded(PollInterval * 2);
        return size > SpeedUpBeyond ? Bounded(PollInterval / 2) : PollInterval;
    }

    /// <summary>The kernel's loop wants log2 of the poll interval, less 4 (SHIFT_PLL in the kernel's timex.h is counted from 16 s).</summary>
    private static int TimeConstant(TimeSpan poll) => Math.Max(0, (int)Math.Log2(poll.TotalSeconds) - 4);

    private static TimeSpan Bounded(TimeSpan poll) => poll < ShortestPoll ? ShortestPoll : poll > LongestPoll ? LongestPoll : poll;

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.######} s";
}
