namespace Ichor.Lab.Run;

/// <summary>One limit around all stages of a boot, whatever each of them waits for: who passes it hears which stage did not end.</summary>
/// <param name="limit">From the first stage on, by a clock that nobody sets.</param>
/// <param name="time">Where the clock is.</param>
sealed class Stages(TimeSpan limit, TimeProvider time)
{
    readonly long began = time.GetTimestamp();
    string waitingFor = "the start";

    /// <summary>What is left for a wait of its own. Never nothing: the limit around all of them decides.</summary>
    public TimeSpan Left => limit - time.GetElapsedTime(began) is { Ticks: > 0 } left ? left : TimeSpan.FromMilliseconds(1);

    /// <summary>Says what is waited for from now on.</summary>
    public void Await(string what) => waitingFor = what;

    /// <summary>Runs the stages.</summary>
    /// <exception cref="TimeoutException">Names the stage at which the limit passed.</exception>
    public async Task RunAsync(Func<Stages, Task> judge)
    {
        try
        {
            await judge(this).WaitAsync(limit, time);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{waitingFor}: not within {limit.TotalSeconds:0} s of the start", late);
        }
    }
}
