using System.Net;
using System.Net.Sockets;
using System.Text;
using Ichor.Linux;

namespace Ichor.Node.Operators;

/// <summary>A UDP socket over IPv4 or IPv6 on the event loop.</summary>
internal sealed unsafe class DatagramSocket : IDisposable
{
    private const int LargestDatagram = 2048;

    private readonly byte[] _buffer = new byte[LargestDatagram];
    private readonly DatagramHandler _received;
    private readonly IDisposable _watch;
    private readonly int _fd;

    public delegate void DatagramHandler(ReadOnlySpan<byte> payload);

    /// <param name="loop">Where to receive.</param>
    /// <param name="local">Address and port to bind to; port 0 for any. Its family is that of the socket.</param>
    /// <param name="link">Name of the link to use, or null for what the routes say.</param>
    /// <param name="received">Takes the payloads.</param>
    /// <exception cref="LinuxException">The address is not on this node, or is taken.</exception>
    public DatagramSocket(EventLoop loop, IPEndPoint local, string? link, DatagramHandler received)
    {
        _fd = Libc.Socket(local.AddressFamily == AddressFamily.InterNetworkV6 ? Libc.AF_INET6 : Libc.AF_INET, Libc.SOCK_DGRAM | Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC, 0);
        if (_fd < 0)
            throw new LinuxException("open a UDP socket", Libc.LastError);
        try
        {
            Bind(local, link);
        }
        catch
        {
            _ = Libc.Close(_fd);
            throw;
        }
        _received = received;
        _watch = loop.OnReadable(_fd, Receive);
    }

    public void Send(ReadOnlySpan<byte> payload, IPEndPoint to)
    {
        var length = Write(to, out var address);
        fixed (byte* bytes = payload)
            if (Libc.SendTo(_fd, bytes, (nuint)payload.Length, Libc.MSG_DONTWAIT, &address, length) < 0)
                throw new LinuxException($"send to {to}", Libc.LastError);
    }

    /// <summary>Makes the kernel drop what others send, and report refusals.</summary>
    public void Connect(IPEndPoint to)
    {
        var length = Write(to, out var address);
        if (Libc.Connect(_fd, &address, length) < 0)
            throw new LinuxException($"connect to {to}", Libc.LastError);
    }

    public void Dispose()
    {
        _watch.Dispose();
        _ = Libc.Close(_fd);
    }

    private void Bind(IPEndPoint local, string? link)
    {
        _ = Libc.SetSockOpt(_fd, Libc.SOL_SOCKET, Libc.SO_REUSEADDR, 1);
        if (link is not null)
            fixed (byte* name = Encoding.ASCII.GetBytes(link + '\0'))
                if (Libc.SetSockOpt(_fd, Libc.SOL_SOCKET, Libc.SO_BINDTODEVICE, name, (uint)link.Length + 1) < 0)
                    throw new LinuxException($"bind a UDP socket to {link}", Libc.LastError);
        var length = Write(local, out var address);
        if (Libc.Bind(_fd, &address, length) < 0)
            throw new LinuxException($"bind a UDP socket to {local}", Libc.LastError);
    }

    /// <summary>The length of the address, which has room for either family.</summary>
    private static uint Write(IPEndPoint endPoint, out SockAddrIn6 address)
    {
        if (endPoint.AddressFamily == AddressFamily.InterNetworkV6)
        {
            address = SockAddrIn6.From(endPoint.Address, (ushort)endPoint.Port);
            return (uint)sizeof(SockAddrIn6);
        }
        address = default;
        fixed (SockAddrIn6* room = &address)
            *(SockAddrIn*)room = SockAddrIn.From(endPoint.Address, (ushort)endPoint.Port);
        return (uint)sizeof(SockAddrIn);
    }

    /// <summary>Takes one datagram; an error (a refusal by ICMP) is taken off the socket and means as much as silence.</summary>
    private void Receive()
    {
        int length;
        fixed (byte* bytes = _buffer)
            length = (int)Libc.Recv(_fd, bytes, LargestDatagram, Libc.MSG_DONTWAIT);
        if (length > 0)
            _received(_buffer.AsSpan(0, length));
    }
}
