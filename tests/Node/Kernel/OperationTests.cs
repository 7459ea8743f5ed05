using System.Net.Sockets;
using Ichor.Netlink;
using Ichor.Netlink.Route;
using Ichor.Network;

namespace Ichor.Node.Tests.Kernel;

/// <summary>Operations one by one against the real kernel: <c>ip</c> says what came of them, and the mirror says the same.</summary>
[Trait("Category", "Root")]
public class OperationTests
{
    private const string OnlyUp = "machine: { network: { interfaces: [ { interface: v0 }, { interface: v1 } ] } }";

    private static readonly LinkName V0 = LinkName.Parse("v0");

    [Fact]
    public async Task A_rule_is_added_with_our_mark_and_deleted_again()
    {
        using var lab = KernelLab.Open();
        var node = await lab.StartNodeAsync();
        var key = new RuleKey(AddressFamily.InterNetwork, 100);
        var rule = new RuleSpec { Source = IpPrefix.Parse("10.1.0.0/16"), Table = 1000, Mark = 0x10, MarkMask = 0xff };

        var shown = await node.ShowAfterAsync(new AddRule(key, rule), () => lab.Ip("rule show"));

        Assert.Contains("100:\tfrom 10.1.0.0/16 fwmark 0x10/0xff lookup 1000 proto 73", shown, StringComparison.Ordinal);
        await node.ApplyAsync(OnlyUp);       // nobody wishes for it
        Assert.DoesNotContain("lookup 1000", lab.Ip("rule show"), StringComparison.Ordinal);
        Assert.DoesNotContain(node.Observed.Rules, mirrored => mirrored.Key == key);
    }

    [Fact]
    public async Task Rules_of_others_are_mirrored_and_survive()
    {
        using var lab = KernelLab.Open();
        var node = await lab.StartNodeAsync();

        lab.Ip("rule add from 10.2.0.0/16 lookup 2000 priority 200");
        lab.Ip("-6 rule add to 2001:db8::/32 blackhole priority 300");
        await node.UntilAsync(() => node.Observed.Rules.Any(rule => rule.Key.Priority == 300));

        var first = Assert.Single(node.Observed.Rules, rule => rule.Key.Priority == 200);
        Assert.Equal("from 10.2.0.0/16 lookup 2000", first.Rule.ToString());
        Assert.Equal("from all to 2001:db8::/32 blackhole", Assert.Single(node.Observed.Rules, rule => rule.Key.Priority == 300).Rule.ToString());
        Assert.Contains("lookup 2000", lab.Ip("rule show"), StringComparison.Ordinal);

        lab.Ip("rule del priority 200");
        await node.UntilAsync(() => node.Observed.Rules.All(rule => rule.Key.Priority != 200));
    }

    /// <summary>What a config cannot ask for makes another rule of it: it is no fulfilment of a wish, and two are two.</summary>
    [Fact]
    public async Task A_rule_of_others_that_looks_at_more_is_not_the_one_that_is_wished()
    {
        using var lab = KernelLab.Open();
        lab.Ip("rule add not from 10.2.0.0/16 lookup 2000 priority 200");
        lab.Ip("rule add from 10.2.0.0/16 lookup 2000 suppress_prefixlength 0 priority 200");
        lab.Ip("rule add from 10.2.0.0/16 ipproto udp dport 53 lookup 2000 priority 200");
        lab.Ip("rule add from 10.2.0.0/16 uidrange 5-6 tos 0x10 lookup 2000 priority 200");
        var node = await lab.StartNodeAsync();
        Assert.Equal(
            [
                "from 10.2.0.0/16 dport 53 ipproto 17 lookup 2000", "from 10.2.0.0/16 not lookup 2000",
                "from 10.2.0.0/16 suppress_prefixlength 0 lookup 2000", "from 10.2.0.0/16 tos 0x10 uidrange 5-6 lookup 2000",
            ],
            node.Observed.Rules.Where(rule => rule.Key.Priority == 200).Select(rule => rule.Rule.ToString()).Order(StringComparer.Ordinal));

        await node.ApplyAsync(OnlyUp + "\n---\n{ apiVersion: v1alpha1, kind: RoutingRuleConfig, name: '200', src: 10.2.0.0/16, table: '2000' }");

        Assert.Contains("200:\tfrom 10.2.0.0/16 lookup 2000 proto 73", lab.Ip("rule show"), StringComparison.Ordinal);
        Assert.StartsWith("applied another owner (protocol", node.Condition("rule inet4/200"), StringComparison.Ordinal);
        lab.Ip("rule del not from 10.2.0.0/16 lookup 2000 priority 200");
        await node.UntilAsync(() => node.Observed.Rules.Count(rule => rule.Key.Priority == 200) == 4);
    }

