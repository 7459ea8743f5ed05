namespace Ichor.Protocols.Ntp;

/// <summary>What to do with the clock after a sample.</summary>
public abstract record NtpDecision
{
    private NtpDecision()
    {
    }

    /// <summary>Add the offset at once.</summary>
    /// <param name="Offset">What to add.</param>
    /// <param name="IsNewEpoch">Whether the step is so large (15 min) that what was made by the old time must be made anew.</param>
    public sealed record Step(TimeSpan Offset, bool IsNewEpoch) : NtpDecision;

    /// <summary>Let the kernel's phase-locked loop take the offset away gradually.</summary>
    /// <param name="Offset">What is to be added in the end.</param>
    /// <param name="TimeConstant">The loop's time constant (struct timex, ADJ_TIMECONST).</param>
    /// <param name="Leap">Leap second to come, for the kernel to insert or delete.</param>
    public sealed record Slew(TimeSpan Offset, int TimeConstant, LeapIndicator Leap) : NtpDecision;

    /// <summary>Leave the clock alone.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Ignore(string Reason) : NtpDecision;
}
