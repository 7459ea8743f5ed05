namespace Ichor.Protocols.Dhcp;

// BOUND, RENEWING, REBINDING, and what ends a lease: its time, the carrier.
public sealed partial class DhcpClient
{
    /// <summary>What the time demands of a lease in use: renew, rebind, or let go.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="running">Transaction and start of the exchange that runs already; kept, so that late answers count.</param>
    /// <param name="clock">Time and chance.</param>
    /// <param name="step">Takes the effects.</param>
    private DhcpState Extend(DhcpLease lease, (uint Xid, TimeSpan Since)? running, DhcpClock clock, Transition step)
    {
        if (lease.ExpiresAt is not { } end || lease.RebindAt is not { } rebindAt)
            return new DhcpState.Bound(lease);
        if (clock.Now >= end)
            return Expire(lease, clock, step);
        var (xid, since) = running ?? (clock.Xid, clock.Now);
        var request = _requests.Extend(xid, clock.Now - since, lease);
        if (clock.Now >= rebindAt)
        {
            step.Do(new DhcpEffect.Broadcast(request));
            return new DhcpState.Rebinding(xid, lease, since, clock.Now, DhcpTiming.NextRenewal(lease, end, clock));
        }
        step.Do(new DhcpEffect.Unicast(request, lease.Server));
        return new DhcpState.Renewing(xid, lease, since, clock.Now, DhcpTiming.NextRenewal(lease, rebindAt, clock));
    }

    private DhcpState.Selecting Expire(DhcpLease lease, DhcpClock clock, Transition step)
    {
        step.Do(new DhcpEffect.Withdraw($"the lease of {lease.Address} has expired"));
        return Discover(lease.Address, 0, clock, step);
    }

    private DhcpState OnCarrierUp(DhcpState.NoCarrier s, DhcpClock clock, Transition step)
    {
        if (s.Remembered is null)
            return Discover(null, 0, clock, step);
        if (!s.Remembered.IsExpired(clock.Now))
            return Confirm(s.Remembered, s.Published is not null, clock, step);
        step.WithdrawIf(s.Published is not null, $"the lease of {s.Remembered.Address} has expired");
        return Discover(s.Remembered.Address, 0, clock, step);
    }

    private DhcpState OnCarrierDown(DhcpState state, DhcpClock clock) => state switch
    {
        DhcpState.NoCarrier => state,
        { Published: { } lease } => new DhcpState.NoCarrier(lease, clock.Now + _options.CarrierGrace),
        DhcpState.Confirming s => new DhcpState.NoCarrier(s.Lease, null),
        _ => DhcpState.Initial,
    };

    private static DhcpState.NoCarrier GraceIsOver(DhcpState.NoCarrier s, DhcpClock clock, Transition step)
    {
        var expired = s.Remembered is { } lease && lease.IsExpired(clock.Now);
        step.Do(new DhcpEffect.Withdraw(expired ? $"the lease of {s.Remembered!.Address} has expired" : "the link has no carrier"));
        return s with { WithdrawAt = null };
    }

    private DhcpState.NoCarrier OnResumed(DhcpEvent.Resumed resumed, DhcpClock clock, Transition step)
    {
        var inUse = resumed.InUse && !resumed.Lease.IsExpired(clock.Now);
        if (inUse)
            step.Do(new DhcpEffect.Publish(resumed.Lease));
        return new(resumed.Lease, inUse ? clock.Now + _options.CarrierGrace : null);
    }
}
