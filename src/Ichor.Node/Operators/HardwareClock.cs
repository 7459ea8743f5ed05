using System.Runtime.InteropServices;
using Ichor.Linux;

namespace Ichor.Node.Operators;

/// <summary>
/// The battery-backed clock (rtc(4)) that the next boot starts from. The kernel's own writing of it (STA_UNSYNC cleared, every
/// 11 minutes) did not happen within ten seconds of a step when tried, and a machine may be switched off sooner.
/// </summary>
internal static unsafe class HardwareClock
{
    private const string Device = "/dev/rtc0";

    /// <summary>linux/rtc.h: _IOW('p', 0x0a, struct rtc_time).</summary>
    private const nuint RTC_SET_TIME = 0x4024700a;

    /// <summary>struct rtc_time of linux/rtc.h; the last three fields are not read.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct RtcTime
    {
        public int Second, Minute, Hour, DayOfMonth, MonthFromZero, YearFrom1900, DayOfWeek, DayOfYear, DaylightSaving;
    }

    /// <summary>Sets the clock to a UTC time, to the second. A machine without one goes on without.</summary>
    public static bool TrySet(DateTime utc)
    {
        var fd = Libc.Open(Device, Libc.O_WRONLY | Libc.O_CLOEXEC);
        if (fd < 0)
            return false;
        var time = new RtcTime
        {
            Second = utc.Second,
            Minute = utc.Minute,
            Hour = utc.Hour,
            DayOfMonth = utc.Day,
            MonthFromZero = utc.Month - 1,
            YearFrom1900 = utc.Year - 1900,
        };
        var result = Libc.Ioctl(fd, RTC_SET_TIME, &time);
        _ = Libc.Close(fd);
        return result == 0;
    }
}
