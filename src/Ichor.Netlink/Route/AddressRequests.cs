using System.Net;
using System.Net.Sockets;
using static Ichor.Netlink.Kernel.NetlinkConstants;
using static Ichor.Netlink.Kernel.RouteConstants;

namespace Ichor.Netlink.Route;

/// <summary>Requests about addresses.</summary>
public static class AddressRequests
{
    /// <summary>All addresses of all links.</summary>
    public static NetlinkMessage GetAll() =>
        new NetlinkMessage(RTM_GETADDR, NetlinkFlags.Dump, "list addresses").Header(new IfAddrMsg(AF_UNSPEC));

    /// <summary>Adds an address; refused if the link has it.</summary>
    public static NetlinkMessage Add(AddressMessage address, LinkName link) =>
        Message(RTM_NEWADDR, NetlinkFlags.Create | NetlinkFlags.Exclusive, address, $"add {address.Address} to {link}");

    /// <summary>Adds an address, or changes flags and priority of the one that is there.</summary>
    public static NetlinkMessage Replace(AddressMessage address, LinkName link) =>
        Message(RTM_NEWADDR, NetlinkFlags.Create | NetlinkFlags.Replace, address, $"set {address.Address} on {link}");

    /// <summary>Removes an address; link, address, prefix length and peer say which.</summary>
    public static NetlinkMessage Delete(AddressMessage address, LinkName link)
    {
        var message = new NetlinkMessage(RTM_DELADDR, NetlinkFlags.None, $"remove {address.Address} from {link}")
            .Header(Header(address));
        return LocalAndPeer(message, address);
    }

    /// <summary>The last address of an IPv4 subnet; null for /31 and /32, which have none (RFC 3021).</summary>
    public static IPAddress? BroadcastOf(InterfaceAddress address)
    {
        if (address.Address.AddressFamily != AddressFamily.InterNetwork || address.PrefixLength > 30)
            return null;
        var bytes = address.Address.GetAddressBytes();
        for (var bit = address.PrefixLength; bit < 32; bit++)
            bytes[bit / 8] |= (byte)(0x80 >> bit % 8);
        return new IPAddress(bytes);
    }

    private static NetlinkMessage Message(ushort type, NetlinkFlags flags, AddressMessage address, string purpose)
    {
        var message = LocalAndPeer(new NetlinkMessage(type, flags, purpose).Header(Header(address)), address);
        if ((address.Broadcast ?? BroadcastOf(address.Address)) is { } broadcast && address.Peer is null)
            message.Address(IFA_BROADCAST, broadcast);
        if (address.Label is not null)
            message.String(IFA_LABEL, address.Label);
        if ((uint)address.Flags > byte.MaxValue)
            message.UInt32(IFA_FLAGS, (uint)address.Flags);
        if (address.Priority != 0)
            message.UInt32(IFA_RT_PRIORITY, address.Priority);
        if (address.Protocol != 0)
            message.UInt8(IFA_PROTO, address.Protocol);
        return message;
    }

    private static IfAddrMsg Header(AddressMessage address) => new(
        (byte)(address.Family == AddressFamily.InterNetwork ? AF_INET : AF_INET6), (byte)address.Address.PrefixLength,
        (byte)address.Flags, (byte)address.Scope, address.Index);

    private static NetlinkMessage LocalAndPeer(NetlinkMessage message, AddressMessage address) => message
        .Address(IFA_LOCAL, address.Address.Address)
        .Address(IFA_ADDRESS, address.Peer ?? address.Address.Address);
}
