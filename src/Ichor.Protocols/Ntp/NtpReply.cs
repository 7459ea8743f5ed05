namespace Ichor.Protocols.Ntp;

/// <summary>What a good reply says about our clock.</summary>
/// <param name="Offset">What to add to our clock.</param>
/// <param name="Delay">Round trip without the server's own time; never negative.</param>
/// <param name="Stratum">Stratum of the server.</param>
/// <param name="Leap">Leap second to come.</param>
public readonly record struct NtpSample(TimeSpan Offset, TimeSpan Delay, byte Stratum, LeapIndicator Leap);

/// <summary>Checks replies and measures with them (RFC 5905 sections 8 and 11.1).</summary>
public static class NtpReply
{
    private const byte StratumLimit = 16;
    private static readonly TimeSpan OldestReference = TimeSpan.FromHours(36);
    private static readonly TimeSpan LargestRootDistance = TimeSpan.FromSeconds(16);

    /// <summary>Whether a reply may be used, and if not, why. The first reason found is given.</summary>
    /// <param name="request">What we sent.</param>
    /// <param name="reply">What came.</param>
    public static NtpRejection Check(NtpPacket request, NtpPacket reply)
    {
        if (reply.Mode != NtpMode.Server || reply.Version is < 3 or > 4)
            return NtpRejection.NotAReply;
        // Before anything else is believed, kiss codes included: who has not seen the question cannot know this number.
        if (reply.Origin != request.Transmit)
            return NtpRejection.OriginMismatch;
        if (reply.Stratum == 0)
            return NtpRejection.KissOfDeath;
        if (reply.Leap == LeapIndicator.Unsynchronized)
            return NtpRejection.Unsynchronized;
        if (reply.Stratum >= StratumLimit)
            return NtpRejection.InvalidStratum;
        return CheckTimes(reply);
    }

    /// <summary>Offset and delay, from two times of ours and two of the server (RFC 5905 section 8, T1 to T4).</summary>
    /// <param name="reply">A reply that passed <see cref="Check"/>.</param>
    /// <param name="sentAt">Our clock when the request left.</param>
    /// <param name="receivedAt">Our clock when the reply came; not stepped in between.</param>
    public static NtpSample Measure(NtpPacket reply, DateTime sentAt, DateTime receivedAt)
    {
        var t2 = reply.Receive.ToUtc();
        var t3 = reply.Transmit.ToUtc();
        var offset = TimeSpan.FromTicks(((t2 - sentAt).Ticks + (t3 - receivedAt).Ticks) / 2);
        var delay = receivedAt - sentAt - (t3 - t2);
        // Clocks of different speed can make it negative on a fast network.
        return new NtpSample(offset, delay < TimeSpan.Zero ? TimeSpan.Zero : delay, reply.Stratum, reply.Leap);
    }

    private static NtpRejection CheckTimes(NtpPacket reply)
    {
        if (reply.Receive.IsZero || reply.Transmit.IsZero)
            return NtpRejection.NoTime;
        var transmit = reply.Transmit.ToUtc();
        if (transmit < reply.Receive.ToUtc())
            return NtpRejection.TransmitBeforeReceive;
        var age = transmit - reply.Reference.ToUtc();
        if (reply.Reference.IsZero || age > OldestReference || age < TimeSpan.Zero)
            return NtpRejection.StaleReference;
        return reply.RootDelay.ToTimeSpan() / 2 + reply.RootDispersion.ToTimeSpan() > LargestRootDistance
            ? NtpRejection.RootDistance : NtpRejection.None;
    }
}
