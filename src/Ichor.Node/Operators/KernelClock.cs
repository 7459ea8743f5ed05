using Ichor.Linux;
using Ichor.Protocols.Ntp;

namespace Ichor.Node.Operators;

/// <summary>CLOCK_REALTIME.</summary>
internal sealed unsafe class KernelClock : INodeClock
{
    private const int STA_INS = 0x10, STA_DEL = 0x20;
    private const long NanosecondsPerSecond = 1_000_000_000;

    public DateTime UtcNow => DateTime.UtcNow;

    /// <summary>ADJ_SETOFFSET adds to the clock as it is in that moment: no time is lost between reading and setting.</summary>
    public void Step(TimeSpan offset)
    {
        var nanoseconds = offset.Ticks * 100L;
        var seconds = Math.DivRem(nanoseconds, NanosecondsPerSecond, out var rest);
        // The kernel wants 0 <= tv_usec < 1 s, also for a step back.
        if (rest < 0)
        {
            seconds--;
            rest += NanosecondsPerSecond;
        }
        Adjust("step the clock", new Timex
        {
            Modes = Libc.ADJ_SETOFFSET | Libc.ADJ_NANO,
            TimeSeconds = seconds,
            TimeMicroseconds = rest,
        });
        // The step has set STA_UNSYNC.
        Adjust("mark the clock as right", new Timex
        {
            Modes = Libc.ADJ_STATUS | Libc.ADJ_NANO | Libc.ADJ_MAXERROR | Libc.ADJ_ESTERROR,
            Status = Libc.STA_PLL,
        });
        HardwareClock.TrySet(UtcNow);
    }

    public void Slew(TimeSpan offset, int timeConstant, LeapIndicator leap) => Adjust("slew the clock", new Timex
    {
        Modes = Libc.ADJ_OFFSET | Libc.ADJ_NANO | Libc.ADJ_STATUS | Libc.ADJ_TIMECONST | Libc.ADJ_MAXERROR | Libc.ADJ_ESTERROR,
        Offset = offset.Ticks * 100L,
        TimeConstant = timeConstant,
        Status = Libc.STA_PLL | leap switch { LeapIndicator.Insert => STA_INS, LeapIndicator.Delete => STA_DEL, _ => 0 },
    });

    private static void Adjust(string operation, Timex adjustment)
    {
        if (Libc.ClockAdjTime(Libc.CLOCK_REALTIME, &adjustment) < 0)
            throw new LinuxException(operation, Libc.LastError);
    }
}
