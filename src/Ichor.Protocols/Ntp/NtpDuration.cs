namespace Ichor.Protocols.Ntp;

/// <summary>A duration on the wire: 16 bits of seconds, 16 bits of fraction (RFC 5905 section 6, "short format").</summary>
/// <param name="Value">Seconds in the high half, fraction in the low half.</param>
public readonly record struct NtpDuration(uint Value)
{
    /// <summary>The duration.</summary>
    public TimeSpan ToTimeSpan() => TimeSpan.FromTicks(Value * TimeSpan.TicksPerSecond >> 16);

    /// <summary>The nearest lower value on the wire.</summary>
    /// <exception cref="OverflowException">Negative, or not below 65536 s.</exception>
    public static NtpDuration FromTimeSpan(TimeSpan duration) => new(checked((uint)((duration.Ticks << 16) / TimeSpan.TicksPerSecond)));

    /// <summary>The duration.</summary>
    public override string ToString() => ToTimeSpan().ToString();
}
