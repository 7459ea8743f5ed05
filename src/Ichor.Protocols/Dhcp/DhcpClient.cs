using System.Collections.Immutable;
using System.Net;

namespace Ichor.Protocols.Dhcp;

/// <summary>The client of RFC 2131 section 4.4, as a function: no socket, no clock, no chance of its own.</summary>
/// <remarks>
/// <para>The caller keeps the state, steps it with each event, does the effects in order, and arms one timer for
/// <see cref="DhcpState.WakeAt"/>. All messages may be passed in: what is not for this client is ignored.</para>
/// <para>Choices that the RFC leaves open: the first good offer is taken; messages are repeated after 1, 2, 4 ... 64 s (see
/// <c>DhcpTiming</c>); a lease that was granted is used at once and checked by ARP meanwhile (see <see cref="ConflictCheck"/>);
/// it is never given back (RELEASE, section 4.4.6, is optional), so that a machine finds its address again; when nobody answers the confirmation of a lease that is in use, it stays until it ends (section 3.2, step 4).</para>
/// </remarks>
public sealed partial class DhcpClient
{
    private readonly DhcpClientOptions _options;
    private readonly DhcpRequests _requests;

    /// <summary>A client for one link.</summary>
    public DhcpClient(DhcpClientOptions options)
    {
        _options = options;
        _requests = new DhcpRequests(options);
    }

    /// <summary>What follows when something happens.</summary>
    /// <returns>The next state, and what to do, in order. Never throws, whatever comes from the network.</returns>
    public (DhcpState Next, ImmutableArray<DhcpEffect> Effects) Step(DhcpState state, DhcpEvent happened, DhcpClock clock)
    {
        var step = new Transition();
        step.Next = happened switch
        {
            DhcpEvent.TimerFired when clock.Now < state.WakeAt || state.WakeAt is null => state,
            DhcpEvent.TimerFired => OnTimer(state, clock, step),
            DhcpEvent.Received { Message: var message } when IsForUs(state, message) => OnReply(state, message, clock, step),
            DhcpEvent.ArpReceived { Packet: var packet } when state is DhcpState.Checking checking => OnArp(checking, packet, clock, step),
            DhcpEvent.CarrierUp when state is DhcpState.NoCarrier down => OnCarrierUp(down, clock, step),
            DhcpEvent.CarrierDown => OnCarrierDown(state, clock),
            DhcpEvent.Resumed resumed when state is DhcpState.NoCarrier { Remembered: null } => OnResumed(resumed, clock, step),
            // While an exchange runs its next message says the name; without a lease the first one does.
            DhcpEvent.Renamed when state is DhcpState.Bound bound => Extend(bound.Lease, null, clock, step),
            _ => state,
        };
        return (step.Next, step.Effects.ToImmutable());
    }

    /// <summary>Effects gathered on the way to the next state.</summary>
    private sealed class Transition
    {
        public DhcpState Next { get; set; } = DhcpState.Initial;

        public ImmutableArray<DhcpEffect>.Builder Effects { get; } = ImmutableArray.CreateBuilder<DhcpEffect>();

        public void Do(DhcpEffect effect) => Effects.Add(effect);

        public void Note(string text) => Do(new DhcpEffect.Note(text));

        public void WithdrawIf(bool inUse, string reason)
        {
            if (inUse)
                Do(new DhcpEffect.Withdraw(reason));
        }
    }

    private DhcpState OnTimer(DhcpState state, DhcpClock clock, Transition step) => state switch
    {
        DhcpState.NoCarrier down => GraceIsOver(down, clock, step),
        DhcpState.Selecting selecting => Rediscover(selecting, clock, step),
        DhcpState.Requesting requesting => RequestAgain(requesting, clock, step),
        DhcpState.Confirming confirming => ConfirmAgain(confirming, clock, step),
        DhcpState.Checking checking => ProbeAgain(checking, clock, step),
        DhcpState.Bound bound => Extend(bound.Lease, null, clock, step),
        DhcpState.Renewing renewing => Extend(renewing.Lease, (renewing.Xid, renewing.Since), clock, step),
        DhcpState.Rebinding rebinding => Extend(rebinding.Lease, (rebinding.Xid, rebinding.Since), clock, step),
        DhcpState.BackingOff backingOff => Discover(null, backingOff.Failures, clock, step),
        _ => state,
    };

    private DhcpState OnReply(DhcpState state, DhcpMessage message, DhcpClock clock, Transition step) => (state, message.Type) switch
    {
        (DhcpState.Selecting selecting, DhcpMessageType.Offer) => OnOffer(selecting, message, clock, step),
        (DhcpState.Requesting requesting, DhcpMessageType.Ack) when IsFrom(message, requesting.Offer.Server)
            => OnGranted(state, message, requesting.SentAt, clock, step),
        (DhcpState.Requesting requesting, DhcpMessageType.Nak) when IsFrom(message, requesting.Offer.Server)
            => OnRefused(state, message, requesting.Failures + 1, clock, step),
        (DhcpState.Confirming confirming, DhcpMessageType.Ack) => OnGranted(state, message, confirming.Since, clock, step),
        (DhcpState.Confirming, DhcpMessageType.Nak) => OnRefused(state, message, 1, clock, step),
        (DhcpState.Renewing renewing, DhcpMessageType.Ack) => OnGranted(state, message, renewing.SentAt, clock, step),
        (DhcpState.Renewing renewing, DhcpMessageType.Nak) when message.Server is null || IsFrom(message, renewing.Lease.Server)
            => OnRefused(state, message, 1, clock, step),
        (DhcpState.Rebinding rebinding, DhcpMessageType.Ack) => OnGranted(state, message, rebinding.SentAt, clock, step),
        (DhcpState.Rebinding, DhcpMessageType.Nak) => OnRefused(state, message, 1, clock, step),
        _ => state,
    };

    /// <summary>A server's message of our transaction, to our hardware address.</summary>
    private bool IsForUs(DhcpState state, DhcpMessage message) =>
        message.IsReply && message.Chaddr == _options.HardwareAddress && state switch
        {
            DhcpState.Selecting s => message.Xid == s.Xid,
            DhcpState.Requesting s => message.Xid == s.Xid,
            DhcpState.Confirming s => message.Xid == s.Xid,
            DhcpState.Renewing s => message.Xid == s.Xid,
            DhcpState.Rebinding s => message.Xid == s.Xid,
            _ => false,
        };

    private static bool IsFrom(DhcpMessage message, IPAddress server) => server.Equals(message.Server);
}
