namespace Ichor.Netlink.Kernel;

/// <summary>include/uapi/linux/netlink.h, and what sockets need beside it.</summary>
internal static class NetlinkConstants
{
    public const int AF_UNSPEC = 0, AF_INET = 2, AF_BRIDGE = 7, AF_INET6 = 10, AF_NETLINK = 16;
    public const int SOCK_RAW = 3, SOCK_NONBLOCK = 0x800, SOCK_CLOEXEC = 0x80000;
    public const int SOL_SOCKET = 1, SO_SNDBUF = 7, SO_RCVBUF = 8, SO_RCVBUFFORCE = 33;

    public const int SOL_NETLINK = 270, NETLINK_ADD_MEMBERSHIP = 1, NETLINK_CAP_ACK = 10, NETLINK_EXT_ACK = 11,
        NETLINK_GET_STRICT_CHK = 12;

    public const ushort NLMSG_NOOP = 1, NLMSG_ERROR = 2, NLMSG_DONE = 3, NLMSG_OVERRUN = 4;

    /// <summary>Flags of an answer; the same bits mean other things in a request.</summary>
    public const int NLM_F_CAPPED = 0x100, NLM_F_ACK_TLVS = 0x200;

    public const ushort NLMSGERR_ATTR_MSG = 1, NLMSGERR_ATTR_OFFS = 2, NLMSGERR_ATTR_MISS_TYPE = 5;

    public const ushort NLA_F_NESTED = 0x8000;

    public const int MSG_TRUNC = 0x20;
    public const short POLLIN = 1;
}
