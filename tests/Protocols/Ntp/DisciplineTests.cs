using Ichor.Protocols.Ntp;

namespace Ichor.Protocols.Tests.Ntp;

public class DisciplineTests
{
    [Theory]
    [InlineData(0.399, "slew")]
    [InlineData(-0.401, "step")]
    [InlineData(899, "step")]
    [InlineData(-901, "new epoch")]
    public void Large_offsets_step_and_small_ones_slew(double offset, string expected) =>
        Assert.Equal(expected, NtpDiscipline.Initial.Take(Sample(offset)).Decision switch
        {
            NtpDecision.Step { IsNewEpoch: true } => "new epoch",
            NtpDecision.Step => "step",
            NtpDecision.Slew => "slew",
            _ => "ignore",
        });

    [Fact]
    public void A_good_clock_is_asked_for_less_and_less()
    {
        var discipline = NtpDiscipline.Initial;
        var polls = new List<int>();
        var constants = new List<int>();
        for (var i = 0; i < 8; i++)
        {
            (discipline, var decision) = discipline.Take(Sample(0.001));
            polls.Add((int)discipline.PollInterval.TotalSeconds);
            constants.Add(((NtpDecision.Slew)decision).TimeConstant);
        }

        Assert.Equal([32, 64, 128, 256, 512, 1024, 2048, 2048], polls);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 7], constants);
    }

    [Theory]
    [InlineData(0.040, 1024)]
    [InlineData(0.100, 512)]
    [InlineData(0.160, 256)]
    [InlineData(0.250, 32)]
    public void The_offset_sets_the_poll_interval(double offset, int poll)
    {
        var discipline = NtpDiscipline.Initial;
        while (discipline.PollInterval < TimeSpan.FromSeconds(512))
            discipline = discipline.Take(Sample(0.001, 0.0005)).Next;

        Assert.Equal(poll, (int)discipline.Take(Sample(offset)).Next.PollInterval.TotalSeconds);
    }

    [Fact]
    public void A_sample_that_was_long_on_its_way_is_a_spike()
    {
        var discipline = Settled();

        var (next, decision) = discipline.Take(Sample(0.030, delay: 0.100));

        Assert.IsType<NtpDecision.Ignore>(decision);
        Assert.Equal((1, discipline.PollInterval / 2), (next.Spikes, next.PollInterval));
    }

    [Fact]
    public void A_jump_beyond_the_jitter_is_a_spike_but_an_offset_beyond_the_round_trip_is_not()
    {
        Assert.IsType<NtpDecision.Ignore>(Settled().Take(Sample(0.009, delay: 0.010)).Decision);
        Assert.IsType<NtpDecision.Slew>(Settled().Take(Sample(0.020, delay: 0.010)).Decision);
    }

    [Fact]
    public void Eight_spikes_in_a_row_deserve_one_warning()
    {
        var discipline = Settled();
        var warnings = new List<int>();
        for (var i = 1; i <= 10; i++)
        {
            var delay = Math.Pow(4, i);
            discipline = discipline.Take(Sample(0.9 * delay, delay)).Next;
            if (discipline.SpikesDeserveWarning)
                warnings.Add(i);
        }

        Assert.Equal([8], warnings);
    }

    [Fact]
    public void A_step_forgets_the_past()
    {
        var (next, _) = Settled().Take(Sample(5));

        Assert.Same(NtpSpikeFilter.Empty, next.Filter);
        Assert.Equal(NtpDiscipline.ShortestPoll, next.PollInterval);
    }

    [Fact]
    public void A_kiss_of_death_doubles_the_poll_interval() =>
        Assert.Equal(64, NtpDiscipline.Initial.TakeKissOfDeath().PollInterval.TotalSeconds);

    private static NtpDiscipline Settled()
    {
        var discipline = NtpDiscipline.Initial;
        for (var i = 0; i < 10; i++)
            discipline = discipline.Take(Sample(i % 2 * 0.0002)).Next;
        return discipline;
    }

    private static NtpSample Sample(double offset, double delay = 0.010) =>
        new(TimeSpan.FromSeconds(offset), TimeSpan.FromSeconds(delay), 2, LeapIndicator.None);
}
