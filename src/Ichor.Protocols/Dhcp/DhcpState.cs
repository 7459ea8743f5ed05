using System.Net;

namespace Ichor.Protocols.Dhcp;

/// <summary>Where a client stands (RFC 2131 figure 5). Immutable; the sum of all that the client knows.</summary>
public abstract record DhcpState
{
    private DhcpState()
    {
    }

    /// <summary>A client that has not been told of a carrier.</summary>
    public static DhcpState Initial { get; } = new NoCarrier(null, null);

    /// <summary>The state's name in the words of RFC 2131 where it has one, in lower case, for people.</summary>
    public abstract string Name { get; }

    /// <summary>When to step with <see cref="DhcpEvent.TimerFired"/>; null for never.</summary>
    public abstract TimeSpan? WakeAt { get; }

    /// <summary>The lease that is in use on the node, or null.</summary>
    public virtual DhcpLease? Published => null;

    /// <summary>Whether answers may come in frames: the node may have no address yet that a UDP socket could be bound to.</summary>
    public virtual bool AwaitsReply => true;

    /// <summary>Whether ARP packets about the lease are of interest.</summary>
    public virtual bool WatchesArp => false;

    private static TimeSpan? Earlier(TimeSpan? a, TimeSpan? b) => a is null || b < a ? b : a;

    /// <summary>Nothing can be sent. A lease may be remembered, and is still in use until <paramref name="WithdrawAt"/>.</summary>
    public sealed record NoCarrier(DhcpLease? Remembered, TimeSpan? WithdrawAt) : DhcpState
    {
        /// <inheritdoc/>
        public override string Name => "no carrier";

        /// <inheritdoc/>
        public override TimeSpan? WakeAt => WithdrawAt is null ? null : Earlier(WithdrawAt, Remembered?.ExpiresAt);

        /// <inheritdoc/>
        public override DhcpLease? Published => WithdrawAt is null ? null : Remembered;

        /// <inheritdoc/>
        public override bool AwaitsReply => false;
    }

    /// <summary>DISCOVER is sent; the first good offer is taken.</summary>
    /// <param name="Xid">Transaction.</param>
    /// <param name="Since">When the client began.</param>
    /// <param name="Attempt">Messages sent before the last.</param>
    /// <param name="RetryAt">When to send again.</param>
    /// <param name="Wanted">Address that the client had before and would like again.</param>
    /// <param name="Failures">How often a server took back what it or another had offered.</param>
    public sealed record Selecting(uint Xid, TimeSpan Since, int Attempt, TimeSpan RetryAt, IPAddress? Wanted, int Failures) : DhcpState
    {
        /// <summary>What the last DISCOVER said about the time since the client began.</summary>
        public TimeSpan Elapsed { get; init; }

        /// <inheritdoc/>
        public override string Name => "selecting";

        /// <inheritdoc/>
        public override TimeSpan? WakeAt => RetryAt;
    }

    /// <summary>REQUEST for an offer is sent.</summary>
    /// <param name="Xid">Transaction.</param>
    /// <param name="Offer">What was offered.</param>
    /// <param name="Elapsed">See <see cref="Selecting.Elapsed"/>; every request for the offer says the same.</param>
    /// <param name="SentAt">When the first request was sent.</param>
    /// <param name="Attempt">Messages sent before the last.</param>
    /// <param name="RetryAt">When to send again.</param>
    /// <param name="Failures">See <see cref="Selecting"/>.</param>
    public sealed record Requesting(uint Xid, DhcpLease Offer, TimeSpan Elapsed, TimeSpan SentAt, int Attempt, TimeSpan RetryAt, int Failures) : DhcpState
    {
        /// <inheritdoc/>
        public override string Name => "requesting";

        /// <inheritdoc/>
        public override TimeSpan? WakeAt => RetryAt;
    }

