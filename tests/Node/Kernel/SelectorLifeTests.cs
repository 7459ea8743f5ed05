namespace Ichor.Node.Tests.Kernel;

/// <summary>What becomes of a selector while cards come and go.</summary>
[Trait("Category", "Root")]
public class SelectorLifeTests
{
    private const string Entry = "selector machine.network.interfaces[0]";

    private static string Config(string settings) =>
        $"machine: {{ network: {{ interfaces: [ {{ deviceSelector: {{ hardwareAddr: '02:aa:*' }}, {settings} }} ] }} }}";

    private static void Plug(KernelLab lab, string name, string address) =>
        lab.Ip($"link add {name} address {address} type veth peer name {name}p");

    [Fact]
    public async Task A_second_match_that_is_plugged_in_leaves_the_first_its_address()
    {
        using var lab = KernelLab.Open();
        Plug(lab, "card1", "02:aa:00:00:00:01");
        var node = await lab.StartNodeAsync();
        await node.ApplyAsync(Config("addresses: [10.0.0.5/24], mtu: 1400"));
        Assert.Equal("10.0.0.5/24", lab.Addresses("card1"));

        Plug(lab, "card0", "02:aa:00:00:00:02");
        await node.UntilAsync(() => node.Condition(Entry) != "none");
        await node.PassAsync();

        Assert.Equal("failed hardwareAddr=02:aa:* matches card0, card1: static address 10.0.0.5/24 cannot be on several links; "
            + "it stays on card1, which has it, until the next boot", node.Condition(Entry));
        Assert.Equal("10.0.0.5/24", lab.Addresses("card1"));
        Assert.Equal("", lab.Addresses("card0"));
    }

    [Fact]
    public async Task The_address_moves_when_the_first_card_is_pulled()
    {
        using var lab = KernelLab.Open();
        Plug(lab, "card0", "02:aa:00:00:00:01");
        var node = await lab.StartNodeAsync();
        await node.ApplyAsync(Config("addresses: [10.0.0.5/24]"));
        Plug(lab, "card1", "02:aa:00:00:00:02");
        await node.UntilAsync(() => node.Condition(Entry) != "none");

        lab.Ip("link del card0");

        await node.UntilAsync(() => node.Condition("address card1/10.0.0.5/24") == "applied");
        Assert.Equal("10.0.0.5/24", lab.Addresses("card1"));
    }

    [Fact]
    public async Task Two_matches_that_are_there_from_the_start_get_nothing()
    {
        using var lab = KernelLab.Open();
        Plug(lab, "card0", "02:aa:00:00:00:01");
        Plug(lab, "card1", "02:aa:00:00:00:02");
        var node = await lab.StartNodeAsync();

        await node.ApplyAsync(Config("addresses: [10.0.0.5/24]"));

        Assert.Equal("failed hardwareAddr=02:aa:* matches card0, card1: static address 10.0.0.5/24 cannot be on several links; "
            + "nothing was done for this entry", node.Condition(Entry));
        Assert.Equal("", lab.Addresses("card0") + lab.Addresses("card1"));
    }

    [Fact]
    public async Task A_match_that_comes_later_is_configured_like_the_others()
    {
        using var lab = KernelLab.Open();
        var node = await lab.StartNodeAsync();
        await node.ApplyAsync(Config("mtu: 1400"));
        Assert.StartsWith("waiting for a link that matches hardwareAddr=02:aa:*; present: v0 { hardwareAddr: '", node.Condition(Entry));

        Plug(lab, "card0", "02:aa:00:00:00:01");
        await node.UntilAsync(() => node.Condition("link card0") == "applied");
        Plug(lab, "card1", "02:aa:00:00:00:02");
        await node.UntilAsync(() => node.Condition("link card1") == "applied");

        Assert.Equal("card0 mtu 1400 up", lab.Link("card0"));
        Assert.Equal("card1 mtu 1400 up", lab.Link("card1"));
        Assert.Equal("applied hardwareAddr=02:aa:* applies to card0, card1", node.Condition(Entry));
    }

    [Fact]
    public async Task A_renamed_link_is_known_by_what_it_was_called()
    {
        using var lab = KernelLab.Open();
        var node = await lab.StartNodeAsync();
        lab.Ip("link set v1 name net1");
        lab.Ip("link set net1 up");     // of a link that is down the kernel does not tell a new altname (netdev_state_change, net/core/dev.c)
        lab.Ip("link property add dev net1 altname second");
        await node.ApplyAsync("machine: { network: { interfaces: [ { interface: v1, mtu: 1300 }, { interface: second, addresses: [10.0.0.5/24] } ] } }");

        Assert.Equal("failed v1 is named net1 now: write net1", node.Condition("link v1"));
        Assert.Equal("applied second is another name of net1", node.Condition("name second (config.yaml:1)"));
        Assert.Equal("10.0.0.5/24", lab.Addresses("net1"));
        Assert.Equal("net1 mtu 1500 up", lab.Link("net1"));
    }
}
