namespace Ichor.Protocols.Ntp;

/// <summary>A time on the wire: 32 bits of seconds since 1900-01-01 modulo 2^32, 32 bits of fraction (RFC 5905 section 6).</summary>
/// <remarks>
/// The seconds wrap on 2036-02-07. The era is not on the wire; every time that we read is taken to lie between 1970 and 2106,
/// which needs no clock that is right already.
/// </remarks>
/// <param name="Value">Seconds in the high half, fraction in the low half.</param>
public readonly record struct NtpTimestamp(ulong Value)
{
    /// <summary>Bytes on the wire.</summary>
    public const int Size = 8;

    /// <summary>Seconds from 1900-01-01 to 1970-01-01.</summary>
    private const long UnixEpoch = 2_208_988_800;

    private const long SecondsPerEra = 1L << 32;

    /// <summary>Whether it says "unknown".</summary>
    public bool IsZero => Value == 0;

    /// <summary>The time, to the 100 ns of <see cref="DateTime"/>.</summary>
    public DateTime ToUtc()
    {
        var seconds = (long)(Value >> 32) - UnixEpoch;
        if (seconds < 0)
            seconds += SecondsPerEra;
        var ticks = (long)((Value & uint.MaxValue) * TimeSpan.TicksPerSecond + (1UL << 31) >> 32);
        return DateTime.UnixEpoch.AddTicks(seconds * TimeSpan.TicksPerSecond + ticks);
    }

    /// <summary>The nearest value on the wire.</summary>
    public static NtpTimestamp FromUtc(DateTime utc)
    {
        var ticks = (utc - DateTime.UnixEpoch).Ticks;
        var seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out var rest);
        if (rest < 0)
        {
            seconds--;
            rest += TimeSpan.TicksPerSecond;
        }
        var fraction = ((ulong)rest << 32) / TimeSpan.TicksPerSecond;
        return new((ulong)(uint)(seconds + UnixEpoch) << 32 | fraction);
    }

    /// <summary>The time in round-trip form.</summary>
    public override string ToString() => IsZero ? "unknown" : ToUtc().ToString("O");
}
