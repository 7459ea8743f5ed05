using System.Net;
using Ichor.Protocols.Dhcp;

namespace Ichor.Images.Tests;

/// <summary>A machine with nothing but a network around it.</summary>
[Trait("Category", "Qemu")]
public class DhcpTests : LaboratoryTest
{
    [Fact]
    public async Task Two_cards_get_an_address_each_and_whatever_else_the_lease_says()
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24", pool => pool with
        {
            Options = pool.Options
                .With(DhcpOptions.HostName, "amber")
                .With(DhcpOptions.InterfaceMtu, (ushort)1400)
                .With(DhcpOptions.ClasslessRoutes,
                [
                    new(IPAddress.Any, 0, IPAddress.Parse("10.0.0.1")),
                    new(IPAddress.Parse("192.168.7.0"), 24, IPAddress.Parse("10.0.0.1")),
                ]),
        });
        var node = Lab.Machine("node").Nic(lan).Nic(lan);
        await Lab.StartAsync();

        await node.ReadyAsync();
        var first = await node.AddressAsync("ens3");
        var second = await node.AddressAsync("ens4");
        Assert.NotEqual(first, second);
        await lan.PingsAsync(first);
        await lan.PingsAsync(second);

        await node.EventuallyAsync("links", link => link.Id == "ens3" && link["mtu"] == "1400", "the MTU of the lease");
        await node.EventuallyAsync("routes", route => route["dst"] == "" && route["gateway"] == "10.0.0.1", "the default route");
        await node.EventuallyAsync("routes", route => route["dst"] == "192.168.7.0/24" && route["gateway"] == "10.0.0.1", "the classless route");
        await node.EventuallyAsync("hostname", name => name["hostname"] == "amber" && name["domainname"] == "lab.test", "the name");
        await node.EventuallyAsync("resolvers", resolvers => resolvers["dnsServers"].Contains("10.0.0.1"), "the name server");
        await node.EventuallyAsync("timeservers", servers => servers["timeServers"].Contains("10.0.0.1"), "the time server");
        await node.EventuallyAsync("time", time => time.Is("synced"), "a clock in step");
    }
}
