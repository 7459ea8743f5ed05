using System.Net;
using Ichor.Lab;

namespace Ichor.Images.Tests;

/// <summary>What a config may call a link, and what the node says when that is not its name; cards that come while selectors wait.</summary>
[Trait("Category", "Qemu")]
public class NamesInConfigTests : LaboratoryTest
{
    [Fact]
    public async Task A_kernels_name_is_answered_with_the_present_one_and_an_alternative_name_works()
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = Lab.Machine("node").Nic(lan).Nic(lan).Cmdline("net.naming_scheme=v252").WithShell().Config("""
            machine:
              network:
                interfaces:
                  - interface: eth0
                    addresses: [10.0.0.7/24]
                  - interface: enp0s4
                    addresses: [10.0.0.6/24]
            """);
        await Lab.StartAsync();

        await lan.PingsAsync(IPAddress.Parse("10.0.0.6"), within: Lab.Patience(20.Seconds));
        await node.EventuallyAsync("conditions", condition => condition.Id == "link eth0" && condition["reason"] == "eth0 is named ens3 now: write ens3"
            && condition["because"].EndsWith("config.yaml:4)", StringComparison.Ordinal), "what eth0 is called");
        await node.EventuallyAsync("conditions", condition => condition["reason"] == "enp0s4 is another name of ens4", "what enp0s4 is called");
        await node.EventuallyAsync("naming", naming => naming["scheme"] == "v252" && naming["schemeFrom"] == "cmdline" && naming["renamesFrom"] == "built-in", "the scheme");
        await node.SaysAsync("enp0s4 is another name of ens4   configuration (metal-iso/config.yaml:6)");
        await ExplainsAsync(node, "eth0");

        await node.ShellAsync($"kill -9 {await node.PidOfNodeAsync()}");
        await node.ForgetApiAsync();
        await ExplainsAsync(node, "eth0");      // the next life of the node knows it as well
    }

    private static async Task ExplainsAsync(Lab.Machines.Machine node, string name)
    {
        await node.EventuallyAsync("links", link => link.Id == "ens3" && link["policy"] == "slot", "ens3, named by its slot");
        var text = (await (await node.ApiAsync()).ExplainAsync("link", name)).ToJsonString();
        Assert.Contains("\"subject\":\"link ens3\"", text, StringComparison.Ordinal);
        Assert.Contains("\"value\":\"ens3\",\"layer\":\"default\",\"owner\":\"naming\",\"because\":\"slot: the first usable name\"", text, StringComparison.Ordinal);
        Assert.Contains("\"value\":\"enp0s3\",\"layer\":\"default\",\"owner\":\"naming\",\"because\":\"path: ens3 comes first\"", text, StringComparison.Ordinal);
        Assert.Contains("\"setting\":\"formerName\",\"value\":\"eth0\"", text, StringComparison.Ordinal);
        Assert.Contains("\"setting\":\"kernelName\",\"value\":\"eth0\"", text, StringComparison.Ordinal);
        Assert.Contains("\"setting\":\"namingScheme\",\"value\":\"v252\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_is_plugged_in_gets_its_name_first_and_does_not_cost_the_first_its_address()
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = Lab.Machine("node").Nic(lan).Config("""
            machine:
              network:
                interfaces:
                  - deviceSelector: { driver: virtio_net }
                    addresses: [10.0.0.7/24]
            """);
        await Lab.StartAsync();
        await lan.PingsAsync(IPAddress.Parse("10.0.0.7"), within: Lab.Patience(20.Seconds));
        await using var pings = await lan.PingEveryAsync(50.Milliseconds, IPAddress.Parse("10.0.0.7"));

        await node.InsertNicAsync(lan, slot: 8);

        await node.EventuallyAsync("conditions", condition => condition["kind"] == "selector" && condition["state"] == "failed"
            && condition["reason"].EndsWith("it stays on ens3, which has it, until the next boot", StringComparison.Ordinal), "both matches");
        var second = await node.EventuallyAsync("links", link => link["driver"] == "virtio_net" && link.Id != "ens3", "the second card");
        Assert.Equal("ens8", second.Id);
        Assert.Equal("0000:00:08.0", second["busPath"]);
        await node.SaysAsync("it stays on ens3, which has it, until the next boot");
        await pings.FlowsAsync(20, Lab.Patience(5.Seconds));
    }

    [Fact]
    public async Task Two_cards_that_match_one_address_get_nothing_of_the_entry_and_the_node_stays_reachable()
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = Lab.Machine("node").Nic(lan).Nic(lan).Config("""
            machine:
              network:
                interfaces:
                  - deviceSelector: { driver: virtio_net }
                    addresses: [10.9.0.7/24]
                  - deviceSelector: { driver: ixgbe }
                    dhcp: true
            """);
        await Lab.StartAsync();

        await node.SaysAsync("driver=virtio_net matches ens3, ens4: static address 10.9.0.7/24 cannot be on several links; nothing was done for this entry");
        await lan.PingsAsync(await node.AddressAsync("ens3"));
        await lan.PingsAsync(await node.AddressAsync("ens4"));
        await node.EventuallyAsync("conditions", condition => condition["state"] == "waiting" && condition["kind"] == "selector"
            && condition["reason"].Contains("present: ens3 { busPath: '0000:00:03.0', hardwareAddr: '", StringComparison.Ordinal), "what is present");
        Assert.DoesNotContain(await (await node.ApiAsync()).GetAsync("addresses"), address => address.Id.Contains("10.9.0.7", StringComparison.Ordinal));
    }
}
