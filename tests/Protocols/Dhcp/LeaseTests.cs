using System.Net;
using Ichor.Protocols.Dhcp;

namespace Ichor.Protocols.Tests.Dhcp;

public class LeaseTests
{
    [Fact]
    public void Without_a_mask_there_is_no_lease() =>
        Assert.Equal("the server sends no subnet mask (option 1)", Problem(o => o.Without(1)));

    [Fact]
    public void Without_a_server_identifier_there_is_no_lease() =>
        Assert.Equal("the server does not identify itself (option 54)", Problem(o => o.Without(54)));

    [Fact]
    public void A_lease_of_no_time_is_no_lease() =>
        Assert.Equal("the lease time is 0", Problem(o => o.With(DhcpOptions.LeaseTime, 0u)));

    [Fact]
    public void A_lease_without_a_time_runs_half_an_hour() =>
        Assert.Equal(TimeSpan.FromMinutes(30), Lease(o => o.Without(51)).Duration);

    [Fact]
    public void An_infinite_lease_has_no_end_and_is_not_renewed()
    {
        var lease = Lease(o => o.With(DhcpOptions.LeaseTime, uint.MaxValue));

        Assert.Null(lease.ExpiresAt);
        Assert.Null(lease.RenewAt);
        Assert.Null(new DhcpState.Bound(lease).WakeAt);
    }

    [Theory]
    [InlineData(0, 0, 300, 525)]          // absent: the defaults of RFC 2131
    [InlineData(100, 200, 100, 200)]
    [InlineData(200, 100, 50, 100)]       // out of order: T1 is wrong
    [InlineData(700, 800, 300, 525)]      // after the end
    [InlineData(400, 0, 400, 525)]
    public void T1_and_T2_lie_in_order_inside_the_lease(uint t1, uint t2, int renew, int rebind)
    {
        var lease = Lease(o => o.With(DhcpOptions.RenewalTime, t1).With(DhcpOptions.RebindingTime, t2));

        Assert.Equal((renew, rebind), ((int)lease.RenewAfter.TotalSeconds, (int)lease.RebindAfter.TotalSeconds));
    }

    [Theory]
    [InlineData("3=10.9.0.1,10.9.0.2", "0.0.0.0/0 via 10.9.0.1")]                                       // first router only
    [InlineData("3=192.168.1.1", "192.168.1.1/32 0.0.0.0/0 via 192.168.1.1")]                           // outside the subnet
    [InlineData("3=0.0.0.0", "")]
    [InlineData("33=10.0.0.0,10.9.0.3", "0.0.0.0/0 via 10.9.0.1 10.0.0.0/8 via 10.9.0.3")]
    [InlineData("121=00 0a090005", "0.0.0.0/0 via 10.9.0.5")]                                           // option 3 is ignored (RFC 3442)
    [InlineData("121=10 0a14 0a090005", "10.20.0.0/16 via 10.9.0.5")]
    [InlineData("121=00 a9fe0101 10 0a14 a9fe0101", "169.254.1.1/32 0.0.0.0/0 via 169.254.1.1 10.20.0.0/16 via 169.254.1.1")]
    [InlineData("121=20 a9fea9fe 00000000", "169.254.169.254/32")]                                      // on-link
    [InlineData("121=ff", "0.0.0.0/0 via 10.9.0.1")]                                                    // unreadable: as if absent
    public void Routes(string option, string expected) => Assert.Equal(expected, Lease(o => With(o, option)).Routes.ToString());

    [Theory]
    [InlineData(1400, 1400)]
    [InlineData(576, 576)]
    [InlineData(575, null)]
    [InlineData(0, null)]
    public void The_mtu_is_at_least_576(ushort sent, int? expected) => Assert.Equal(expected, Lease(o => o.With(DhcpOptions.InterfaceMtu, sent)).Mtu);

    [Theory]
    [InlineData(60, "option 26 (interface MTU): 60 is below 576 and not used")]
    [InlineData(575, "option 26 (interface MTU): 575 is below 576 and not used")]
    [InlineData(1279, "option 26 (interface MTU): 1279 is below 1280: the link has no IPv6")]
    [InlineData(1280, "")]
    [InlineData(0, "")]
    public void A_small_mtu_is_remarked(ushort sent, string expected) =>
        Assert.Equal(expected, string.Join('|', Lease(o => o.With(DhcpOptions.InterfaceMtu, sent)).Notes));

    [Theory]
    [InlineData("node", "", "node", null)]
    [InlineData("node.a.example", "", "node", "a.example")]
    [InlineData("node.a.example", "b.example", "node", "b.example")]
    [InlineData("", "b.example", null, "b.example")]
    public void Host_name_and_domain(string option12, string option15, string? host, string? domain)
    {
        var lease = Lease(o => o.With(DhcpOptions.HostName, option12).With(DhcpOptions.Domain, option15));

        Assert.Equal((host, domain), (lease.Hostname, lease.Domain));
    }

    [Fact]
    public void What_cannot_be_read_is_left_out_with_a_note()
    {
        Assert.Null(LeaseReader.Read(Messages.Offer(o => o.WithRaw(42, [1, 2, 3])), TimeSpan.Zero, out var lease));

        Assert.Empty(lease!.TimeServers);
        Assert.Equal(["option 42 (time servers): 3 bytes are no list of addresses"], lease.Notes);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("127.0.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    public void An_address_that_no_host_has_is_no_lease(string address) =>
        Assert.NotNull(LeaseReader.Read(Messages.Offer() with { Yiaddr = IPAddress.Parse(address) }, TimeSpan.Zero, out _));

    private static DhcpLease Lease(Func<DhcpOptionSet, DhcpOptionSet> change)
    {
        Assert.Null(LeaseReader.Read(Messages.Offer(change), TimeSpan.Zero, out var lease));
        return lease!;
    }

    private static string? Problem(Func<DhcpOptionSet, DhcpOptionSet> change) =>
        LeaseReader.Read(Messages.Offer(change), TimeSpan.Zero, out _);

    private static DhcpOptionSet With(DhcpOptionSet options, string text)
    {
        var (code, value) = (byte.Parse(text.Split('=')[0]), text.Split('=')[1]);
        return options.WithRaw(code, value.Contains('.') ? [.. value.Split(',').SelectMany(a => IPAddress.Parse(a).GetAddressBytes())] : Hex.Bytes(value));
    }
}
