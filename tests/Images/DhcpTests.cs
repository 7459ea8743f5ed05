using System.Net;
using Ichor.Lab.Machines;
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

    [Fact]
    public async Task The_domain_of_the_lease_is_searched_under_a_name_of_the_configs_own_and_the_server_learns_that_name()
    {
        Needs.Peer("dnsmasq");
        var lan = Lab.Network("lan").WithHost("10.0.0.9");
        var url = lan.Serves("/amber.yaml", """
            machine:
              network:
                hostname: amber
                interfaces: [{ interface: ens3, dhcp: true }]
            """);
        var amber = Lab.Machine("amber").Nic(lan).WithShell().Cmdline($"talos.config={url}");
        var beryl = Lab.Machine("beryl").Nic(lan).WithShell().WithProgram("getent").Config("""
            machine:
              network:
                hostname: beryl
                nameservers: [10.0.0.1]
                interfaces: [{ interface: ens3, dhcp: true }]
            """);
        var server = await lan.PeerAsync("10.0.0.1/24");
        await server.StartDnsmasqAsync(new DnsmasqSettings { Domain = "lab.test", Names = [("printer.lab.test", IPAddress.Parse("10.0.0.9"))] });
        await Lab.StartAsync();

        foreach (var node in (Machine[])[amber, beryl])
        {
            await node.EventuallyAsync("hostname", name => name["hostname"] == node.Name, "the name of the config");
            await node.EventuallyAsync("resolvers", resolvers => resolvers["searchDomains"].Contains("lab.test"), "the domain of the lease");
            Assert.Equal("nameserver 10.0.0.1\n\nsearch lab.test", (await node.ShellAsync("cat /etc/resolv.conf")).Trim());
            Assert.Contains($"{await node.AddressAsync("ens3")} {node.Name}\n", Squeezed(await node.ShellAsync("cat /etc/hosts")));
        }
        Assert.Equal("10.0.0.9 printer.lab.test", Squeezed(await beryl.ShellAsync("getent hosts printer")).Trim());

        // The lease is older than the config that came over it: its name has reached the server all the same.
        var found = await beryl.ShellAsync("until getent hosts amber.lab.test; do usleep 100000; done");
        Assert.Equal($"{await amber.AddressAsync("ens3")} amber.lab.test", Squeezed(found).Trim());
    }

    [Fact]
    public async Task Name_servers_of_the_config_go_before_those_of_the_lease()
    {
        Needs.Peer("dnsmasq");
        var lan = Lab.Network("lan").WithHost("10.0.0.9");
        var node = Lab.Machine("node").Nic(lan).WithShell().Config("""
            machine:
              network:
                hostname: node.example.org
                nameservers: [10.0.0.2, 10.0.0.3, 10.0.0.4, 10.0.0.5]
                interfaces: [{ interface: ens3, dhcp: true }]
            """);
        var server = await lan.PeerAsync("10.0.0.1/24");
        await server.StartDnsmasqAsync(new DnsmasqSettings { Domain = "lab.test", Mtu = 1000 });
        await Lab.StartAsync();

        await node.EventuallyAsync("resolvers", resolvers => resolvers["searchDomains"].Contains("lab.test") && resolvers["dnsServers"].Contains("10.0.0.2"), "the lease and the config");
        Assert.Equal("nameserver 10.0.0.2\nnameserver 10.0.0.3\nnameserver 10.0.0.4\n\nsearch example.org lab.test", (await node.ShellAsync("cat /etc/resolv.conf")).Trim());
        await node.EventuallyAsync("conditions", condition => condition["reason"] == "not used: 10.0.0.5; programs read the first 3 name servers", "the one that is not asked");
        await node.EventuallyAsync("operators", dhcp => dhcp["notes"].Contains("1000 is below 1280") && dhcp["renews"].StartsWith("20", StringComparison.Ordinal), "the remark on the MTU");
    }

    static string Squeezed(string text) => string.Join('\n', text.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
}
