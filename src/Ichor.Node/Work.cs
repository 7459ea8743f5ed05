using Ichor.Netlink;

namespace Ichor.Node;

/// <summary>How much was done, to tell what a change cost.</summary>
/// <param name="Passes">Passes of the planner.</param>
/// <param name="Planning">The time of all of them.</param>
/// <param name="Sent">Requests for changes to the kernel; what is read of it is not in it.</param>
internal readonly record struct Work(int Passes, TimeSpan Planning, NetlinkCount Sent)
{
    public static Work operator -(Work left, Work right) => new(left.Passes - right.Passes, left.Planning - right.Planning, left.Sent - right.Sent);
}
