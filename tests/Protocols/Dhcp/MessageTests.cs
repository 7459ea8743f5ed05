using System.Net;
using Ichor.Protocols.Dhcp;

namespace Ichor.Protocols.Tests.Dhcp;

public class MessageTests
{
    [Fact]
    public void What_udhcpc_asks_is_read()
    {
        var message = Captured("udhcpc-discover", DhcpMessage.ServerPort);

        Assert.Equal((DhcpMessageType.Discover, false, Messages.Mac), (message.Type, message.IsReply, message.Chaddr));
        Assert.True(message.Options.TryGet(DhcpOptions.ParameterRequestList, out var wanted));
        Assert.Contains(DhcpOptions.ClasslessRoutes.Code, wanted);
        Assert.True(message.Options.TryGet(DhcpOptions.ClientIdentifier, out var identifier));
        Assert.Equal(ClientIdentifier.FromMac(Messages.Mac), identifier);
    }

    [Fact]
    public void What_dnsmasq_grants_becomes_a_lease()
    {
        var message = Captured("dnsmasq-ack", DhcpMessage.ClientPort);

        Assert.Null(LeaseReader.Read(message, TimeSpan.FromSeconds(100), out var lease));

        Assert.Equal(new DhcpLease
        {
            Address = IPAddress.Parse("10.9.0.77"),
            PrefixLength = 24,
            Server = IPAddress.Parse("10.9.0.1"),
            AcquiredAt = TimeSpan.FromSeconds(100),
            Duration = TimeSpan.FromMinutes(10),
            RenewAfter = TimeSpan.FromSeconds(300),
            RebindAfter = TimeSpan.FromSeconds(525),
            Routes = [DhcpRoute.Default(IPAddress.Parse("10.9.0.1")), new(IPAddress.Parse("10.20.0.0"), 16, IPAddress.Parse("10.9.0.7"))],
            NameServers = [IPAddress.Parse("10.9.0.1"), IPAddress.Parse("10.9.0.3")],
            TimeServers = [IPAddress.Parse("10.9.0.1")],
            Hostname = "node7",
            Domain = "example.com",
            SearchDomains = ["example.com", "lab.example.com"],
            Mtu = 1400,
        }, lease);
    }

    [Fact]
    public void A_message_reads_back_as_it_was_written()
    {
        var offer = Messages.Offer(o => o.With(DhcpOptions.Domain, "example.com"), xid: 0xcafe) with { Secs = 3, Broadcast = true };

        Assert.True(DhcpMessage.TryParse(offer.ToBytes(), out var read, out _));

        Assert.Equal(offer.ToString(), read.ToString());
        Assert.Equal((offer.Secs, offer.Broadcast), (read.Secs, read.Broadcast));
        Assert.Equal(offer.ToBytes(), read.ToBytes());
    }

    [Fact]
    public void Options_in_the_file_and_sname_fields_are_joined()                     // option 52
    {
        var bytes = Messages.Offer(o => o.With(DhcpOptions.Overload, (byte)3)).ToBytes();
        Hex.Bytes("06 04 0a000001 ff").CopyTo(bytes, 108);
        Hex.Bytes("06 04 0a000002 ff").CopyTo(bytes, 44);

        Assert.True(DhcpMessage.TryParse(bytes, out var message, out _));

        Assert.True(message.Options.TryGet(DhcpOptions.NameServers, out var servers));
        Assert.Equal("10.0.0.1 10.0.0.2", servers.ToString());
    }

    [Theory]
    [InlineData(0, "00", "dhcp: neither a request nor a reply")]
    [InlineData(1, "06", "dhcp: the hardware address is not Ethernet")]
    [InlineData(236, "00", "dhcp: no magic cookie (BOOTP)")]
    [InlineData(240, "ff", "dhcp: no message type")]
    [InlineData(242, "63", "dhcp: no message type")]
    [InlineData(241, "fe", "dhcp: option 53 is cut off")]
    public void Bad_messages_are_refused(int at, string change, string problem)
    {
        var bytes = Messages.Offer().ToBytes();
        Hex.Bytes(change).CopyTo(bytes, at);

        Assert.False(DhcpMessage.TryParse(bytes, out _, out var found));
        Assert.Equal(problem, found);
    }

    [Fact]
    public void No_bytes_make_the_readers_throw()
    {
        var random = new Random(2);
        var captured = Hex.Captured("dnsmasq-ack")[42..];
        for (var i = 0; i < 20_000; i++)
        {
            byte[] bytes = [.. captured];
            for (var flips = random.Next(6); flips >= 0; flips--)
                bytes[random.Next(240, bytes.Length)] = (byte)random.Next(256);
            if (DhcpMessage.TryParse(bytes.AsSpan(0, random.Next(200, bytes.Length + 1)), out var message, out _))
                _ = LeaseReader.Read(message, TimeSpan.Zero, out _);
        }
    }

    private static DhcpMessage Captured(string name, ushort port)
    {
        Assert.True(DhcpFrame.TryParse(Hex.Captured(name), port, out var message, out var problem), problem);
        return message;
    }
}
