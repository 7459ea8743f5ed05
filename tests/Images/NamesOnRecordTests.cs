using System.Net;
using Ichor.Lab;

namespace Ichor.Images.Tests;

/// <summary>
/// An image whose naming scheme is newer than the machine's record. The record lies on a disk, whose driver comes after those of
/// the network cards: they have been named, and carry traffic, when it is read.
/// </summary>
[Trait("Category", "Qemu")]
public class NamesOnRecordTests : LaboratoryTest
{
    [Fact]
    public async Task An_upgrade_renames_no_link_although_the_record_comes_late()
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = Lab.Machine("node")
            .Bridge("b1", at: 8).Bridge("b2", at: 3, on: "b1")
            .Nic(lan, on: "b1", slot: 1)
            .Nic(lan, on: "b2", slot: 5)        // ens5 since v257
            .WithShell()
            .StateVolume(("naming", "net.naming_scheme=v252 net.ifnames=1\n"), ("config.yaml", """
                machine:
                  network:
                    interfaces:
                      - interface: ens1
                        dhcp: true
                      - interface: enp2s5
                        addresses: [10.0.0.7/24]
                """));
        await Lab.StartAsync();

        await lan.PingsAsync(IPAddress.Parse("10.0.0.7"), within: Lab.Patience(30.Seconds));
        await lan.PingsAsync(await node.AddressAsync("ens1"));
        await node.EventuallyAsync("naming", naming => naming["scheme"] == "v252" && naming["schemeFrom"] == "STATE", "the scheme of the record");
        await node.EventuallyAsync("conditions", condition => condition.Id == "naming record" && condition["state"] == "applied"
            && condition["reason"].EndsWith("and what it records is net.naming_scheme=v252 net.ifnames=1: ens5 is now enp2s5", StringComparison.Ordinal), "what was done");
        await IsAsRecordedAsync(node);

        await node.ShellAsync($"kill -9 {await node.PidOfNodeAsync()}");
        await node.ForgetApiAsync();
        await IsAsRecordedAsync(node);
    }

    [Fact]
    public async Task A_machine_that_was_installed_without_predictable_names_keeps_those_of_the_kernel()
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = Lab.Machine("node").Nic(lan).Nic(lan).WithShell()
            .StateVolume(("naming", "net.naming_scheme=v261 net.ifnames=0\n"), ("config.yaml", """
                machine:
                  network:
                    interfaces:
                      - interface: eth0
                        addresses: [10.0.0.7/24]
                      - interface: eth1
                        dhcp: true
                """));
        await Lab.StartAsync();

        await lan.PingsAsync(IPAddress.Parse("10.0.0.7"), within: Lab.Patience(30.Seconds));
        var address = await node.AddressAsync("eth1");
        await lan.PingsAsync(address);
        await node.EventuallyAsync("conditions", condition => condition.Id == "naming record"
            && condition["reason"].EndsWith(": ens3 is now eth0, ens4 is now eth1", StringComparison.Ordinal), "what was done");
        var links = await (await node.ApiAsync()).GetAsync("links");
        Assert.Equal("0000:00:03.0", links.Single(link => link.Id == "eth0")["busPath"]);
        Assert.Contains("ens3", links.Single(link => link.Id == "eth0").Spec["altNames"]!.ToJsonString(), StringComparison.Ordinal);
        // The lease that the second card had under its other name is still its own: nothing was taken away in between.
        node.Console.HasNo("delete address " + address, "lease withdrawn");
        await node.EventuallyTableAsync("operators", operators => operators.Select(row => row.Id).SequenceEqual(["dhcp4/eth1"]), "one client");
        await node.EventuallyTableAsync("addresses", addresses => addresses.Count(row => row.Id.StartsWith("eth", StringComparison.Ordinal) && row.Id.Contains("/10.0.0.", StringComparison.Ordinal)) == 2, "one address each");
    }

    [Theory]
    [InlineData("e1000", "virtio-net-pci")]
    [InlineData("virtio-net-pci", "e1000")]
    public async Task Of_two_cards_of_different_drivers_that_want_one_name_the_first_in_the_machine_gets_it(string first, string second)
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = Lab.Machine("node").Bridge("b1", at: 8).Nic(lan, first, slot: 5).Nic(lan, second, on: "b1", slot: 5);
        await Lab.StartAsync();

        var link = await node.EventuallyAsync("links", link => link.Id == "ens5", "the winner");
        Assert.Equal("0000:00:05.0", link["busPath"]);
        await node.EventuallyAsync("conditions", condition => condition["kind"] == "name" && condition["state"] == "failed"
            && condition["reason"].Contains($"the link at 0000:00:05.0 with {link["hardwareAddr"]} has the name ens5", StringComparison.Ordinal), "the loser");
    }

    static async Task IsAsRecordedAsync(Lab.Machines.Machine node)
    {
        var link = await node.EventuallyAsync("links", link => link.Id == "enp2s5" && link["policy"] == "path", "enp2s5, named by its place");
        Assert.Contains("\"ens5\"", link.Spec["formerNames"]!.ToJsonString(), StringComparison.Ordinal);
        var text = (await (await node.ApiAsync()).ExplainAsync("link", "ens5")).ToJsonString();
        Assert.Contains("\"subject\":\"link enp2s5\"", text, StringComparison.Ordinal);
        Assert.Contains("\"setting\":\"namingScheme\",\"value\":\"v252\"", text, StringComparison.Ordinal);
        // What the other name was leased is not left over.
        await node.EventuallyTableAsync("addresses", addresses => addresses.Count(row => row.Id.StartsWith("enp2s5/10.", StringComparison.Ordinal)) == 1, "one address on enp2s5");
    }
}
