using Ichor.Netlink.Links;

namespace Ichor.Config.Tests;

public class MachineConfigTests
{
    [Fact]
    public void A_bond_by_selectors_loads()
    {
        var device = Loading.DeviceOf("""
            interface: bond0
            dhcp: true
            bond: { mode: active-backup, miimon: 100, deviceSelectors: [ { driver: virtio_net } ] }
            """);

        Assert.Equal("bond0", device.Interface.ToString());
        Assert.True(device.Dhcp);
        Assert.Equal(BondMode.ActiveBackup, device.Bond!.Settings.Get(Bond.Mode));
        Assert.Equal("driver=virtio_net", device.Bond.DeviceSelectors[0].ToString());
        Assert.Equal("config.yaml:4", device.Because.ToString());
    }

    [Fact]
    public void Every_problem_is_reported_at_once_with_line_and_path() => Assert.Equal(
        """
        config.yaml:4: machine.network.interfaces[0].adresses: is not a known setting (did you mean 'addresses'?)
        config.yaml:6: machine.network.interfaces[1].addresses[0]: '10.0.0.5/33' is not ADDRESS/PREFIX such as 10.0.0.5/24 or 2001:db8::5/64, or a bare IP address (the prefix length is an integer from 0 to 32)
        config.yaml:7: machine.network.interfaces[1].mtu: 'big' is not an MTU: 0 (leave alone), or an integer from 68 to 65536
        config.yaml:8: machine.network.interfaces[2]: needs 'interface' or 'deviceSelector'
        config.yaml:9: machine.network.nameservers[0]: '010.0.0.1' is not an IP address such as 10.0.0.5 or 2001:db8::5 (an octet has no leading zeros)
        config.yaml:10: cluste: is not a known setting (did you mean 'cluster'?)
        """,
        Loading.Problems("""
        machine:
          network:
            interfaces:
            - { interface: eth0, adresses: [10.0.0.5/24] }
            - interface: eth1
              addresses: [10.0.0.5/33]
              mtu: big
            - dhcp: true
            nameservers: [010.0.0.1]
        cluste: {}
        """));
}
