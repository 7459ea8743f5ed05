using System.Net;
using System.Net.Sockets;
using static Ichor.Netlink.Kernel.NetlinkConstants;
using static Ichor.Netlink.Kernel.RouteConstants;

namespace Ichor.Netlink.Route;

/// <summary>An IP address on a link: as the kernel reports it (RTM_NEWADDR), or as it is to be.</summary>
/// <remarks>Without the remaining lifetime, so that two reports of an unchanged address are equal.</remarks>
public sealed record AddressMessage
{
    /// <summary>Index of the link.</summary>
    public required int Index { get; init; }

    /// <summary>The local address and the prefix length.</summary>
    public required InterfaceAddress Address { get; init; }

    /// <summary>The other end of a point-to-point link; the prefix length is then that of the peer's subnet.</summary>
    public IPAddress? Peer { get; init; }

    /// <summary>Broadcast address (IPv4).</summary>
    public IPAddress? Broadcast { get; init; }

    /// <summary>How far it reaches.</summary>
    public RouteScope Scope { get; init; }

    /// <summary>Flags.</summary>
    public AddressFlags Flags { get; init; }

    /// <summary>Priority (metric) of the route for its subnet; 0 is the kernel's default.</summary>
    public uint Priority { get; init; }

    /// <summary>Who made it (IFA_PROTO, Linux 5.18): 0 unknown, 1 loopback, 2 router advertisement, 3 link-local; others are free to use.</summary>
    public byte Protocol { get; init; }

    /// <summary>IPv4 only: a name for old tools; the link's name when not set.</summary>
    public string? Label { get; init; }

    /// <summary>Family of the address.</summary>
    public AddressFamily Family => Address.Address.AddressFamily;

    /// <summary>Reads the payload of RTM_NEWADDR or RTM_DELADDR.</summary>
    /// <returns>The address; null for a family other than IPv4 and IPv6.</returns>
    /// <exception cref="NetlinkFormatException">The bytes are not an address message.</exception>
    public static AddressMessage? Decode(ReadOnlySpan<byte> payload)
    {
        var header = IfAddrMsg.Read(payload);
        if (header.Family is not (AF_INET or AF_INET6))
            return null;
        IPAddress? local = null, address = null, broadcast = null;
        AddressFlags flags = (AddressFlags)header.Flags;
        uint priority = 0;
        byte protocol = 0;
        string? label = null;
        foreach (var attribute in new AttributeReader(payload[IfAddrMsg.Size..]))
            switch (attribute.Type)
            {
                case IFA_LOCAL: local = attribute.AddressOf(header.Family); break;
                case IFA_ADDRESS: address = attribute.AddressOf(header.Family); break;
                case IFA_BROADCAST: broadcast = attribute.AddressOf(header.Family); break;
                case IFA_FLAGS: flags = (AddressFlags)attribute.UInt32; break;      // supersedes the 8-bit header field
                case IFA_RT_PRIORITY: priority = attribute.UInt32; break;
                case IFA_PROTO: protocol = attribute.UInt8; break;
                case IFA_LABEL: label = attribute.String; break;
            }
        // IPv4 always has both, equal unless point-to-point; IPv6 has IFA_LOCAL only with a peer.
        var own = local ?? address ?? throw new NetlinkFormatException("address message without an address");
        return new AddressMessage
        {
            Index = header.Index,
            Address = header.PrefixLength <= own.BitLength() ? new InterfaceAddress(own, header.PrefixLength)
                : throw new NetlinkFormatException($"prefix length {header.PrefixLength}"),
            Peer = address is not null && !address.Equals(own) ? address : null,
            Broadcast = broadcast,
            Scope = (RouteScope)header.Scope,
            Flags = flags,
            Priority = priority,
            Protocol = protocol,
            Label = label,
        };
    }
}
