using System.Net;

namespace Ichor.Protocols.Dhcp;

// INIT, SELECTING, REQUESTING, INIT-REBOOT and REBOOTING: from nothing, or from a memory, to a lease.
public sealed partial class DhcpClient
{
    private DhcpState.Selecting Discover(IPAddress? wanted, int failures, DhcpClock clock, Transition step)
    {
        step.Do(new DhcpEffect.Broadcast(_requests.Discover(clock.Xid, TimeSpan.Zero, wanted)));
        return new(clock.Xid, clock.Now, 0, clock.Now + DhcpTiming.Retry(0, clock), wanted, failures);
    }

    /// <summary>The transaction stays the same, so that a late offer for an earlier message counts.</summary>
    private DhcpState.Selecting Rediscover(DhcpState.Selecting s, DhcpClock clock, Transition step)
    {
        var elapsed = clock.Now - s.Since;
        step.Do(new DhcpEffect.Broadcast(_requests.Discover(s.Xid, elapsed, s.Wanted)));
        return s with { Attempt = s.Attempt + 1, RetryAt = clock.Now + DhcpTiming.Retry(s.Attempt + 1, clock), Elapsed = elapsed };
    }

    private DhcpState OnOffer(DhcpState.Selecting s, DhcpMessage message, DhcpClock clock, Transition step)
    {
        var problem = LeaseReader.Read(message, clock.Now, out var offer);
        if (offer is null)
        {
            step.Note($"offer of {Name(message)} refused: {problem}");
            return s;
        }
        step.Do(new DhcpEffect.Broadcast(_requests.Select(s.Xid, s.Elapsed, offer)));
        return new DhcpState.Requesting(s.Xid, offer, s.Elapsed, clock.Now, 0, clock.Now + DhcpTiming.Retry(0, clock), s.Failures);
    }

    private DhcpState RequestAgain(DhcpState.Requesting s, DhcpClock clock, Transition step)
    {
        if (s.Attempt + 1 >= DhcpTiming.RequestAttempts)
        {
            step.Note($"server {s.Offer.Server} does not answer requests for its offer {s.Offer.Address}");
            return Restart(s.Failures + 1, clock, step);
        }
        step.Do(new DhcpEffect.Broadcast(_requests.Select(s.Xid, s.Elapsed, s.Offer)));
        return s with { SentAt = clock.Now, Attempt = s.Attempt + 1, RetryAt = clock.Now + DhcpTiming.Retry(s.Attempt + 1, clock) };
    }

    private DhcpState.Confirming Confirm(DhcpLease lease, bool inUse, DhcpClock clock, Transition step)
    {
        step.Do(new DhcpEffect.Broadcast(_requests.Confirm(clock.Xid, TimeSpan.Zero, lease)));
        return new(clock.Xid, lease, inUse, clock.Now, 0, clock.Now + DhcpTiming.Retry(0, clock));
    }

    private DhcpState ConfirmAgain(DhcpState.Confirming s, DhcpClock clock, Transition step)
    {
        if (s.InUse && s.Lease.IsExpired(clock.Now))
            return Expire(s.Lease, clock, step);
        if (s.Attempt + 1 < DhcpTiming.ConfirmAttempts)
        {
            step.Do(new DhcpEffect.Broadcast(_requests.Confirm(s.Xid, clock.Now - s.Since, s.Lease)));
            return s with { Attempt = s.Attempt + 1, RetryAt = clock.Now + DhcpTiming.Retry(s.Attempt + 1, clock) };
        }
        if (!s.InUse)
            return Discover(s.Lease.Address, 0, clock, step);
        step.Note($"no server confirms {s.Lease.Address}: it stays until its lease ends");
        return new DhcpState.Bound(s.Lease);
    }

    /// <summary>An acknowledgement in whatever state asked for one.</summary>
    private DhcpState OnGranted(DhcpState state, DhcpMessage message, TimeSpan askedAt, DhcpClock clock, Transition step)
    {
        var problem = LeaseReader.Read(message, askedAt, out var lease);
        if (lease is null)
        {
            step.Note($"lease of {Name(message)} refused: {problem}");
            return state;
        }
        lease = DhcpTiming.Scatter(lease, clock);
        var known = state.Published is { } before && before.Address.Equals(lease.Address);
        return known ? Use(lease, step) : Check(lease, clock, step);
    }

    private static DhcpState.Bound Use(DhcpLease lease, Transition step)
    {
        step.Do(new DhcpEffect.Publish(lease));
        return new(lease);
    }

    private DhcpState OnRefused(DhcpState state, DhcpMessage message, int failures, DhcpClock clock, Transition step)
    {
        message.Options.TryGet(DhcpOptions.Message, out var words);
        var reason = $"refused by {Name(message)}{(string.IsNullOrEmpty(words) ? "" : $": {words}")}";
        step.Note(reason);
        step.WithdrawIf(state.Published is not null, reason);
        return Restart(failures, clock, step);
    }

    /// <summary>At once after the first failure; then with growing waits, as a server that always refuses must not be flooded.</summary>
    private DhcpState Restart(int failures, DhcpClock clock, Transition step) => failures <= 1
        ? Discover(null, failures, clock, step)
        : new DhcpState.BackingOff(clock.Now + DhcpTiming.Retry(failures - 2, clock), failures);

    private static string Name(DhcpMessage message) => message.Server?.ToString() ?? "an unnamed server";
}
