using Ichor.Lab.Machines;

namespace Ichor.Images.Tests;

/// <summary>The modes of a bond that ask nothing of the partner, between two nodes, over two cables of which one is cut.</summary>
[Trait("Category", "Qemu")]
public class BondModeTests : LaboratoryTest
{
    [Theory]
    [InlineData("balance-rr", true)]
    [InlineData("active-backup", false)]
    [InlineData("balance-xor", true)]
    [InlineData("broadcast", true)]
    [InlineData("balance-tlb", false)]
    [InlineData("balance-alb", false)]
    public async Task A_bond_carries_traffic_and_survives_the_loss_of_a_cable(string mode, bool isPaired)
    {
        // Modes that use all ports at once want each cable to lead to one port of the partner, the others a switch.
        var first = Lab.Network("first");
        var second = isPaired ? Lab.Network("second") : first;
        var (node, peer) = (Node("node", "10.8.0.1"), Node("peer", "10.8.0.2"));
        await Lab.StartAsync();
        await node.AddressAsync("bond0");
        await peer.AddressAsync("bond0");

        await Reaches(node, "10.8.0.2");
        await node.EventuallyAsync("links", link => link.Id == "bond0" && link.Spec["bondMaster"]?["mode"]?.ToString() == mode, "the mode of the bond");

        await node.Nic(0).UnplugAsync();
        await peer.Nic(0).UnplugAsync();
        await node.EventuallyAsync("links", link => link.Id == "ens3" && link.Spec["bondPort"]?["miiStatus"]?.ToString() == "down", "a port that is down");
        await Reaches(node, "10.8.0.2");

        Machine Node(string name, string address) => Lab.Machine(name).Nic(first).Nic(second).WithShell().Config($$"""
            machine: {}
            ---
            apiVersion: v1alpha1
            kind: BondConfig
            name: bond0
            links: [ens3, ens4]
            bondMode: {{mode}}
            miimon: 100
            addresses: [ { address: {{address}}/24 } ]
            """);
    }

    static async Task Reaches(Machine machine, string address) =>
        await machine.ShellAsync($"for i in 1 2 3 4 5 6 7 8 9 10; do ping -c 1 -W 2 {address} && exit 0; done; exit 1");
}
