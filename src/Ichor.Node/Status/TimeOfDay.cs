using Ichor.Node.Trial;

namespace Ichor.Node.Status;

/// <summary>
/// Tells times since the start of the kernel as times of the day, for people. The difference between the two clocks is kept while
/// it moves by less than a second: rows that show such a time must not change because a clock is steered.
/// </summary>
internal sealed class TimeOfDay(Func<TimeSpan> sinceStart, TimeProvider clock)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    private DateTimeOffset _start;

    /// <param name="time">Time since the start of the kernel.</param>
    public string Text(TimeSpan time)
    {
        var start = clock.GetUtcNow() - sinceStart();
        if ((start - _start).Duration() >= Least)
            _start = start;
        return TrialRow.Time(_start + time);
    }
}
