using System.Net;
using Ichor.Lab;
using Ichor.Lab.Machines;

namespace Ichor.Images.Tests;

/// <summary>Two cards as one, and what happens when one of them loses its cable.</summary>
[Trait("Category", "Qemu")]
public class BondTests : LaboratoryTest
{
    [Fact]
    public async Task A_bond_from_the_command_line_survives_the_loss_of_its_active_port()
    {
        var lan = Lab.Network("lan").WithHost("10.0.0.1");
        var node = Lab.Machine("node").Nic(lan).Nic(lan).WithShell()
            .Cmdline("bond=bond0:ens3,ens4:mode=active-backup,miimon=100", "ip=10.0.0.5::10.0.0.1:255.255.255.0::bond0:off");
        await Lab.StartAsync();

        Assert.Equal(IPAddress.Parse("10.0.0.5"), await node.AddressAsync("bond0"));
        await SurvivesLossOfActivePort(lan, node, "10.0.0.5");
    }

    [Fact]
    public async Task A_bond_of_selected_devices_carries_a_VLAN_with_a_static_address_and_route()
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24").WithHost("10.1.0.1", vlan: 100);
        var node = Lab.Machine("node").Nic(lan).Nic(lan).WithShell().Config("""
            machine:
              network:
                interfaces:
                  - interface: bond0
                    dhcp: true
                    bond:
                      mode: active-backup
                      miimon: 100
                      deviceSelectors:
                        - driver: virtio_net
                    vlans:
                      - vlanId: 100
                        addresses: [10.1.0.5/24]
                        routes:
                          - network: 192.168.77.0/24
                            gateway: 10.1.0.1
            """);
        await Lab.StartAsync();

        var untagged = await node.AddressAsync("bond0");
        Assert.Equal(IPAddress.Parse("10.1.0.5"), await node.AddressAsync("bond0.100"));
        await lan.PingsAsync(untagged);
        await lan.PingsAsync(IPAddress.Parse("10.1.0.5"), from: lan.HostAt("10.1.0.1"));

        // The other direction, and the route: the packet for 192.168.77.9 leaves with the tag of the VLAN.
        await node.ShellAsync("ping -c 1 -W 5 10.1.0.1");
        await node.ShellAsync("ping -c 1 -W 1 192.168.77.9 || true");
        await lan.SeesAsync(frame => frame.Vlan == 100 && frame.IpDestination is { } to && to.Equals(IPAddress.Parse("192.168.77.9")), 5.Seconds, "a packet by the route");

        await SurvivesLossOfActivePort(lan, node, "10.1.0.5", from: "10.1.0.1");
    }

    async Task SurvivesLossOfActivePort(VirtualNetwork lan, Machine node, string address, string? from = null)
    {
        const string ActivePort = "cat /sys/class/net/bond0/bonding/active_slave | tr -d '\\n'";
        await using var pings = await lan.PingEveryAsync(20.Milliseconds, IPAddress.Parse(address), from is null ? null : lan.HostAt(from));
        await pings.FlowsAsync(20, Lab.Patience(5.Seconds));

        var active = await node.ShellAsync(ActivePort);
        var lost = node.Nic(active == "ens3" ? 0 : 1);
        await lost.UnplugAsync();
        await node.EventuallyAsync("links", link => link.Id == active && !link.Is("linkState"), $"no carrier on {active}");
        await pings.FlowsAsync(20, Lab.Patience(5.Seconds));
        Assert.Equal(active == "ens3" ? "ens4" : "ens3", await node.ShellAsync(ActivePort));

        // Back again, and the other one goes: the bond has kept both.
        await lost.PlugAsync();
        await node.EventuallyAsync("links", link => link.Id == active && link.Is("linkState"), $"carrier on {active}");
        await node.Nic(1 - lost.Index).UnplugAsync();
        await pings.FlowsAsync(20, Lab.Patience(5.Seconds));
        Assert.Equal(active, await node.ShellAsync(ActivePort));

        var report = await pings.StopAsync();
        Assert.True(report.LongestGap < Lab.Patience(1.Seconds), $"each change of port takes one interval of the monitor (100 ms): {report}");
    }
}
