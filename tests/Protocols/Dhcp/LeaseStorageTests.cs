using System.Net;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Tests.Dhcp;

public class LeaseStorageTests
{
    private static readonly TimeSpan Then = TimeSpan.FromSeconds(55);

    [Fact]
    public void A_lease_reads_back()
    {
        Assert.True(DhcpFrame.TryParse(Hex.Captured("dnsmasq-ack"), DhcpMessage.ClientPort, out var message, out _));
        AssertReadsBack(message);
        AssertReadsBack(Messages.Offer());
        AssertReadsBack(Messages.Offer(o => o.With(DhcpOptions.LeaseTime, uint.MaxValue)));
        AssertReadsBack(Messages.Offer(o => o.With(DhcpOptions.Routers, [IPAddress.Parse("169.254.1.1")])));
    }

    [Fact]
    public void A_lease_of_another_link_is_refused()
    {
        LeaseReader.Read(Messages.Offer(), Then, out var lease);

        Assert.False(LeaseStorage.TryParse(LeaseStorage.ToBytes(lease!, Messages.Mac), MacAddress.Broadcast, Then, out _, out var problem));
        Assert.Equal("the lease belongs to 02:00:00:00:00:02", problem);
    }

    private static void AssertReadsBack(DhcpMessage message)
    {
        Assert.Null(LeaseReader.Read(message, Then, out var lease));
        Assert.True(LeaseStorage.TryParse(LeaseStorage.ToBytes(lease!, Messages.Mac), Messages.Mac, Then, out var read, out var problem), problem);
        Assert.True(lease!.HasSameSettings(read));
        Assert.Equal((lease.AcquiredAt, lease.Duration), (read.AcquiredAt, read.Duration));
    }
}
