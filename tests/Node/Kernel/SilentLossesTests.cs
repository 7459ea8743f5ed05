using System.Net;
using Ichor.Netlink;
using Ichor.Network;
using Ichor.Node.Kernel;

namespace Ichor.Node.Tests.Kernel;

/// <summary>When routes have to be listed again. Links are called by their index.</summary>
public class SilentLossesTests
{
    private const byte Kernel = 2;

    private readonly SilentLosses _losses = new();

    private static RouteStatus Route(string destination, int link, byte protocol = Ownership.Protocol, string? source = null) => new()
    {
        Destination = IpPrefix.Parse(destination),
        LinkIndex = link,
        Protocol = protocol,
        Source = source is null ? null : IPAddress.Parse(source),
    };

    private static AddressStatus Address(string address, int link) => new() { Address = InterfaceAddress.Parse(address), LinkIndex = link };

    [Fact]
    public void Nothing_that_happened_concerns_nobody() => Assert.False(_losses.Concern([Route("10.0.0.0/8", 2)]));

    [Theory]
    [InlineData("10.0.0.0/8", 2, true)]
    [InlineData("10.0.0.0/8", 3, false)]
    [InlineData("2001:db8::/32", 2, false)]     // of these the kernel tells
    public void A_link_that_goes_down_takes_its_IPv4_routes_along(string destination, int link, bool concerned)
    {
        _losses.WentDown(2);
        Assert.Equal(concerned, _losses.Concern([Route(destination, link)]));
    }

    [Theory]
    [InlineData("10.0.0.0/8", 2, Ownership.Protocol, null, true)]
    [InlineData("10.1.0.0/24", 2, Kernel, null, false)]
    [InlineData("10.1.0.0/24", 2, Kernel, "10.1.0.5", true)]
    [InlineData("10.0.0.0/8", 3, Ownership.Protocol, "10.1.0.5", true)]
    [InlineData("10.0.0.0/8", 3, Ownership.Protocol, "10.1.0.6", false)]
    public void An_address_that_goes_may_take_routes_of_its_link_along_and_those_with_it_as_source(string destination, int link, byte protocol, string? source, bool concerned)
    {
        _losses.LostAddress(Address("10.1.0.5/24", 2));
        Assert.Equal(concerned, _losses.Concern([Route(destination, link, protocol, source)]));
    }
}
