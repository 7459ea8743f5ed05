using System.Net;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Node.Operators;

/// <summary>What the DHCP operator needs of a link: narrow, so that tests put a real server's bytes or a script behind it.</summary>
public interface IDhcpTransport : IDisposable
{
    /// <summary>Takes the DHCP messages that come to the client port.</summary>
    Action<DhcpMessage> MessageReceived { set; }

    /// <summary>Takes the ARP packets that come.</summary>
    Action<ArpPacket> ArpReceived { set; }

    /// <summary>Receives what the state waits for, and nothing else: a bound client costs no packet copies.</summary>
    void ListenFor(DhcpState state);

    /// <summary>Sends to every server, in a frame.</summary>
    void Broadcast(DhcpMessage message);

    /// <summary>Sends from the leased address, through the kernel's routing and ARP.</summary>
    void Unicast(DhcpMessage message, IPAddress server);

    /// <summary>Sends an ARP packet.</summary>
    void Send(ArpPacket packet);
}
