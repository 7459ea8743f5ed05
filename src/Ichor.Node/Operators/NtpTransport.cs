using System.Net;
using System.Net.Sockets;
using Ichor.Linux;
using Ichor.Node.Names;
using Ichor.Protocols.Ntp;

namespace Ichor.Node.Operators;

/// <summary>UDP with a fresh port for each question, and names resolved beside the loop.</summary>
internal sealed class NtpTransport(EventLoop loop) : INtpTransport
{
    private readonly NameLookup _lookUp = SystemResolver.On(loop);
    private DatagramSocket? _socket;

    public void Resolve(string server, Action<IReadOnlyList<IPAddress>, string?> done)
    {
        if (IPAddress.TryParse(server, out var address))
        {
            loop.Post(() => done([address], null));
            return;
        }
        _lookUp(server, done);
    }

    public void Ask(IPAddress server, ReadOnlySpan<byte> question, Action<byte[]> received)
    {
        _socket?.Dispose();
        _socket = null;
        var any = server.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        _socket = new DatagramSocket(loop, new IPEndPoint(any, 0), null, payload => received(payload.ToArray()));
        _socket.Connect(new IPEndPoint(server, NtpPacket.Port));
        _socket.Send(question, new IPEndPoint(server, NtpPacket.Port));
    }

    public void Dispose() => _socket?.Dispose();
}
