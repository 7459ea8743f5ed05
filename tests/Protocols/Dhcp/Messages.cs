using System.Net;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Tests.Dhcp;

/// <summary>A server's messages for the tests of the client.</summary>
internal static class Messages
{
    public static readonly MacAddress Mac = MacAddress.Parse("02:00:00:00:00:02");
    public static readonly IPAddress Server = IPAddress.Parse("10.9.0.1"), Address = IPAddress.Parse("10.9.0.77");

    public static DhcpMessage Offer(Func<DhcpOptionSet, DhcpOptionSet>? change = null, uint xid = 0) =>
        Reply(DhcpMessageType.Offer, xid, change);

    public static DhcpMessage Ack(uint xid, Func<DhcpOptionSet, DhcpOptionSet>? change = null) => Reply(DhcpMessageType.Ack, xid, change);

    public static DhcpMessage Nak(uint xid) => new()
    {
        IsReply = true,
        Type = DhcpMessageType.Nak,
        Xid = xid,
        Chaddr = Mac,
        Options = DhcpOptionSet.Empty.With(DhcpOptions.ServerIdentifier, Server).With(DhcpOptions.Message, "wrong network"),
    };

    private static DhcpMessage Reply(DhcpMessageType type, uint xid, Func<DhcpOptionSet, DhcpOptionSet>? change) => new()
    {
        IsReply = true,
        Type = type,
        Xid = xid,
        Chaddr = Mac,
        Yiaddr = Address,
        Options = (change ?? (o => o))(DhcpOptionSet.Empty
            .With(DhcpOptions.ServerIdentifier, Server)
            .With(DhcpOptions.SubnetMask, 24)
            .With(DhcpOptions.LeaseTime, 600u)
            .With(DhcpOptions.Routers, [Server])),
    };
}
