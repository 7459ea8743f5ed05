using System.Runtime.InteropServices;
using Ichor.Netlink.Kernel;
using static Ichor.Netlink.Kernel.NetlinkConstants;

namespace Ichor.Netlink;

/// <summary>A netlink socket: synchronous requests with a deadline, or non-blocking reception of notifications.</summary>
/// <remarks>
/// One socket is for one thread, and either for requests or for notifications: a request skips what is not its answer.
/// The descriptor stays in the network namespace in which it was opened.
/// </remarks>
public sealed partial class NetlinkSocket : IDisposable
{
    /// <summary>A thousand VLANs that come up in one go tell 12 MiB, as the kernel counts its buffers. They are taken only when needed.</summary>
    private const int ReceiveQueue = 32 << 20;
    private readonly Func<int> _open;
    private const int BufferSize = 64 << 10;
    private byte[]? _buffer;

    /// <summary>Tests put something else than the kernel at the other end.</summary>
    internal NetlinkSocket(Func<int> open, NetlinkProtocol protocol)
    {
        _open = open;
        Protocol = protocol;
        Fd = open();
    }

    /// <summary>The descriptor, for polling. -1 after <see cref="Dispose"/>.</summary>
    public int Fd { get; private set; }

    /// <summary>What the socket talks to.</summary>
    public NetlinkProtocol Protocol { get; }

    /// <summary>What went through <see cref="Execute(IReadOnlyList{NetlinkMessage})"/> since the socket was opened.</summary>
    public NetlinkCount Sent { get; private set; }

    /// <summary>
    /// How long a request waits for the next sign of its answer. The kernel works in the call that sends a request (a module that
    /// it loads for it included), and has answered when that returns: what is not there then was lost.
    /// </summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Told of what is no error and yet worth knowing: the kernel's words to a request that it carried out, and entries of an
    /// answer that could not be read and are missing in it.
    /// </summary>
    public Action<string>? Remarked { get; set; }

    /// <summary>How many entries of answers could not be read and are missing in what was returned.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Opens a socket in the thread's network namespace.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static NetlinkSocket Open(NetlinkProtocol protocol)
    {
        var socket = new NetlinkSocket(() => OpenKernel(protocol), protocol);
        try
        {
            socket.Bind(protocol == NetlinkProtocol.KernelEvents ? 1u : 0u);
            socket.SetUp();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Opens a socket that hears of changes in NETLINK_ROUTE.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static NetlinkSocket Monitor(params ReadOnlySpan<RouteGroup> groups)
    {
        var socket = Open(NetlinkProtocol.Route);
        foreach (var group in groups)
            socket.Join((int)group);
        return socket;
    }

    /// <summary>Subscribes to a multicast group by its number.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public void Join(int group)
    {
        if (!Set(SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group))
            throw new NetlinkException($"join netlink group {group}", Marshal.GetLastPInvokeError());
    }

    /// <summary>Closes the descriptor.</summary>
    public void Dispose()
    {
        if (Fd >= 0)
            _ = Libc.Close(Fd);     // nothing is buffered, so nothing can fail that matters
        Fd = -1;
    }

    /// <summary>For tests of what happens when a datagram does not fit.</summary>
    internal void ShrinkBuffer(int bytes) => _buffer = new byte[bytes];

    private static int OpenKernel(NetlinkProtocol protocol) =>
        Libc.Socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, (int)protocol) is >= 0 and var fd ? fd
        : throw new NetlinkException($"open netlink socket for {protocol}", Marshal.GetLastPInvokeError());

    /// <summary>
    /// A descriptor without a past. The rest of a dump that was given up would go on in the old one, where the kernel begins no
    /// other (EBUSY) until all of it was read.
    /// </summary>
    private void Renew()
    {
        var fresh = _open();
        _ = Libc.Close(Fd);
        Fd = fresh;
        SetUp();
    }

    private void SetUp()
    {
        if (Protocol != NetlinkProtocol.KernelEvents)
            ChooseAnswers();
        EnlargeQueue();
    }

    private unsafe void Bind(uint groups)
    {
        var address = new SockAddrNl { Family = AF_NETLINK, Groups = groups };
        if (Libc.Bind(Fd, &address, (uint)sizeof(SockAddrNl)) < 0)
            throw new NetlinkException("bind netlink socket", Marshal.GetLastPInvokeError());
    }

    /// <summary>
    /// Errors with the kernel's words, and without the request repeated; dump requests checked strictly (Linux 4.20), so that a
    /// wrong one is an error instead of an unfiltered dump. Kernels without an option work all the same.
    /// </summary>
    private void ChooseAnswers()
    {
        Set(SOL_NETLINK, NETLINK_EXT_ACK, 1);
        Set(SOL_NETLINK, NETLINK_CAP_ACK, 1);
        Set(SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1);
    }

    /// <summary>A burst of changes must not overrun a monitor. Without CAP_NET_ADMIN the system's limit applies.</summary>
    private void EnlargeQueue()
    {
        if (!Set(SOL_SOCKET, SO_RCVBUFFORCE, ReceiveQueue))
            Set(SOL_SOCKET, SO_RCVBUF, ReceiveQueue);
    }

    internal unsafe bool Set(int level, int name, int value) => Libc.SetSockOpt(Fd, level, name, &value, sizeof(int)) == 0;
}
