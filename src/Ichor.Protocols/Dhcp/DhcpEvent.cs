using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Dhcp;

/// <summary>Something that happened to a client.</summary>
public abstract record DhcpEvent
{
    private DhcpEvent()
    {
    }

    /// <summary>The link can send.</summary>
    public sealed record CarrierUp : DhcpEvent;

    /// <summary>The link cannot send any more.</summary>
    public sealed record CarrierDown : DhcpEvent;

    /// <summary>A lease of an earlier run is known. Comes before the first <see cref="CarrierUp"/>.</summary>
    /// <param name="Lease">The lease; its times are of the same boot.</param>
    /// <param name="InUse">Whether its address is still on the link: then it stays there without a gap.</param>
    public sealed record Resumed(DhcpLease Lease, bool InUse) : DhcpEvent;

    /// <summary>A DHCP message came.</summary>
    /// <param name="Message">The message; need not be for us.</param>
    public sealed record Received(DhcpMessage Message) : DhcpEvent;

    /// <summary>An ARP packet came.</summary>
    /// <param name="Packet">The packet; need not be about our address.</param>
    public sealed record ArpReceived(ArpPacket Packet) : DhcpEvent;

    /// <summary>The time of <see cref="DhcpState.WakeAt"/> has come.</summary>
    public sealed record TimerFired : DhcpEvent;

    /// <summary>The host has another name than the last request said: the server is to hear of it now, not at half of the lease.</summary>
    public sealed record Renamed : DhcpEvent;
}
