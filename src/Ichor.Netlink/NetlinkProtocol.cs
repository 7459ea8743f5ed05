namespace Ichor.Netlink;

/// <summary>Which part of the kernel a socket talks to (include/uapi/linux/netlink.h).</summary>
public enum NetlinkProtocol
{
    /// <summary>NETLINK_ROUTE: links, addresses, routes, rules.</summary>
    Route = 0,
    /// <summary>NETLINK_KOBJECT_UEVENT: devices that come and go.</summary>
    KernelEvents = 15,
    /// <summary>NETLINK_GENERIC: families registered by name (WireGuard, ethtool).</summary>
    Generic = 16,
}
