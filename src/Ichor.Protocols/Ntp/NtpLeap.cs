namespace Ichor.Protocols.Ntp;

/// <summary>When an announced leap second may be handed to the kernel.</summary>
public static class NtpLeap
{
    /// <summary>
    /// The announcement on the last day of a UTC month, else none: the kernel inserts at the end of the day on which it is told
    /// (second_overflow, kernel/time/ntp.c), while servers announce days and weeks ahead, for the end of the month.
    /// </summary>
    public static LeapIndicator Today(LeapIndicator announced, DateTime utc) => utc.AddDays(1).Month != utc.Month ? announced : LeapIndicator.None;
}
