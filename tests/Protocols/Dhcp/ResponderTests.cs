using System.Net;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Tests.Dhcp;

public class ResponderTests
{
    private static readonly DhcpPool Pool = new()
    {
        Server = Messages.Server,
        PrefixLength = 24,
        First = IPAddress.Parse("10.9.0.50"),
        Last = IPAddress.Parse("10.9.0.51"),
        Options = DhcpOptionSet.Empty.With(DhcpOptions.Routers, [Messages.Server]),
    };

    [Fact]
    public void What_udhcpc_asks_is_answered_in_a_frame_that_reads_back()
    {
        Assert.True(DhcpFrame.TryParse(Hex.Captured("udhcpc-discover"), DhcpMessage.ServerPort, out var discover, out _));
        var offer = new DhcpResponder(Pool).Answer(discover)!;

        var frame = DhcpFrame.FromServer(offer, MacAddress.Parse("02:00:00:00:00:01"), Messages.Server);

        Assert.True(DhcpFrame.TryParse(frame, DhcpMessage.ClientPort, out var read, out var problem), problem);
        Assert.Equal((DhcpMessageType.Offer, discover.Xid, Pool.First), (read.Type, read.Xid, read.Yiaddr));
    }

    [Fact]
    public void Clients_get_different_addresses_and_keep_them()
    {
        var responder = new DhcpResponder(Pool);
        var first = Discover(responder, 1);

        Assert.NotEqual(first, Discover(responder, 2));
        Assert.Equal(first, Discover(responder, 1));
        Assert.Null(Discover(responder, 3));
    }

    [Fact]
    public void A_request_for_a_foreign_address_is_refused()
    {
        var request = new DhcpMessage { Type = DhcpMessageType.Request, Chaddr = Messages.Mac, Ciaddr = IPAddress.Parse("192.168.0.1") };

        Assert.Equal(DhcpMessageType.Nak, new DhcpResponder(Pool).Answer(request)!.Type);
    }

    private static IPAddress? Discover(DhcpResponder responder, byte client) => responder.Answer(new DhcpMessage
    {
        Type = DhcpMessageType.Discover,
        Chaddr = MacAddress.FromBytes([2, 0, 0, 0, 0, client]),
    })?.Yiaddr;
}
