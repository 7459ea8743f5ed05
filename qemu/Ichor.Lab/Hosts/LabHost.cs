using System.Net;
using Ichor.Lab.Switching;
using Ichor.Protocols.Packets;

namespace Ichor.Lab.Hosts;

/// <summary>A host made of the test process itself: one address on the switch, which answers ARP and ping and can ask for both.</summary>
/// <remarks>Everything runs on the thread that brings a frame; whatever is answered is answered before the next frame.</remarks>
public sealed class LabHost : SwitchPort
{
    readonly Neighbours neighbours;
    readonly Dictionary<ushort, Action<UdpArrival>> services = [];
    readonly VlanTag? vlan;

    /// <summary>A host at <paramref name="address"/>, on a VLAN when given one (its frames are then tagged).</summary>
    public LabHost(string name, IPAddress address, int? vlan = null) : base(name)
    {
        Address = address;
        Mac = LocalMac(address, vlan);
        this.vlan = vlan is { } id ? new VlanTag((ushort)id) : null;
        neighbours = new Neighbours(SendArpRequest);
        Pings = new Pings(this);
    }

    /// <summary>Its only address.</summary>
    public IPAddress Address { get; }

    /// <summary>Locally administered, made of the address and the VLAN.</summary>
    public MacAddress Mac { get; }

    /// <summary>Tag of its frames.</summary>
    internal VlanTag? Vlan => vlan;

    internal Pings Pings { get; }

    internal HttpResponder? Http { get; set; }

    /// <summary>Serves a UDP port.</summary>
    public void OnUdp(ushort port, Action<UdpArrival> serve) => services[port] = serve;

    /// <summary>The Ethernet address of a neighbour, asked for by ARP when it is not known.</summary>
    internal Task<MacAddress> ResolveAsync(IPAddress address) => neighbours.ResolveAsync(address);

    internal void Send(byte[] frame) => Received(frame);

    internal void SendUdp(MacAddress to, ushort from, IPEndPoint destination, byte[] payload) =>
        SendIp(to, UdpDatagram.BuildPacket(new(Address, from), destination, payload));

    internal void SendIp(MacAddress to, byte[] packet) =>
        Received(EthernetFrame.Build(to, Mac, EtherType.Ipv4, packet, vlan));

    /// <inheritdoc/>
    protected override void Transmit(ReadOnlyMemory<byte> frame)
    {
        if (!EthernetFrame.TryParse(frame.Span, out var ethernet, out _) || ethernet.Vlan?.Id != vlan?.Id)
            return;
        if (ethernet.Destination != Mac && !ethernet.Destination.IsGroup)
            return;
        if (ethernet.Type == EtherType.Arp && ArpPacket.TryParse(ethernet.Payload, out var arp, out _))
            HandleArp(arp);
        else if (ethernet.Type == EtherType.Ipv4 && Ipv4Packet.TryParse(ethernet.Payload, out var packet, out _))
            HandleIp(ethernet.Source, packet);
    }

    void HandleArp(ArpPacket arp)
    {
        if (!arp.IsProbe)
            neighbours.Learn(arp.SenderAddress, arp.SenderMac);
        if (arp.Operation == ArpOperation.Request && arp.TargetAddress.Equals(Address))
            Received(arp.ReplyFrom(Mac).ToFrame(vlan));
    }

    void HandleIp(MacAddress from, Ipv4Packet packet)
    {
        var isForUs = packet.Destination.Equals(Address);
        if (isForUs && IcmpEcho.TryParse(packet, out var echo, out _))
            HandleEcho(from, packet, echo);
        else if (UdpDatagram.TryParse(packet, out var datagram, out _) && services.TryGetValue(datagram.DestinationPort, out var serve))
            serve(new UdpArrival(from, new(packet.Source, datagram.SourcePort), new(packet.Destination, datagram.DestinationPort),
                datagram.Payload.ToArray()));
        else if (isForUs && packet.Protocol == TcpSegment.Protocol)
            Http?.Handle(from, packet.Source, packet.Payload);
    }

    void HandleEcho(MacAddress from, Ipv4Packet packet, IcmpEcho echo)
    {
        if (echo.IsRequest)
            SendIp(from, echo.BuildReply(packet));
        else
            Pings.Answered(echo.Identifier, echo.Sequence);
    }

    void SendArpRequest(IPAddress address) => Received(ArpPacket.Request(Mac, Address, address).ToFrame(vlan));

    static MacAddress LocalMac(IPAddress address, int? vlan)
    {
        var ip = address.GetAddressBytes();
        return MacAddress.FromBytes([0x02, (byte)(vlan ?? 0), ip[0], ip[1], ip[2], ip[3]]);
    }
}

/// <summary>A datagram that reached a <see cref="LabHost"/>.</summary>
public sealed record UdpArrival(MacAddress SourceMac, IPEndPoint Source, IPEndPoint Destination, byte[] Payload);
