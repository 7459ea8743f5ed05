using System.Runtime.InteropServices;

namespace Ichor.Linux;

/// <summary>struct timespec on 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TimeSpec
{
    public long Seconds;
    public long Nanoseconds;

    public static TimeSpec From(TimeSpan span) =>
        new() { Seconds = span.Ticks / TimeSpan.TicksPerSecond, Nanoseconds = span.Ticks % TimeSpan.TicksPerSecond * 100 };

    public readonly TimeSpan ToTimeSpan() => new(Seconds * TimeSpan.TicksPerSecond + Nanoseconds / 100);
}

/// <summary>struct timex of sys/timex.h on 64-bit Linux (208 bytes).</summary>
[StructLayout(LayoutKind.Sequential, Size = 208)]
public struct Timex
{
    public uint Modes;
    public long Offset;
    public long Frequency;
    public long MaxError;
    public long EstimatedError;
    public int Status;
    public long TimeConstant;
    public long Precision;
    public long Tolerance;
    public long TimeSeconds;
    public long TimeMicroseconds;
    public long Tick;
}

public static unsafe partial class Libc
{
    public const int CLOCK_REALTIME = 0, CLOCK_MONOTONIC = 1, CLOCK_BOOTTIME = 7;

    // sys/timex.h: modes and status bits
    public const uint ADJ_OFFSET = 0x1, ADJ_FREQUENCY = 0x2, ADJ_MAXERROR = 0x4, ADJ_ESTERROR = 0x8, ADJ_STATUS = 0x10,
        ADJ_TIMECONST = 0x20, ADJ_SETOFFSET = 0x100, ADJ_NANO = 0x2000, ADJ_TICK = 0x4000;
    public const int STA_PLL = 0x1, STA_FREQHOLD = 0x80, STA_UNSYNC = 0x40, STA_NANO = 0x2000;

    [LibraryImport(Library, EntryPoint = "clock_gettime", SetLastError = true)]
    public static partial int ClockGetTime(int clock, TimeSpec* time);

    [LibraryImport(Library, EntryPoint = "clock_settime", SetLastError = true)]
    public static partial int ClockSetTime(int clock, TimeSpec* time);

    /// <summary>clock_adjtime(2); the result is the clock's state (TIME_OK..TIME_ERROR) or negative.</summary>
    [LibraryImport(Library, EntryPoint = "clock_adjtime", SetLastError = true)]
    public static partial int ClockAdjTime(int clock, Timex* adjustment);

    /// <summary>Time since boot: never steps with the wall clock, counts suspended time.</summary>
    public static TimeSpan BootTime()
    {
        TimeSpec now;
        ClockGetTime(CLOCK_BOOTTIME, &now);
        return now.ToTimeSpan();
    }
}
