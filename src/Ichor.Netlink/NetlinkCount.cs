namespace Ichor.Netlink;

/// <summary>How many requests were sent to the kernel.</summary>
/// <param name="Messages">Requests, each a netlink message.</param>
/// <param name="Sends">Calls of sendto(2): many requests go into one.</param>
public readonly record struct NetlinkCount(long Messages, long Sends)
{
    /// <summary>Of two sockets together.</summary>
    public static NetlinkCount operator +(NetlinkCount left, NetlinkCount right) => new(left.Messages + right.Messages, left.Sends + right.Sends);

    /// <summary>What came between two moments.</summary>
    public static NetlinkCount operator -(NetlinkCount left, NetlinkCount right) => new(left.Messages - right.Messages, left.Sends - right.Sends);
}
