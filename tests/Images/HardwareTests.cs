namespace Ichor.Images.Tests;

/// <summary>What comes and goes while the machine runs, and the power button.</summary>
[Trait("Category", "Qemu")]
public class HardwareTests : LaboratoryTest
{
    [Fact]
    public async Task A_card_may_come_and_go_and_the_power_button_ends_it_all()
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = Lab.Machine("node").Nic(lan);
        await Lab.StartAsync();
        var first = await node.AddressAsync("ens3");

        // A model that no card had before: its driver is loaded when it appears.
        var second = await node.InsertNicAsync(lan, model: "e1000", slot: 9);
        await lan.PingsAsync(await node.AddressAsync("ens9"));

        await second.RemoveAsync();
        await node.EventuallyTableAsync("links", links => links.All(link => link.Id != "ens9"), "no removed card");
        await node.EventuallyTableAsync("operators", clients => clients.All(client => !client.Id.Contains("ens9")), "no client for it");
        await lan.PingsAsync(first);

        await node.PowerOffAsync();
        node.Console.HasNo("not in order");
        Assert.True(node.Console.Has("power button"), "init says why it powers off");
        Assert.True(node.Console.Has("reboot: Power down"), "the kernel switched the power off");
    }
}
