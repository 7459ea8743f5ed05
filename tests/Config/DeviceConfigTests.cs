namespace Ichor.Config.Tests;

public class DeviceConfigTests
{
    [Fact]
    public void Addresses_routes_and_vlans_are_read()
    {
        var device = Loading.DeviceOf("""
            interface: eth0
            mtu: 9000
            addresses: [10.0.0.5/24, 2001:db8::5/64, 10.0.0.6]
            routes:
            - { gateway: 10.0.0.1 }
            - { network: 10.2.0.0/16, gateway: 10.0.0.2, metric: 7, source: 10.0.0.5, mtu: 1400 }
            - { gateway: 2001:db8::1, metric: 0 }
            - { network: 192.0.2.0/24 }
            dhcpOptions: { routeMetric: 2048, ipv6: false, duidv6: 0001ff }
            vlans:
            - { vlanId: 100, addresses: [10.1.0.5], dhcp: yes, mtu: 1500 }
            """);

        Assert.Equal("[10.0.0.5/24, 2001:db8::5/64, 10.0.0.6/32]", device.Addresses.ToString());
        Assert.Equal("config.yaml:6", device.Addresses[0].Because.ToString());
        Assert.Equal(
            "0.0.0.0/0 via 10.0.0.1 metric ; 10.2.0.0/16 via 10.0.0.2 metric 7; ::/0 via 2001:db8::1 metric ; 192.0.2.0/24 via  metric ",
            string.Join("; ", device.Routes.Select(route => $"{route.Destination} via {route.Gateway} metric {route.Metric}")));
        Assert.Equal((2048u, true, false), (device.DhcpOptions.RouteMetric!.Value, device.DhcpOptions.Ipv4, device.DhcpOptions.Ipv6));
        Assert.Equal([0, 1, 255], device.DhcpOptions.DuidV6.Select(part => (int)part));
        Assert.Equal(("10.1.0.5/32", true, 100), (device.Vlans[0].Addresses[0].ToString(), device.Vlans[0].Dhcp, device.Vlans[0].VlanId));
        Assert.Equal(9000u, device.Mtu);
    }

    [Theory]
    [InlineData("interface: eth0\ndeviceSelector: {driver: x}", "5: machine.network.interfaces[0].deviceSelector: excludes 'interface': only one of them may be given")]
    [InlineData("dhcp: true", "4: machine.network.interfaces[0]: needs 'interface' or 'deviceSelector'")]
    [InlineData("interface: eth0/1", "4: machine.network.interfaces[0].interface: 'eth0/1' is not a link name: 1 to 15 printable ASCII characters without blank, '/', ':' or '%'")]
    [InlineData("interface: [eth0]", "4: machine.network.interfaces[0].interface: must be a single value, not a list")]
    [InlineData("interface: eth0\ndhcp: maybe", "5: machine.network.interfaces[0].dhcp: 'maybe' is not true or false")]
    [InlineData("interface: eth0\nmtu: 40", "5: machine.network.interfaces[0].mtu: '40' is not an MTU: 0 (leave alone), or an integer from 68 to 65536")]
    [InlineData("interface: eth0\nmtu: '1500'", "5: machine.network.interfaces[0].mtu: \"1500\" is in quotes, which makes it a text: write the number without them")]
    [InlineData("interface: eth0\naddresses: 10.0.0.5/24", "5: machine.network.interfaces[0].addresses: must be a list, not a single value (write '- ' before it)")]
    [InlineData("interface: eth0\naddresses: [~]", "5: machine.network.interfaces[0].addresses[0]: is empty")]
    [InlineData("interface: eth0\naddresses: [10.0.0.5/24]\ncidr: 10.0.0.6/24", "6: machine.network.interfaces[0].cidr: excludes 'addresses': only one of them may be given\nconfig.yaml:6: notice: machine.network.interfaces[0].cidr: is deprecated: use 'addresses'")]
    [InlineData("interface: eth0\nroutes: [{metric: 5}]", "5: machine.network.interfaces[0].routes[0]: needs 'network' or 'gateway'")]
    [InlineData("interface: eth0\nroutes: [{gateway: 10.0.0.1, network: '::/0'}]", "5: machine.network.interfaces[0].routes[0].gateway: '10.0.0.1' is not of the same family as the destination ::/0")]
    [InlineData("interface: eth0\nroutes: [{gateway: 10.0.0.1, source: fe80::1}]", "5: machine.network.interfaces[0].routes[0].source: 'fe80::1' is not of the same family as the destination 0.0.0.0/0")]
    [InlineData("interface: eth0\nvlans: [{vlanId: 4095}]", "5: machine.network.interfaces[0].vlans[0].vlanId: '4095' is not an integer from 1 to 4094")]
    [InlineData("interface: eth0\nvlans: [{dhcp: true}]", "5: machine.network.interfaces[0].vlans[0].vlanId: is required")]
    [InlineData("interface: eth0\nvlans: [{vlanId: 5}, {vlanId: 5}]", "5: machine.network.interfaces[0].vlans: VLAN 5 is given twice")]
    [InlineData("interface: eth0\nvlans: {vlanId: 5}", "5: machine.network.interfaces[0].vlans: must be a list, not a mapping (write '- ' before its first key)")]
    [InlineData("deviceSelector: {driver: x}\nbond: {miimon: 1}", "5: machine.network.interfaces[0].bond: needs 'interface': a link that is made here has a name, and no hardware to select it by")]
    [InlineData("interface: eth0\nbond: {miimon: 1}\nbridge: {}", "6: machine.network.interfaces[0].bridge: excludes 'bond': only one of them may be given")]
    [InlineData("interface: eth0\ndhcpOptions: {duidv6: 0g}", "5: machine.network.interfaces[0].dhcpOptions.duidv6: '0g' is not a DUID: 2 to 130 bytes as hexadecimal digits, two for each")]
    public void What_is_wrong_is_said_with_its_place(string device, string expected) =>
        Assert.Equal($"config.yaml:{expected}", Loading.DeviceProblems(device));

