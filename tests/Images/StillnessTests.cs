using System.Net;
using Ichor.Lab;

namespace Ichor.Images.Tests;

/// <summary>A network that is as it should be is left alone, however often the node looks at it.</summary>
[Trait("Category", "Qemu")]
public class StillnessTests : LaboratoryTest
{
    [Theory]
    [InlineData("active-backup")]
    [InlineData("balance-rr")]
    [InlineData("802.3ad")]
    [InlineData("balance-alb")]
    public async Task A_settled_bond_is_not_touched_when_something_foreign_changes(string mode)
    {
        var lan = Lab.Network("lan").WithHost("10.0.0.1");
        // 802.3ad asks a port for its speed; QEMU's virtio cards have none.
        var node = Lab.Machine("node").Nic(lan, model: "e1000").Nic(lan, model: "e1000").WithShell().WithProgram("ip").Config($$"""
            machine:
              network:
                interfaces:
                  - interface: bond0
                    addresses: [10.0.0.5/24]
                    routes: [{ network: 0.0.0.0/0, gateway: 10.0.0.1 }]
                    bond: { mode: {{mode}}, miimon: 100, interfaces: [ens3, ens4] }
                    vlans:
                      - vlanId: 100
                        addresses: [10.1.0.5/24]
            """);
        await Lab.StartAsync();
        await lan.PingsAsync(IPAddress.Parse("10.0.0.5"), within: Lab.Patience(20.Seconds));
        await node.ReadyAsync();

        await node.StartMonitorAsync();
        // Each makes the node look at everything again.
        foreach (var foreign in (string[])["10.9.9.1/32", "10.9.9.2/32", "10.9.9.3/32"])
        {
            await node.ShellAsync($"ip addr add {foreign} dev bond0");
            await node.EventuallyAsync("addresses", address => address["address"] == foreign && !address.Is("ours"), $"the foreign {foreign}");
        }
        var told = await node.StopMonitorAsync();

        Assert.Contains("10.9.9.3/32", told);
        Assert.Equal("", string.Join('\n', told.Split('\n').Where(line => !line.Contains("10.9.9."))));
        Assert.Equal(3, (await (await node.ApiAsync()).GetAsync("addresses")).Count(address => address["address"].StartsWith("10.9.9.", StringComparison.Ordinal)));
    }
}
