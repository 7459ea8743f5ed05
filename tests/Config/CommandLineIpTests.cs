namespace Ichor.Config.Tests;

public class CommandLineIpTests
{
    [Theory]
    [InlineData("ip=172.20.0.2::172.20.0.1:255.255.255.0::eth1:::::", "172.20.0.2/24 via 172.20.0.1 on eth1")]
    [InlineData("ip=172.20.0.2::172.20.0.1", "172.20.0.2/32 via 172.20.0.1 (outside) on first")]
    [InlineData("ip=172.20.0.2::172.20.0.1:255.255.255.0::enx001122aabbcc", "172.20.0.2/24 via 172.20.0.1 on enx001122aabbcc")]
    [InlineData("ip=172.20.0.2:172.21.0.1:172.20.0.1:255.255.255.0:master1:eth1::10.0.0.1:10.0.0.2:10.0.0.1",
        "172.20.0.2/24 via 172.20.0.1 on eth1 host master1 dns [10.0.0.1, 10.0.0.2] ntp [10.0.0.1]")]
    [InlineData("ip=10.105.155.21::10.105.155.30:255.255.255.240:pve1:eth0:off", "10.105.155.21/28 via 10.105.155.30 on eth0 host pve1")]
    [InlineData("ip=[2001:db8::a]:[2001:db8::b]:[fe80::1]::master1:eth1::[2001:4860:4860::6464]:[2001:4860:4860::64]:[2001:4860:4806::]",
        "2001:db8::a/128 via fe80::1 on eth1 host master1 dns [2001:4860:4860::6464, 2001:4860:4860::64] ntp [2001:4860:4806::]")]
    [InlineData("ip=[2a03:1:2::12]::[2a03:1:2::11]:[ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff8]:master:eth0:off:[2a03::53]",
        "2a03:1:2::12/125 via 2a03:1:2::11 on eth0 host master dns [2a03::53]")]
    [InlineData("ip=[2a03:1:2::12]::[2a03:1:2::11]:125:master:eth0", "2a03:1:2::12/125 via 2a03:1:2::11 on eth0 host master")]
    [InlineData("ip=10.0.0.5:::24::eth0", "10.0.0.5/24 on eth0")]
    [InlineData("ip=::::master1:eth1", "up on eth1 host master1")]
    [InlineData("ip=eth3:dhcp", "dhcp on eth3")]
    [InlineData("ip=:::::eth4:dhcp::::", "dhcp on eth4")]
    [InlineData("ip=10.0.0.5::10.0.0.1:24::eth0:off:::10.0.0.9:surplus:fields", "10.0.0.5/24 via 10.0.0.1 on eth0 ntp [10.0.0.9]")]
    [InlineData("ip=dhcp", "")]
    [InlineData("ip=172.20.0.2::172.20.0.1:255.255.255.0::eth1::::: ip=eth3:dhcp ip=:::::eth4:dhcp::::",
        "172.20.0.2/24 via 172.20.0.1 on eth1; dhcp on eth3; dhcp on eth4")]
    public void An_ip_argument_is_read(string text, string expected)
    {
        var line = CommandLine.Parse(text);

        Assert.Equal(expected, string.Join("; ", line.Ips.Select(Show)));
        Assert.Empty(line.Problems);
    }

    [Theory]
    [InlineData("ip=xyz:", "address 'xyz' is not an IP address such as 10.0.0.5 or 2001:db8::5")]
    [InlineData("ip=10.0.0.5::gw", "gateway 'gw' is not an IP address such as 10.0.0.5 or 2001:db8::5")]
    [InlineData("ip=010.0.0.5", "address '010.0.0.5' is not an IP address such as 10.0.0.5 or 2001:db8::5 (an octet has no leading zeros)")]
    [InlineData("ip=10.0.0.5:::255.0.255.0", "netmask '255.0.255.0' has a gap: ones may not follow zeros")]
    [InlineData("ip=10.0.0.5:::255.255.253.0", "netmask '255.255.253.0' has a gap: ones may not follow zeros")]
    [InlineData("ip=10.0.0.5:::33", "netmask '33' is not a prefix length from 0 to 32 or a mask such as 255.255.255.0")]
    [InlineData("ip=10.0.0.5:::[ffff::]", "netmask 'ffff::' is not a prefix length from 0 to 32 or a mask such as 255.255.255.0")]
    [InlineData("ip=10.0.0.5:::24::a/b", "device 'a/b' is not a link name: 1 to 15 printable ASCII characters without blank, '/', ':' or '%'")]
    [InlineData("ip=10.0.0.5::[fe80::1]:24::eth0", "gateway 'fe80::1' is not of the same family as the address '10.0.0.5'")]
    [InlineData("ip=[fe80::1::eth0", "has '[' and ']' that do not pair")]
    public void A_wrong_ip_argument_is_left_out_with_the_reason_and_the_others_stay(string text, string reason)
    {
        var line = CommandLine.Parse($"{text} ip=eth3:dhcp talos.hostname=node1");

        Assert.Equal($"cmdline: {text}: {reason}", string.Join('\n', line.Problems));
        Assert.Equal("dhcp on eth3", Show(Assert.Single(line.Ips)));
        Assert.Equal("node1", line.Hostname?.Value);
    }

    [Theory]
    [InlineData("ip=10.0.0.5:::24:bad_name:eth0", "10.0.0.5/24 on eth0", "host name 'bad_name' is not a host name or FQDN")]
    [InlineData("ip=10.0.0.5:::24::eth0::dns1", "10.0.0.5/24 on eth0", "DNS server 'dns1' is not an IP address")]
    [InlineData("ip=10.0.0.5:::24::eth0::::ntp1", "10.0.0.5/24 on eth0", "NTP server 'ntp1' is not an IP address")]
    [InlineData("ip=10.0.0.5:::24::eth0:auto6", "10.0.0.5/24 on eth0", "'auto6' has no effect; only 'dhcp' has")]
    public void A_wrong_minor_field_costs_only_itself(string text, string expected, string reason)
    {
        var line = CommandLine.Parse(text);

        Assert.Equal(expected, Show(Assert.Single(line.Ips)));
        Assert.StartsWith(reason, Assert.Single(line.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_ip_argument_gets_its_own_route_metric_and_a_dropped_one_takes_none() => Assert.Equal(
        [1024u, 1025u],
        CommandLine.Parse("ip=10.0.0.5::10.0.0.1:24::eth0 ip=bad: ip=10.1.0.5::10.1.0.1:24::eth1").Ips.Select(ip => ip.RouteMetric));

    private static string Show(IpArgument ip) => string.Join(' ', new[]
    {
        ip.Dhcp ? "dhcp" : ip.Address?.ToString() ?? "up",
        ip.Gateway is null ? "" : $"via {ip.Gateway}" + (ip.GatewayIsOutside ? " (outside)" : ""),
        $"on {ip.Device?.ToString() ?? "first"}",
        ip.Hostname is null ? "" : $"host {ip.Hostname}",
        ip.Nameservers.IsEmpty ? "" : $"dns {ip.Nameservers}",
        ip.TimeServers.IsEmpty ? "" : $"ntp {ip.TimeServers}",
    }.Where(part => part.Length > 0));
}
