using System.Net;
using System.Net.Sockets;
using Ichor.Linux;
using Ichor.Protocols.Ntp;

namespace Ichor.Node.Operators;

/// <summary>UDP with a fresh port for each question, and names resolved beside the loop, because getaddrinfo(3) blocks for seconds.</summary>
internal sealed class NtpTransport(EventLoop loop) : INtpTransport
{
    private DatagramSocket? _socket;

    public void Resolve(string server, Action<IReadOnlyList<IPAddress>, string?> done)
    {
        if (IPAddress.TryParse(server, out var address))
        {
            loop.Post(() => done([address], null));
            return;
        }
        // A thread of its own: a resolver that hangs must not keep pool threads from others.
        var thread = new Thread(() =>
        {
            var (addresses, error) = LookUp(server);
            loop.Post(() => done(addresses, error));
        })
        { IsBackground = true, Name = "resolve" };
        thread.Start();
    }

    public void Ask(IPAddress server, ReadOnlySpan<byte> question, Action<byte[]> received)
    {
        _socket?.Dispose();
        _socket = null;
        _socket = new DatagramSocket(loop, new IPEndPoint(IPAddress.Any, 0), null, payload => received(payload.ToArray()));
        _socket.Connect(new IPEndPoint(server, NtpPacket.Port));
        _socket.Send(question, new IPEndPoint(server, NtpPacket.Port));
    }

    public void Dispose() => _socket?.Dispose();

    private static (IReadOnlyList<IPAddress> Addresses, string? Error) LookUp(string server)
    {
        try
        {
            var addresses = Dns.GetHostAddresses(server, AddressFamily.InterNetwork);
            return addresses.Length == 0 ? ([], "has no IPv4 address") : (addresses, null);
        }
        catch (SocketException e)
        {
            return ([], e.Message);
        }
        catch (ArgumentException e)
        {
            return ([], e.Message);
        }
    }
}
