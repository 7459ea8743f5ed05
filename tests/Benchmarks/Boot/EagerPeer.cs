using System.Net;
using Ichor.Lab.Switching;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Benchmarks.Boot;

/// <summary>The other side of a measured boot: leases an address at once, and from then on pings it every few milliseconds.</summary>
/// <remarks>It sends to the Ethernet address of the lease without asking for it, so that only the guest's own work is measured.</remarks>
internal sealed class EagerPeer : SwitchPort
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    private readonly DhcpResponder _leases;
    private readonly MacAddress _mac = MacAddress.FromBytes([2, 0, 10, 99, 0, 1]);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _marked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Timer? _timer;
    private ushort _sequence;

    public EagerPeer() : base("peer") => _leases = new DhcpResponder(new DhcpPool
    {
        Server = Address,
        PrefixLength = 24,
        First = Guest,
        Last = Guest,
        Options = DhcpOptionSet.Empty.With(DhcpOptions.Routers, [Address]),
    });

    public static IPAddress Address { get; } = IPAddress.Parse("10.99.0.1");

    public static IPAddress Guest { get; } = IPAddress.Parse("10.99.0.5");

    /// <summary>An address that nobody has: asking for it is a guest's way to mark a moment.</summary>
    public static IPAddress Mark { get; } = IPAddress.Parse("10.99.0.254");

    /// <summary>Completes with the first answered ping.</summary>
    public Task Answered => _answered.Task;

    /// <summary>Completes when the guest has asked for <see cref="Mark"/>.</summary>
    public Task Marked => _marked.Task;

    protected override void Transmit(ReadOnlyMemory<byte> frame)
    {
        if (DhcpFrame.TryParse(frame.Span, DhcpMessage.ServerPort, out var request, out _, verifyChecksum: false))
            Lease(request);
        else if (EthernetFrame.TryParse(frame.Span, out var ethernet, out _))
            Answer(ethernet);
    }

    private void Lease(DhcpMessage request)
    {
        if (_leases.Answer(request) is not { } reply)
            return;
        Received(DhcpFrame.FromServer(reply, _mac, Address));
        if (reply.Type == DhcpMessageType.Ack)
            _timer ??= new Timer(_ => Ping(request.Chaddr), null, TimeSpan.Zero, Interval);
    }

    private void Answer(EthernetFrame ethernet)
    {
        if (ethernet.Type == EtherType.Arp && ArpPacket.TryParse(ethernet.Payload, out var arp, out _))
        {
            if (arp.Operation == ArpOperation.Request && arp.TargetAddress.Equals(Address))
                Received(arp.ReplyFrom(_mac).ToFrame());
            else if (arp.TargetAddress.Equals(Mark))
                _marked.TrySetResult();
        }
        else if (ethernet.Type == EtherType.Ipv4 && Ipv4Packet.TryParse(ethernet.Payload, out var packet, out _)
            && IcmpEcho.TryParse(packet, out var echo, out _) && !echo.IsRequest)
            _answered.TrySetResult();
    }

    private void Ping(MacAddress guest)
    {
        if (!_answered.Task.IsCompleted)
            Received(EthernetFrame.Build(guest, _mac, EtherType.Ipv4, IcmpEcho.BuildRequest(Address, Guest, 1, ++_sequence, [])));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _timer?.Dispose();
        base.Dispose(disposing);
    }
}
