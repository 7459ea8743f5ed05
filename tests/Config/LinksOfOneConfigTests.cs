namespace Ichor.Config.Tests;

/// <summary>What the entries of <c>machine.network.interfaces</c> may not say about each other; each begins in its own line, from line 4.</summary>
public class LinksOfOneConfigTests
{
    [Theory]
    [InlineData("{interface: br0, bridge: {}}|{interface: eth0, bridgePort: {master: br0}, dhcp: true}",
        "5: machine.network.interfaces[1].dhcp: excludes 'bridgePort': a port of br0 has none of its own")]
    [InlineData("{deviceSelector: {driver: x}, bridgePort: {master: br0}, addresses: [10.0.0.5/24]}",
        "4: machine.network.interfaces[0].addresses: excludes 'bridgePort': a port of br0 has none of its own")]
    [InlineData("{interface: eth0, bridgePort: {master: br0}}|{interface: eth0, addresses: [10.0.0.5/24]}",
        "5: machine.network.interfaces[1].addresses: eth0 is a port of br0 (machine.network.interfaces[0].bridgePort, config.yaml:4) and cannot have 'addresses' itself")]
    [InlineData("{interface: br0, bridge: {interfaces: [eth0]}}|{interface: br1, bridge: {}}|{interface: eth0, bridgePort: {master: br1}}",
        "6: machine.network.interfaces[2].bridgePort: eth0 is a port of br0 already (machine.network.interfaces[0].bridge.interfaces, config.yaml:4)")]
    [InlineData("{interface: br0, bridge: {interfaces: [bond0]}}|{interface: bond0, bond: {miimon: 100, interfaces: [br0]}}",
        "4: machine.network.interfaces[0].bridge.interfaces: makes a loop: br0 has bond0 as port (machine.network.interfaces[0].bridge.interfaces, config.yaml:4), "
        + "bond0 has br0 as port (machine.network.interfaces[1].bond.interfaces, config.yaml:5)")]
    [InlineData("{interface: eth0, vlans: [{vlanId: 5}]}|{interface: eth0, vlans: [{vlanId: 6}, {vlanId: 5}]}",
        "5: machine.network.interfaces[1].vlans[1]: VLAN 5 on eth0 is given already (machine.network.interfaces[0].vlans[0], config.yaml:4)")]
    [InlineData("{interface: bond0, bond: {miimon: 100, interfaces: [eth0, eth0]}}", "4: machine.network.interfaces[0].bond.interfaces: eth0 is given twice")]
    [InlineData("{interface: x, bond: {miimon: 100, interfaces: [eth0]}}|{interface: x, bridge: {}}",
        "5: machine.network.interfaces[1]: 'x' is a bond link by machine.network.interfaces[0], config.yaml:4: it cannot be a bridge link too")]
    [InlineData("{interface: eth0, vlans: [{vlanId: 5}]}|{interface: eth0.5, dummy: true}",
        "5: machine.network.interfaces[1]: 'eth0.5' is a vlan link by machine.network.interfaces[0].vlans[0], config.yaml:4: it cannot be a dummy link too")]
    public void What_contradicts_is_refused(string devices, string expected) => Assert.Equal($"config.yaml:{expected}", Problems(devices));

    [Theory]
    [InlineData("{interface: br0, bridge: {interfaces: [eth0]}}|{interface: eth0, bridgePort: {master: br0}}")]
    [InlineData("{interface: bond0, bond: {miimon: 100, interfaces: [eth0]}}|{interface: bond0, addresses: [10.0.0.5/24]}")]
    [InlineData("{interface: eth0, vlans: [{vlanId: 5}]}|{interface: eth0, ignore: true, vlans: [{vlanId: 5}]}")]
    public void What_only_says_it_again_is_taken(string devices) => Assert.Empty(Problems(devices));

    [Fact]
    public void A_document_may_add_to_a_VLAN_of_v1alpha1() => Assert.NotNull(Loading.Config("""
        machine: {network: {interfaces: [{interface: eth0, vlans: [{vlanId: 5}]}]}}
        ---
        {apiVersion: v1alpha1, kind: VLANConfig, name: eth0.5, vlanID: 5, parent: eth0, mtu: 1400}
        """));

    private static string Problems(string devices) =>
        Loading.Problems("machine:\n  network:\n    interfaces:\n" + string.Concat(devices.Split('|').Select(device => $"    - {device}\n")));
}
