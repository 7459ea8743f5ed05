namespace Ichor.Protocols.Dhcp;

/// <summary>How long the client waits for answers.</summary>
internal static class DhcpTiming
{
    /// <summary>
    /// RFC 2131 section 4.1 proposes 4 s for the first wait, doubling to 64 s, each ±1 s. We begin with 1 s: a first message is lost
    /// when a switch port, bond or bridge does not forward yet, servers on today's networks answer in milliseconds, and 3 s are more
    /// than the rest of the boot takes. From the third message on the waits are the RFC's, so a dead server sees hardly more from us.
    /// </summary>
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(64);

    /// <summary>RFC 2131 section 4.4.5: the shortest wait between renewals of a lease that is not itself short.</summary>
    private static readonly TimeSpan RenewalFloor = TimeSpan.FromSeconds(60);

    /// <summary>Requests for one offer before the client looks for another (RFC 2131 section 4.1 counts four retransmissions).</summary>
    public const int RequestAttempts = 4;

    /// <summary>Requests to confirm a remembered lease before going on without an answer: 1 s and 2 s.</summary>
    public const int ConfirmAttempts = 2;

    /// <summary>"The client SHOULD wait a minimum of ten seconds" after a DECLINE (RFC 2131 section 3.1).</summary>
    public static readonly TimeSpan AfterDecline = TimeSpan.FromSeconds(10);

    /// <summary>ARP probes of one check, and the silence after each. RFC 5227 waits 1 to 2 s, made for people and slow bridges.</summary>
    public const int Probes = 3;

    /// <summary>See <see cref="Probes"/>.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>T1 and T2 move by up to this part of themselves.</summary>
    private const int ScatterShare = 16;

    /// <summary>Wait after the message with this number, from 0.</summary>
    public static TimeSpan Retry(int attempt, DhcpClock clock)
    {
        var wait = attempt >= 6 ? LongestWait : FirstWait * (1 << attempt);
        var jitter = wait / 4 < TimeSpan.FromSeconds(1) ? wait / 4 : TimeSpan.FromSeconds(1);
        return clock.Jitter(wait, jitter);
    }

    /// <summary>
    /// Moves T1 and T2 a little, so that machines which were started together do not renew together for ever (RFC 2131 section
    /// 4.4.5: "some random fuzz"). Both move in the same direction and by less than half of what lies between them and the end,
    /// so their order stays.
    /// </summary>
    public static DhcpLease Scatter(DhcpLease lease, DhcpClock clock)
    {
        if (lease.Duration is not { } duration)
            return lease;
        var (renew, rebind) = (lease.RenewAfter, lease.RebindAfter);
        var between = (rebind - renew) / 2;
        return lease with
        {
            RenewAfter = clock.Jitter(renew, Least(renew / ScatterShare, between)),
            RebindAfter = clock.Jitter(rebind, Least(rebind / ScatterShare, Least(between, (duration - rebind) / 2))),
        };
    }

    private static TimeSpan Least(TimeSpan left, TimeSpan right) => left < right ? left : right;

    /// <summary>
    /// Time of the next renewal or rebinding message: after half of what is left until <paramref name="end"/>, but not below 60 s
    /// (RFC 2131 section 4.4.5) - or a sixteenth of the lease when that is less, else one lost packet would end a short lease.
    /// </summary>
    public static TimeSpan NextRenewal(DhcpLease lease, TimeSpan end, DhcpClock clock)
    {
        var share = (lease.Duration ?? TimeSpan.MaxValue) / 16;
        var floor = share < RenewalFloor ? share : RenewalFloor;
        if (floor < FirstWait)
            floor = FirstWait;
        var half = (end - clock.Now) / 2;
        var next = clock.Now + clock.Jitter(half < floor ? floor : half, floor / 16);
        return next < end ? next : end;
    }
}