    [Theory]
    [InlineData("192.0.2.0/24", "blackhole 192.0.2.0/24 proto 73 metric 7")]
    [InlineData("2001:db8:1::/48", "blackhole 2001:db8:1::/48 dev lo proto 73 metric 7")]
    public async Task A_blackhole_route_has_no_link(string destination, string shown)
    {
        using var lab = KernelLab.Open();
        var node = await lab.StartNodeAsync();
        var prefix = IpPrefix.Parse(destination);
        var family = prefix.Family == AddressFamily.InterNetwork ? "-4" : "-6";

        var add = new AddRoute(new RouteKey(prefix, RouteSpec.MainTable, 7, null),
            new RouteSpec { Destination = prefix, Link = null, Type = RouteType.Blackhole }, OnLink: false);
        Assert.Contains(shown, await node.ShowAfterAsync(add, () => lab.Ip($"{family} route show")), StringComparison.Ordinal);

        await node.ApplyAsync(OnlyUp);       // nobody wishes for it
        Assert.DoesNotContain("blackhole", lab.Ip($"{family} route show"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_route_that_is_no_replacement_leaves_one_of_the_same_key_alone()
    {
        using var lab = KernelLab.Open();
        var node = await lab.StartNodeAsync();
        await node.ApplyAsync("machine: { network: { interfaces: [ { interface: v0, addresses: [10.0.0.5/24] }, { interface: v1 } ] } }");
        lab.Ip("route add 198.51.100.0/24 via 10.0.0.1 metric 50");
        var prefix = IpPrefix.Parse("198.51.100.0/24");

        var outcome = await node.RunAsync(new AddRoute(new RouteKey(prefix, RouteSpec.MainTable, 50, null),
            new RouteSpec { Destination = prefix, Link = V0, Gateway = System.Net.IPAddress.Parse("10.0.0.2") }, OnLink: false));

        Assert.Equal(["add route 198.51.100.0/24 via 10.0.0.2 metric 50: EEXIST"], outcome);
        Assert.Contains("198.51.100.0/24 via 10.0.0.1", lab.Ip("route show"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alias_and_multicast_are_set_and_cleared()
    {
        using var lab = KernelLab.Open();
        var node = await lab.StartNodeAsync();
        var index = node.Observed.Link(V0)!.Index;

        Assert.Equal(["done", "done"], await node.RunAsync(new SetAlias(index, V0, "up link"), new SetMulticast(index, V0, Multicast: false)));

        var shown = lab.Ip("link show dev v0");
        Assert.Contains("alias up link", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("MULTICAST", shown, StringComparison.Ordinal);
        await node.UntilAsync(() => node.Observed.Link(V0) is { Alias: "up link", Multicast: false });

        await node.RunAsync(new SetAlias(index, V0, ""), new SetMulticast(index, V0, Multicast: true));
        await node.UntilAsync(() => node.Observed.Link(V0) is { Alias: "", Multicast: true });
    }

    [Fact]
    public async Task A_VLAN_of_a_bridge_port_is_added_mirrored_and_deleted_and_goes_with_the_membership()
    {
        using var lab = KernelLab.Open();
        Assert.SkipUnless(lab.TryIp("link add br0 type bridge vlan_filtering 1"), "the kernel has no bridges that filter VLANs");
        lab.Ip("link set v0 master br0");
        var node = await lab.StartNodeAsync();
        var (bridge, port) = (node.Observed.Link(LinkName.Parse("br0"))!, node.Observed.Link(V0)!);
        Assert.True(node.Observed.BridgeVlan(port.Index, 1)!.IsPvid);

        Assert.Equal(["done", "done"], await node.RunAsync(
            new AddBridgeVlan(bridge.Index, new(bridge.Name, 100), new(Self: true)), new AddBridgeVlan(port.Index, new(V0, 100), new(Self: false))));
        await node.UntilAsync(() => node.Observed.BridgeVlan(port.Index, 100) is { IsPvid: false, IsUntagged: false } && node.Observed.BridgeVlan(bridge.Index, 100) is not null);

        Assert.Equal(["done"], await node.RunAsync(new DeleteBridgeVlan(port.Index, new(V0, 100), new(Self: false))));
        await node.UntilAsync(() => node.Observed.BridgeVlan(port.Index, 100) is null && node.Observed.BridgeVlan(port.Index, 1) is not null);

        lab.Ip("link set v0 nomaster");
        await node.UntilAsync(() => node.Observed.BridgeVlan(port.Index, 1) is null);
    }

    [Fact]
    public async Task A_change_by_ethtool_that_the_driver_does_not_know_is_refused_in_the_kernels_words()
    {
        using var lab = KernelLab.Open();
        var node = await lab.StartNodeAsync();
        var index = node.Observed.Link(V0)!.Index;

        var outcome = await node.RunAsync(
            new SetEthernet(index, V0, new EthernetSpec { Features = [new("no-such-feature", true)] }),
            new SetEthernet(index, V0, new EthernetSpec { Features = [new("rx-gro", true)] }));

        Assert.Contains("set features no-such-feature=on on v0", outcome[0], StringComparison.Ordinal);
        Assert.Contains("bit name not found", outcome[0], StringComparison.Ordinal);
        Assert.Equal("done", outcome[1]);
    }

    [Fact]
    public async Task A_tunnel_where_the_kernel_knows_none_is_that_chains_trouble_alone()
    {
        using var lab = KernelLab.Open();
        var node = await lab.StartNodeAsync();
        var index = node.Observed.Link(V0)!.Index;

        var outcome = await node.RunAsync(new SetWireGuard(index, V0, new WireGuardChange { ListenPort = 51820 }), new SetMtu(index, V0, 1400));

        Assert.NotEqual("done", outcome[0]);
        Assert.Equal("done", outcome[1]);
        Assert.Contains("mtu 1400", lab.Ip("link show dev v0"), StringComparison.Ordinal);
    }
}
