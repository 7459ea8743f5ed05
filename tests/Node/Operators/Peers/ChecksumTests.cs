using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Ichor.Linux;
using Ichor.Node.Operators;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Node.Tests.Operators.Peers;

/// <summary>The checksum of a server's answer counts, where there is one.</summary>
[Trait("Category", "Root")]
public class ChecksumTests
{
    private const int Loopback = 1;

    private static DhcpMessage Offer(uint xid) => new()
    {
        IsReply = true,
        Type = DhcpMessageType.Offer,
        Xid = xid,
        Chaddr = MacAddress.FromBytes(Wire.Mac),
        Yiaddr = IPAddress.Loopback,
        Options = DhcpOptionSet.Empty.With(DhcpOptions.ServerIdentifier, IPAddress.Loopback),
    };

    [Fact]
    public async Task A_spoilt_answer_is_dropped_and_one_whose_checksum_is_left_to_hardware_is_not()
    {
        using var wire = await Wire.LayAsync();
        await wire.IpOnNodeAsync("link set lo up");
        var received = Channel.CreateUnbounded<uint>();
        var disposables = await wire.OnNodeAsync(() =>
        {
            var transport = new DhcpTransport(wire.Loop, Loopback, "lo") { MessageReceived = message => received.Writer.TryWrite(message.Xid) };
            transport.ListenFor(new DhcpState.Selecting(1, default, 0, default, null, 0));
            return new IDisposable[] { transport, new PacketSocket(wire.Loop, Loopback, Libc.ETH_P_ARP, null, (_, _) => { }) };
        });

        await wire.OnNodeAsync(() =>
        {
            var sender = (PacketSocket)disposables[1];
            var spoilt = DhcpFrame.FromServer(Offer(1), MacAddress.FromBytes(Wire.Mac), IPAddress.Loopback);
            spoilt[^1] ^= 1;
            sender.Send(spoilt);
            sender.Send(DhcpFrame.FromServer(Offer(2), MacAddress.FromBytes(Wire.Mac), IPAddress.Loopback));
            // The kernel's own: on the loopback nobody ever fills its checksum in.
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            return socket.SendTo(Offer(3).ToBytes(), new IPEndPoint(IPAddress.Loopback, DhcpMessage.ClientPort));
        });

        Assert.Equal(2u, await received.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.Equal(3u, await received.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        await wire.OnNodeAsync(() =>
        {
            foreach (var disposable in disposables)
                disposable.Dispose();
            return true;
        });
    }
}