    /// <summary>REQUEST to confirm a remembered lease is sent (INIT-REBOOT, REBOOTING in the RFC).</summary>
    /// <param name="Xid">Transaction.</param>
    /// <param name="Lease">The lease.</param>
    /// <param name="InUse">Whether it has stayed in use: after a bounce of the carrier or a restart of the program.</param>
    /// <param name="Since">When the first request was sent.</param>
    /// <param name="Attempt">Messages sent before the last.</param>
    /// <param name="RetryAt">When to send again.</param>
    public sealed record Confirming(uint Xid, DhcpLease Lease, bool InUse, TimeSpan Since, int Attempt, TimeSpan RetryAt) : DhcpState
    {
        /// <inheritdoc/>
        public override string Name => "rebooting";

        /// <inheritdoc/>
        public override TimeSpan? WakeAt => Earlier(RetryAt, InUse ? Lease.ExpiresAt : null);

        /// <inheritdoc/>
        public override DhcpLease? Published => InUse ? Lease : null;
    }

    /// <summary>The lease is granted and in use; ARP probes ask whether somebody else uses its address.</summary>
    /// <param name="Lease">The lease.</param>
    /// <param name="Sent">Probes sent.</param>
    /// <param name="NextAt">When to send the next one, or to be content.</param>
    public sealed record Checking(DhcpLease Lease, int Sent, TimeSpan NextAt) : DhcpState
    {
        /// <inheritdoc/>
        public override string Name => "checking";

        /// <inheritdoc/>
        public override TimeSpan? WakeAt => Earlier(NextAt, Lease.ExpiresAt);

        /// <inheritdoc/>
        public override DhcpLease Published => Lease;

        /// <inheritdoc/>
        public override bool AwaitsReply => false;

        /// <inheritdoc/>
        public override bool WatchesArp => true;
    }

    /// <summary>The lease is in use.</summary>
    /// <param name="Lease">The lease.</param>
    public sealed record Bound(DhcpLease Lease) : DhcpState
    {
        /// <inheritdoc/>
        public override string Name => "bound";

        /// <inheritdoc/>
        public override TimeSpan? WakeAt => Lease.RenewAt;

        /// <inheritdoc/>
        public override DhcpLease Published => Lease;

        /// <inheritdoc/>
        public override bool AwaitsReply => false;
    }

    /// <summary>T1 has passed: the lease is in use, and its server is asked to extend it.</summary>
    /// <param name="Xid">Transaction.</param>
    /// <param name="Lease">The lease.</param>
    /// <param name="Since">When the first request was sent.</param>
    /// <param name="SentAt">When the last request was sent.</param>
    /// <param name="RetryAt">When to send again; not after T2.</param>
    public sealed record Renewing(uint Xid, DhcpLease Lease, TimeSpan Since, TimeSpan SentAt, TimeSpan RetryAt) : DhcpState
    {
        /// <inheritdoc/>
        public override string Name => "renewing";

        /// <inheritdoc/>
        public override TimeSpan? WakeAt => RetryAt;

        /// <inheritdoc/>
        public override DhcpLease Published => Lease;
    }

    /// <summary>T2 has passed: the lease is in use, and any server is asked to extend it.</summary>
    /// <param name="Xid">Transaction.</param>
    /// <param name="Lease">The lease.</param>
    /// <param name="Since">When the first request was sent.</param>
    /// <param name="SentAt">When the last request was sent.</param>
    /// <param name="RetryAt">When to send again; not after the end of the lease.</param>
    public sealed record Rebinding(uint Xid, DhcpLease Lease, TimeSpan Since, TimeSpan SentAt, TimeSpan RetryAt) : DhcpState
    {
        /// <inheritdoc/>
        public override string Name => "rebinding";

        /// <inheritdoc/>
        public override TimeSpan? WakeAt => RetryAt;

        /// <inheritdoc/>
        public override DhcpLease Published => Lease;
    }

    /// <summary>After a refusal the client waits before it begins again.</summary>
    /// <param name="Until">When to begin.</param>
    /// <param name="Failures">See <see cref="Selecting"/>.</param>
    public sealed record BackingOff(TimeSpan Until, int Failures) : DhcpState
    {
        /// <inheritdoc/>
        public override string Name => "waiting";

        /// <inheritdoc/>
        public override TimeSpan? WakeAt => Until;

        /// <inheritdoc/>
        public override bool AwaitsReply => false;
    }
}