    [Theory]
    [InlineData("interface: eth0\ncidr: 10.0.0.6/24", "5: notice: machine.network.interfaces[0].cidr: is deprecated: use 'addresses'")]
    [InlineData("interface: eth0\nvip: {ip: 10.0.0.9}", "5: notice: machine.network.interfaces[0].vip: a shared address is not supported yet: accepted, not acted upon")]
    [InlineData("interface: eth0\nroutes: [{network: 10.2.0.7/16}]", "5: notice: machine.network.interfaces[0].routes[0].network: '10.2.0.7/16' has bits beyond its prefix: read as 10.2.0.0/16")]
    [InlineData("interface: eth0\ndhcpOptions: {ipv6: true}", "5: notice: machine.network.interfaces[0].dhcpOptions.ipv6: DHCPv6 is not supported yet: accepted, not acted upon")]
    public void What_has_no_effect_yet_is_said(string device, string expected) =>
        Assert.Equal($"config.yaml:{expected}", Loading.DeviceProblems(device));

    [Fact]
    public void The_older_cidr_is_an_address() =>
        Assert.Equal("[10.0.0.6/24]", Loading.DeviceOf("interface: eth0\ncidr: 10.0.0.6/24").Addresses.ToString());

    [Theory]
    [InlineData("{interface: eth0, dhcp: true}", "dhcp")]
    [InlineData("{interface: eth0, addresses: [10.0.0.5/24]}", "addresses")]
    public void A_port_of_a_bond_has_no_addresses_of_its_own(string port, string setting) => Assert.Equal(
        $"config.yaml:5: machine.network.interfaces[1].{setting}: eth0 is a port of bond0 (machine.network.interfaces[0].bond.interfaces, config.yaml:4) and cannot have '{setting}' itself",
        Loading.Problems($$"""
            machine:
              network:
                interfaces:
                - {interface: bond0, bond: {miimon: 100, interfaces: [eth0] } }
                - {{port}}
            """));

    [Fact]
    public void A_link_is_a_port_of_one_master_only() => Assert.Equal(
        "config.yaml:5: machine.network.interfaces[1].bond.interfaces: eth1 is a port of bond0 already (machine.network.interfaces[0].bond.interfaces, config.yaml:4)",
        Loading.Problems("""
            machine:
              network:
                interfaces:
                - {interface: bond0, bond: {miimon: 100, interfaces: [eth0, eth1]}}
                - {interface: bond1, bond: {miimon: 100, interfaces: [eth1, eth2]}}
            """));

    [Fact]
    public void Nothing_is_checked_of_an_ignored_device_against_the_others() => Assert.Empty(Loading.Problems("""
        machine:
          network:
            interfaces:
            - {interface: bond0, bond: {miimon: 100, interfaces: [eth0]}}
            - {interface: eth0, ignore: true, dhcp: true}
        """));

    [Fact]
    public void Configs_that_say_the_same_are_equal() => Assert.Equal(
        Loading.Config("machine: {network: {interfaces: [{interface: eth0, addresses: [10.0.0.5/24], routes: [{gateway: 10.0.0.1}]}]}}"),
        Loading.Config("machine: {network: {interfaces: [{addresses: [10.0.0.5/24], routes: [{gateway: 10.0.0.1}], interface: eth0}]}}"));
}
