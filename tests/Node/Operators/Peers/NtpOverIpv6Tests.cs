using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Ichor.Node.Operators;
using Ichor.Protocols.Ntp;

namespace Ichor.Node.Tests.Operators.Peers;

/// <summary>The time operator with its real sockets, where there is no IPv4.</summary>
[Trait("Category", "Root")]
public class NtpOverIpv6Tests
{
    [Fact]
    public async Task A_server_with_an_IPv6_address_gives_the_time()
    {
        using var wire = await Wire.LayAsync();
        await wire.IpOnNodeAsync("link set lo up");
        using var server = await wire.OnNodeAsync(() =>
        {
            var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, NtpPacket.Port));
            return socket;
        });
        var serving = Task.Run(() => Serve(server), TestContext.Current.CancellationToken);
        var published = Channel.CreateUnbounded<TimeStatus>();

        using var time = await wire.OnNodeAsync(() =>
        {
            var started = new TimeOperator(wire.Loop, status => published.Writer.TryWrite(status), new TimeOperatorSettings { Clock = new RightClock() });
            started.SetServers(["fd00::99", "::1"]);         // there is no route to the first one
            return started;
        });
        TimeStatus status;
        do
            status = await published.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        while (!status.Synced);

        Assert.Equal("::1", status.Server);
        await wire.OnNodeAsync(() =>
        {
            time.Dispose();
            return true;
        });
        server.Dispose();
        await serving;
    }

    private static void Serve(Socket socket)
    {
        var buffer = new byte[512];
        EndPoint from = new IPEndPoint(IPAddress.IPv6Any, 0);
        try
        {
            while (true)
            {
                var length = socket.ReceiveFrom(buffer, ref from);
                if (new NtpResponder().Answer(buffer.AsSpan(0, length), DateTime.UtcNow) is { } answer)
                    socket.SendTo(answer, from);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }

    private sealed class RightClock : INodeClock
    {
        public DateTime UtcNow => DateTime.UtcNow;

        public void Step(TimeSpan offset) => Assert.Fail("the clock is right");

        public void Slew(TimeSpan offset, int timeConstant, LeapIndicator leap)
        {
        }
    }
}
