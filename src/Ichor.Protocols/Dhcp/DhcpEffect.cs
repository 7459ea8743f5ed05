using System.Net;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Dhcp;

/// <summary>Something that a client wants done, in this order.</summary>
public abstract record DhcpEffect
{
    private DhcpEffect()
    {
    }

    /// <summary>Send to every server on the link, as <see cref="DhcpFrame.FromClient"/> builds it.</summary>
    /// <param name="Message">The message.</param>
    public sealed record Broadcast(DhcpMessage Message) : DhcpEffect;

    /// <summary>Send from the leased address to one server, routed as any datagram.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="Server">Its receiver.</param>
    public sealed record Unicast(DhcpMessage Message, IPAddress Server) : DhcpEffect;

    /// <summary>Ask by ARP for another user of the address.</summary>
    /// <param name="Packet">The probe.</param>
    public sealed record Probe(ArpPacket Packet) : DhcpEffect;

    /// <summary>Tell the neighbours by ARP who has the address now (RFC 5227 section 2.3): they may remember its last user.</summary>
    /// <param name="Packet">The announcement.</param>
    public sealed record Announce(ArpPacket Packet) : DhcpEffect;

    /// <summary>Somebody else uses the address that was granted; it is declined.</summary>
    /// <param name="Reason">Whose it is.</param>
    public sealed record Conflict(string Reason) : DhcpEffect;

    /// <summary>This lease is in use now, in place of any other.</summary>
    /// <param name="Lease">The lease.</param>
    public sealed record Publish(DhcpLease Lease) : DhcpEffect;

    /// <summary>No lease is in use any more.</summary>
    /// <param name="Reason">Why, for the log.</param>
    public sealed record Withdraw(string Reason) : DhcpEffect;

    /// <summary>Something a person should be able to read.</summary>
    /// <param name="Text">One line.</param>
    public sealed record Note(string Text) : DhcpEffect;
}
