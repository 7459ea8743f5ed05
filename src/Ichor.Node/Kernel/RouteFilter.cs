using Ichor.Linux;
using static Ichor.Linux.SocketFilter;

namespace Ichor.Node.Kernel;

/// <summary>
/// Keeps the kernel from telling of routes in its table of local addresses. They are no routes to anybody, and of each new address
/// they are most of what is told.
/// </summary>
internal static class RouteFilter
{
    // struct nlmsghdr and struct rtmsg; a type is in the machine's order, and read in the network's.
    private const uint TypeAt = 4, TableAt = 16 + 4, Added = 24 << 8, Deleted = 25 << 8, LocalTable = 255;

    private static readonly SockFilter[] Program =
    [
        new(LD_H_ABS, 0, 0, TypeAt),
        new(JEQ_K, 1, 0, Added),
        new(JEQ_K, 0, 3, Deleted),
        new(LD_B_ABS, 0, 0, TableAt),
        new(JEQ_K, 0, 1, LocalTable),
        Drop,
        Accept,
    ];

    public static void Attach(int fd) => SocketFilter.Attach(fd, Program);
}
