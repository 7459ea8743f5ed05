using System.Net;
using Ichor.Lab.Peers;

namespace Ichor.Images.Tests;

/// <summary>A machine with nothing but a network around it, whose servers others wrote.</summary>
[Trait("Category", "Qemu")]
public class DhcpTests : LaboratoryTest
{
    [Fact]
    public async Task Two_cards_get_a_lease_each_from_dnsmasq_and_the_node_makes_use_of_all_of_it()
    {
        Needs.Peer("dnsmasq");
        var lan = Lab.Network("lan").WithHost("10.0.0.9");
        var node = Lab.Machine("node").Nic(lan).Nic(lan);
        var gateway = await lan.PeerAsync("10.0.0.1/24");
        await gateway.StartDnsmasqAsync(new DnsmasqSettings
        {
            Domain = "lab.test",
            Mtu = 1400,
            TimeServers = [IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.2")],
            Hosts = [(node.Nic(0).Spec.Mac, "amber", IPAddress.Parse("10.0.0.50")), (node.Nic(1).Spec.Mac, "amber", IPAddress.Parse("10.0.0.51"))],
            // Option 121 makes a client ignore option 3 (RFC 3442): the default route has to be in it.
            Routes = [("0.0.0.0/0", IPAddress.Parse("10.0.0.1")), ("192.168.7.0/24", IPAddress.Parse("10.0.0.2"))],
        });
        await Lab.StartAsync();

        Assert.Equal(IPAddress.Parse("10.0.0.50"), await node.AddressAsync("ens3"));
        Assert.Equal(IPAddress.Parse("10.0.0.51"), await node.AddressAsync("ens4"));
        await node.ReadyAsync();
        foreach (var address in (string[])["10.0.0.50", "10.0.0.51"])
        {
            await lan.PingsAsync(IPAddress.Parse(address));
            await gateway.PingAsync(IPAddress.Parse(address));
        }

        await node.EventuallyAsync("links", link => link.Id == "ens3" && link["mtu"] == "1400", "the MTU of the lease");
        await node.EventuallyAsync("routes", route => route["dst"] == "" && route["gateway"] == "10.0.0.1", "the default route");
        await node.EventuallyAsync("routes", route => route["dst"] == "192.168.7.0/24" && route["gateway"] == "10.0.0.2", "the classless route");
        await node.EventuallyAsync("hostname", name => name["hostname"] == "amber" && name["domainname"] == "lab.test", "the name");
        await node.EventuallyAsync("resolvers", resolvers => resolvers["dnsServers"].Contains("10.0.0.1"), "the name server");
        await node.EventuallyAsync("timeservers", servers => servers["timeServers"].Contains("10.0.0.1") && servers["timeServers"].Contains("10.0.0.2"), "the time servers");
    }
}
