using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Dhcp;

// Whether somebody else uses the address that was granted: RFC 2131 sections 3.1 step 5 and 4.4.1, with the packets of RFC 5227.
public sealed partial class DhcpClient
{
    private DhcpState Check(DhcpLease lease, DhcpClock clock, Transition step)
    {
        if (_options.ConflictCheck == ConflictCheck.None)
            return Use(lease, step);
        step.Do(new DhcpEffect.Probe(ArpPacket.Probe(_options.HardwareAddress, lease.Address)));
        step.Do(new DhcpEffect.Publish(lease));
        return new DhcpState.Checking(lease, 1, clock.Now + DhcpTiming.ProbeInterval);
    }

    private DhcpState ProbeAgain(DhcpState.Checking s, DhcpClock clock, Transition step)
    {
        if (s.Lease.IsExpired(clock.Now))
            return Expire(s.Lease, clock, step);
        if (s.Sent >= DhcpTiming.Probes)
            return NoConflict(s, step);
        step.Do(new DhcpEffect.Probe(ArpPacket.Probe(_options.HardwareAddress, s.Lease.Address)));
        return new DhcpState.Checking(s.Lease, s.Sent + 1, clock.Now + DhcpTiming.ProbeInterval);
    }

    /// <summary>Once: the kernel tells it again whenever the link comes up (arp_notify).</summary>
    private DhcpState.Bound NoConflict(DhcpState.Checking s, Transition step)
    {
        step.Do(new DhcpEffect.Announce(ArpPacket.Announcement(_options.HardwareAddress, s.Lease.Address)));
        return new DhcpState.Bound(s.Lease);
    }

    /// <summary>Another sender has the address, or is about to take it (RFC 5227 section 2.1.1).</summary>
    private DhcpState OnArp(DhcpState.Checking s, ArpPacket packet, DhcpClock clock, Transition step)
    {
        var about = packet.SenderAddress.Equals(s.Lease.Address) || (packet.IsProbe && packet.TargetAddress.Equals(s.Lease.Address));
        if (!about || packet.SenderMac == _options.HardwareAddress)
            return s;
        var reason = $"{s.Lease.Address} is used by {packet.SenderMac} already";
        step.Do(new DhcpEffect.Conflict(reason));
        step.Do(new DhcpEffect.Withdraw(reason));
        step.Do(new DhcpEffect.Broadcast(_requests.Decline(clock.Xid, s.Lease)));
        return new DhcpState.BackingOff(clock.Now + DhcpTiming.AfterDecline, 1);
    }
}
