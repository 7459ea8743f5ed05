using System.Globalization;
using Ichor.Lab.Peers;

namespace Ichor.Lab.Tests;

[Trait("Category", "Qemu")]
public sealed class BootTests
{
    [Fact]
    public async Task A_machine_with_two_cards_gets_addresses_and_answers_ping()
    {
        Needs.BuiltImage();
        await using var lab = new Laboratory("two-cards");
        var lan = lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = lab.Machine("node").Nic(lan).Nic(lan);
        await lab.StartAsync();

        var ready = await node.ReadyAsync();
        var api = await node.ApiAsync();
        var addresses = await api.GetAsync("addresses");

        Assert.True(ready.Is("addressReady"));
        Assert.Contains(addresses, address => address["address"].StartsWith("10.0.0.", StringComparison.Ordinal));
        await lan.PingsAsync(await node.AddressAsync());
        node.Console.HasNo("panic", "Unhandled exception");
    }

    [Fact]
    public async Task A_machine_takes_its_addresses_and_its_time_from_real_servers()
    {
        Needs.BuiltImage();
        Needs.Program("busybox");
        Needs.Peer("dnsmasq", "chronyd");
        await using var lab = new Laboratory("real-servers");
        var lan = lab.Network("lan");
        var peer = await lan.PeerAsync("10.0.0.1/24");
        var node = lab.Machine("node").Nic(lan).Nic(lan).ClockAtPowerOn("2001-01-01").WithShell();
        await peer.StartDnsmasqAsync(new DnsmasqSettings
        {
            Hosts = [(node.Spec.Nics[0].Mac, "amber", null)],
            Mtu = 1400,
            Routes = [("0.0.0.0/0", peer.Address), ("192.168.7.0/24", peer.Address)],
        });
        await peer.StartChronydAsync();
        await lab.StartAsync();

        await node.ReadyAsync();
        await peer.PingAsync(await node.AddressAsync("ens3"));
        await peer.PingAsync(await node.AddressAsync("ens4"));
        await node.EventuallyAsync("links", link => link.Id == "ens3" && link["mtu"] == "1400", "the MTU of the lease");
        await node.EventuallyAsync("routes", route => route["dst"] == "192.168.7.0/24" && route["gateway"] == "10.0.0.1", "the classless route");
        await node.EventuallyAsync("hostname", name => name["hostname"] == "amber" && name["domainname"] == "lab.test", "the name");
        await node.EventuallyAsync("resolvers", resolvers => resolvers["dnsServers"].Contains("10.0.0.1", StringComparison.Ordinal), "the name server");

        // The battery clock says 2001; what processes see is the peer's time, which is this machine's.
        var time = await node.EventuallyAsync("time", row => row.Is("synced"), "a clock in step");
        Assert.Equal("10.0.0.1", time["server"]);
        var clock = DateTimeOffset.FromUnixTimeSeconds(long.Parse(await node.ShellAsync("date +%s"), CultureInfo.InvariantCulture));
        Assert.InRange((DateTimeOffset.UtcNow - clock).Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
