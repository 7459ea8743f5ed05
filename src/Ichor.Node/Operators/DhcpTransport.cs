using System.Net;
using Ichor.Linux;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Node.Operators;

/// <summary>The link itself: frames while the client waits for answers, a UDP socket on the leased address while it renews.</summary>
internal sealed class DhcpTransport(EventLoop loop, int linkIndex, string linkName) : IDhcpTransport
{
    private PacketSocket? _replies;
    private PacketSocket? _arp;
    private DatagramSocket? _renewal;
    private IPAddress? _renewalAddress;

    public Action<DhcpMessage> MessageReceived { private get; set; } = static _ => { };

    public Action<ArpPacket> ArpReceived { private get; set; } = static _ => { };

    public void ListenFor(DhcpState state)
    {
        if (state.AwaitsReply)
            _replies ??= new PacketSocket(loop, linkIndex, Libc.ETH_P_IP, PacketFilter.DhcpReplies, OnFrame);
        else
            Close(ref _replies);
        if (state.WatchesArp)
            _arp ??= new PacketSocket(loop, linkIndex, Libc.ETH_P_ARP, null, OnArp);
        else
            Close(ref _arp);
        // Kept while rebinding: without it the kernel would answer the server's unicast with "port unreachable".
        if (state is not (DhcpState.Renewing or DhcpState.Rebinding))
            Close(ref _renewal);
    }

    public void Broadcast(DhcpMessage message)
    {
        // A DECLINE is sent when no answer is awaited.
        using var once = _replies is null ? new PacketSocket(loop, linkIndex, Libc.ETH_P_IP, PacketFilter.DhcpReplies, static (_, _) => { }) : null;
        (_replies ?? once)!.Send(DhcpFrame.FromClient(message, message.Ciaddr));
    }

    public void Unicast(DhcpMessage message, IPAddress server)
    {
        if (_renewal is null || !message.Ciaddr.Equals(_renewalAddress))
        {
            Close(ref _renewal);
            _renewalAddress = message.Ciaddr;
            _renewal = new DatagramSocket(loop, new IPEndPoint(message.Ciaddr, DhcpMessage.ClientPort), linkName, OnDatagram);
        }
        _renewal.Send(message.ToBytes(), new IPEndPoint(server, DhcpMessage.ServerPort));
    }

    public void Send(ArpPacket packet)
    {
        using var once = _arp is null ? new PacketSocket(loop, linkIndex, Libc.ETH_P_ARP, null, static (_, _) => { }) : null;
        (_arp ?? once)!.Send(packet.ToFrame());
    }

    public void Dispose()
    {
        Close(ref _replies);
        Close(ref _arp);
        Close(ref _renewal);
    }

    /// <summary>A server on this very machine (a TAP or veth peer) leaves the UDP checksum to hardware that is not there.</summary>
    private void OnFrame(ReadOnlySpan<byte> frame, bool hasChecksums)
    {
        if (DhcpFrame.TryParse(frame, DhcpMessage.ClientPort, out var message, out _, hasChecksums))
            MessageReceived(message);
    }

    private void OnDatagram(ReadOnlySpan<byte> payload)
    {
        if (DhcpMessage.TryParse(payload, out var message, out _))
            MessageReceived(message);
    }

    private void OnArp(ReadOnlySpan<byte> frame, bool hasChecksums)
    {
        if (EthernetFrame.TryParse(frame, out var ethernet, out _) && ArpPacket.TryParse(ethernet.Payload, out var packet, out _))
            ArpReceived(packet);
    }

    private static void Close<T>(ref T? socket) where T : class, IDisposable
    {
        socket?.Dispose();
        socket = null;
    }
}
