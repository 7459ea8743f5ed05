namespace Ichor.Lab.Tests;

[Trait("Category", "Qemu")]
public sealed class BootTests
{
    [Fact]
    public async Task A_machine_with_two_cards_gets_addresses_and_answers_ping()
    {
        Needs.BuiltImage();
        await using var lab = new Laboratory("two-cards");
        var lan = lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = lab.Machine("node").Nic(lan).Nic(lan);
        await lab.StartAsync();

        var ready = await node.ReadyAsync();
        var api = await node.ApiAsync();
        var addresses = await api.GetAsync("addresses");

        Assert.True(ready.Is("addressReady"));
        Assert.Contains(addresses, address => address["address"].StartsWith("10.0.0.", StringComparison.Ordinal));
        await lan.PingsAsync(await node.AddressAsync());
        node.Console.HasNo("panic", "Unhandled exception");
    }
}
