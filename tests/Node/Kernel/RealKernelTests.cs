using Ichor.Linux;
using Ichor.Netlink;

namespace Ichor.Node.Tests.Kernel;

/// <summary>Mirror, planner and writer against the real kernel; <c>ip</c> says what came of it.</summary>
[Trait("Category", "Root")]
public class RealKernelTests
{
    private const string Static = """
        machine:
          network:
            interfaces:
              - interface: v0
                mtu: 1400
                addresses: [10.0.0.5/24, "2001:db8::5/64"]
                routes:
                  - { network: 0.0.0.0/0, gateway: 10.0.0.1 }
                  - { network: 192.0.2.0/24, gateway: 10.0.0.7, metric: 50 }
              - interface: v1
        """;

    private const string OnlyUp = "machine: { network: { interfaces: [ { interface: v0 }, { interface: v1 } ] } }";

    [Fact]
    public async Task A_static_config_is_in_the_kernel_after_one_pass()
    {
        using var lab = KernelLab.Open();
        var node = await lab.StartNodeAsync();

        await node.ApplyAsync(Static);

        Assert.Equal("v0 mtu 1400 up", lab.Link("v0"));
        Assert.Equal("v1 mtu 1500 up", lab.Link("v1"));
        Assert.Equal("lo mtu 65536 up", lab.Link("lo"));
        Assert.Equal("10.0.0.5/24 2001:db8::5/64", lab.Addresses("v0"));
        Assert.Equal("127.0.0.1/8", lab.Addresses("lo").Split(' ')[0]);
        Assert.Equal(["default via 10.0.0.1 dev v0 metric 1024 proto 73", "192.0.2.0/24 via 10.0.0.7 dev v0 metric 50 proto 73"], lab.Routes());
        // The kernel takes a second to look for duplicates of an IPv6 address.
        await node.UntilAsync(() => node.Core.Conditions.All(condition => condition.State == Network.ConditionState.Applied));
    }

    [Fact]
    public async Task A_further_pass_changes_nothing()
    {
        using var lab = KernelLab.Open();
        var node = await lab.StartNodeAsync();
        await node.ApplyAsync(Static);
        await node.UntilAsync(() => node.Observed.Links.Where(link => link.Name.ToString() is "v0" or "v1").All(link => link.OperationalState == "up"));
        var addresses = node.Observed.Addresses.Count;
        await node.ChangesHeardAsync();

        await node.PassAsync();
        await node.ApplyAsync(Static);

        Assert.Empty(node.Core.Plan.Chains);
        // The kernel itself may meanwhile have made its link-local addresses and finished looking for duplicates.
        Assert.InRange(await node.ChangesHeardAsync(), 0, node.Observed.Addresses.Count == addresses ? 4 : 12);
    }

    [Fact]
    public async Task What_is_no_longer_wished_goes_and_what_is_foreign_stays()
    {
        using var lab = KernelLab.Open();
        lab.Ip("link add foreign0 type bridge");
        lab.Ip("link set foreign0 up");
        lab.Ip("addr add 10.9.9.9/24 dev v0");
        lab.Ip("link set v0 up");
        lab.Ip("link set v1 up");
        lab.Ip("route add 198.51.100.0/24 via 10.9.9.1 dev v0");
        var node = await lab.StartNodeAsync();
        await node.ApplyAsync(Static);
        Assert.Equal("10.9.9.9/24 10.0.0.5/24 2001:db8::5/64", lab.Addresses("v0"));

        await node.ApplyAsync(OnlyUp);

        Assert.Equal("10.9.9.9/24", lab.Addresses("v0"));
        Assert.Equal(["198.51.100.0/24 via 10.9.9.1 dev v0 proto boot"], lab.Routes());
        Assert.Equal("foreign0 mtu 1500 up", lab.Link("foreign0"));
    }

    [Fact]
    public async Task A_foreign_address_survives_the_first_of_its_subnet()
    {
        using var lab = KernelLab.Open();
        var node = await lab.StartNodeAsync();
        await node.ApplyAsync(Static);
        lab.Ip("addr add 10.0.0.99/24 dev v0");

        await node.ApplyAsync(OnlyUp);

        Assert.Equal("10.0.0.99/24", lab.Addresses("v0"));
    }

    [Fact]
    public async Task A_foreign_owner_of_a_route_is_not_robbed()
    {
        using var lab = KernelLab.Open();
        lab.Ip("link set v0 up");
        lab.Ip("link set v1 up");
        lab.Ip("addr add 10.9.9.9/24 dev v0");
        lab.Ip("route add 192.0.2.0/24 via 10.9.9.1 dev v0 metric 50");
        var node = await lab.StartNodeAsync();

        await node.ApplyAsync(Static);

        Assert.Equal("failed another owner (protocol 3) already has 192.0.2.0/24 via 10.9.9.1 metric 50", node.Condition("route inet4/192.0.2.0/24/50"));
        Assert.Contains("192.0.2.0/24 via 10.9.9.1 dev v0 metric 50 proto boot", lab.Routes());
    }

    [Fact]
    public async Task What_the_kernel_refuses_is_said_in_its_words_and_keeps_nothing_else_back()
    {
        using var lab = KernelLab.Open();
        lab.Ip("tuntap add tap0 mode tap");     // takes at most 65521
        var node = await lab.StartNodeAsync();

        await node.ApplyAsync("""
            machine:
              network:
                interfaces:
                  - interface: tap0
                    mtu: 65535
                    addresses: [10.1.0.5/24]
                  - interface: nothing0
                    dummy: true
                  - interface: v0
                    addresses: [10.0.0.5/24]
                    routes: [ { network: 192.0.2.0/24, gateway: 10.1.0.5 } ]
                  - interface: v1
            """);

        Assert.Equal("failed set mtu 65535 on tap0: EINVAL (mtu greater than device maximum)", node.Condition("link tap0"));
        Assert.Equal("tap0 mtu 1500 up", lab.Link("tap0"));         // a refused MTU does not keep it down
        Assert.Equal("10.1.0.5/24", lab.Addresses("tap0"));
        Assert.Equal("failed add route 192.0.2.0/24 via 10.1.0.5 metric 1024: EINVAL (Nexthop has invalid gateway)", node.Condition("route inet4/192.0.2.0/24/1024"));
        Assert.Equal("applied", node.Condition("address v0/10.0.0.5/24"));
        Assert.Equal("10.0.0.5/24", lab.Addresses("v0"));
        // This kernel may or may not know dummy links.
        Assert.Matches("^(applied|failed create dummy nothing0: EOPNOTSUPP.*)$", node.Condition("link nothing0"));
    }

    [Fact]
    public async Task What_was_refused_is_tried_again_and_then_works()
    {
        using var lab = KernelLab.Open();
        var node = await lab.StartNodeAsync();
        await node.ApplyAsync("""
            machine:
              network:
                interfaces:
                  - interface: v0
                    addresses: [10.0.0.5/24]
                    routes: [ { network: 192.0.2.0/24, gateway: 10.7.7.7 } ]
                  - interface: v1
                    addresses: [10.7.7.7/32]
            """);
        Assert.StartsWith("failed", node.Condition("route inet4/192.0.2.0/24/1024"));

        lab.Ip("addr del 10.7.7.7/32 dev v1");      // the node puts it back, and this alone does not help
        await node.ApplyAsync("""
            machine:
              network:
                interfaces:
                  - interface: v0
                    addresses: [10.0.0.5/24]
                    routes: [ { network: 192.0.2.0/24, gateway: 10.7.7.7 } ]
                  - interface: v1
            """);

        await node.UntilAsync(() => node.Condition("route inet4/192.0.2.0/24/1024") == "applied");
        Assert.Equal(["192.0.2.0/24 via 10.7.7.7 dev v0 metric 1024 proto 73 onlink"], lab.Routes());
    }

    [Fact]
    public async Task A_link_that_comes_late_is_configured_when_it_comes()
    {
        using var lab = KernelLab.Open();
        var node = await lab.StartNodeAsync();
        await node.ApplyAsync("machine: { network: { interfaces: [ { interface: late0, addresses: [10.0.0.5/24] } ] } }");
        Assert.StartsWith("waiting for link late0 to appear; present: v0 {", node.Condition("link late0"));

        lab.Ip("link add late0 type bridge");

        await node.UntilAsync(() => node.Condition("address late0/10.0.0.5/24") == "applied");
        Assert.Equal("10.0.0.5/24", lab.Addresses("late0"));
        Assert.Equal("late0 mtu 1500 up", lab.Link("late0"));
    }

    [Fact]
    public async Task What_somebody_takes_away_comes_back()
    {
        using var lab = KernelLab.Open();
        var node = await lab.StartNodeAsync();
        await node.ApplyAsync(Static);

        lab.Ip("addr flush dev v0 scope global");
        await node.PassAsync();
        await node.UntilAsync(() => node.Observed.Addresses.Count(address => address is { IsOurs: true, Scope: 0 }) == 2 && node.Observed.Routes.Count(route => route.IsOurs) == 2);

        Assert.Equal("10.0.0.5/24 2001:db8::5/64", lab.Addresses("v0"));
        Assert.Equal(2, lab.Routes().Length);
    }

    [Fact]
    public async Task The_next_life_of_the_node_adopts_everything_and_withdraws_only_when_told()
    {
        using var lab = KernelLab.Open();
        var killed = await lab.StartNodeAsync();
        await killed.ApplyAsync(Static);
        await killed.UntilAsync(() => killed.Observed.Links.Where(link => link.Name.ToString() is "v0" or "v1").All(link => link.OperationalState == "up"));
        killed.Dispose();
        var routes = lab.Routes();

        var next = await lab.StartNodeAsync();      // it does not know its config yet

        Assert.Equal("10.0.0.5/24 2001:db8::5/64", lab.Addresses("v0"));
        Assert.Equal(routes, lab.Routes());
        await next.ApplyAsync(Static);
        Assert.Empty(next.Core.Plan.Chains);
        Assert.Equal(routes, lab.Routes());

        await next.ApplyAsync(OnlyUp);
        Assert.Equal("", lab.Addresses("v0"));
        Assert.Empty(lab.Routes());
    }

    [Fact]
    public async Task An_address_that_another_machine_has_is_known_to_be_a_duplicate()
    {
        using var lab = KernelLab.Open();
        lab.Ip("link set v0 up");
        lab.Ip("link set v1 up");
        var node = await lab.StartNodeAsync();
        lab.Ip("addr add 2001:db8::5/64 dev v1 nodad");

        lab.Ip("addr add 2001:db8::5/64 dev v0");

        var index = node.Observed.Link(LinkName.Parse("v0"))!.Index;
        var address = InterfaceAddress.Parse("2001:db8::5/64");
        await node.UntilAsync(() => node.Observed.Address(index, address) is { IsDuplicate: true, IsTentative: false });
        Assert.Contains("dadfailed", lab.Ip("addr show dev v0"), StringComparison.Ordinal);
        await node.UntilAsync(() => node.Observed.Address(node.Observed.Link(LinkName.Parse("v1"))!.Index, address) is { IsDuplicate: false, IsTentative: false });
    }

    [Fact]
    public async Task A_replaced_route_leaves_the_mirror()
    {
        using var lab = KernelLab.Open();
        lab.Ip("link set v0 up");
        lab.Ip("link set v1 up");
        lab.Ip("addr add 10.9.9.9/24 dev v0");
        lab.Ip("route add 198.51.100.0/24 via 10.9.9.1");
        var node = await lab.StartNodeAsync();

        lab.Ip("route replace 198.51.100.0/24 via 10.9.9.2");

        await node.UntilAsync(() => node.Observed.Routes.Any(route => $"{route.Gateway}" == "10.9.9.2"));
        Assert.DoesNotContain(node.Observed.Routes, route => $"{route.Gateway}" == "10.9.9.1");
    }

    /// <summary>Counted at the socket and heard from outside.</summary>
    [Fact]
    public async Task One_change_among_hundreds_of_objects_is_one_message()
    {
        using var lab = KernelLab.Open();
        var node = await lab.StartNodeAsync();
        static string Config(int gateway, int address) => $$"""
            machine:
              network:
                interfaces:
                  - interface: v0
                    addresses: [{{string.Join(", ", Enumerable.Range(1, 200).Select(i => $"10.0.{i}.5/24"))}}, 10.1.0.{{address}}/24]
                    routes: [{{string.Join(", ", Enumerable.Range(1, 300).Select(i => $"{{ network: 172.16.{i % 256}.{i / 256}/32, gateway: 10.0.1.{(i == 7 ? gateway : 1)} }}"))}}]
                  - interface: v1
            """;
        await node.ApplyAsync(Config(gateway: 1, address: 5));
        await node.UntilAsync(() => !node.Observed.Addresses.Any(address => address.IsTentative) && node.Core.Plan.Chains.Count == 0);
        Assert.Equal(300, lab.Routes().Length);

        Assert.Equal((1, 1), await SentForAsync(Config(gateway: 2, address: 5)));        // a route that is replaced
        Assert.Contains("172.16.7.0 via 10.0.1.2 dev v0 metric 1024 proto 73", lab.Routes());
        // One address comes, then one goes, each with routes that the kernel makes for it; the one that comes is first beside the other, then takes its place.
        Assert.Equal((2, 11), await SentForAsync(Config(gateway: 2, address: 6)));
        Assert.Equal((0, 0), await SentForAsync(Config(gateway: 2, address: 6)));

        async Task<(long Sent, int Heard)> SentForAsync(string config)
        {
            await node.ChangesHeardAsync();
            var before = node.Core.Work.Sent;
            await node.ApplyAsync(config);
            return ((node.Core.Work.Sent - before).Messages, await node.ChangesHeardAsync());
        }
    }

    /// <summary>The kernel says which way a packet goes.</summary>
    [Fact]
    public async Task A_default_route_over_a_link_without_a_cable_does_not_win()
    {
        using var lab = KernelLab.Open();
        lab.Ip("link add w0 type veth peer name w1");
        lab.Ip("link set w1 up");
        lab.Ip("link set v1 up");
        var node = await lab.StartNodeAsync();
        await node.ApplyAsync("""
            machine:
              network:
                interfaces:
                  - { interface: v0, addresses: [10.0.0.5/24, "2001:db8::5/64"], routes: [ { gateway: 10.0.0.1 }, { network: "::/0", gateway: "2001:db8::1" } ] }
                  - { interface: w0, addresses: [10.1.0.5/24, "2001:db8:1::5/64"], routes: [ { gateway: 10.1.0.1 }, { network: "::/0", gateway: "2001:db8:1::1" } ] }
                  - { interface: v1, ignore: true }
                  - { interface: w1, ignore: true }
            """);
        Assert.Equal(["default via 10.0.0.1 dev v0 metric 1024 proto 73", "default via 10.1.0.1 dev w0 metric 1025 proto 73"], lab.Routes());
        Assert.Contains(" dev v0 ", lab.Ip("route get 198.51.100.1"), StringComparison.Ordinal);

        lab.Ip("link set v1 down");         // the cable of v0

        Assert.Contains(" dev w0 ", lab.Ip("route get 198.51.100.1"), StringComparison.Ordinal);
        Assert.Contains(" dev w0 ", lab.Ip("-6 route get 2001:db8:ffff::1"), StringComparison.Ordinal);
        lab.Ip("link set v1 up");
        Assert.Contains(" dev v0 ", lab.Ip("route get 198.51.100.1"), StringComparison.Ordinal);
        Assert.Contains(" dev v0 ", lab.Ip("-6 route get 2001:db8:ffff::1"), StringComparison.Ordinal);
    }

    /// <summary>A routing daemon beside the node: what it does costs as much as it changes, and not all routes each time.</summary>
    [Fact]
    public async Task Twenty_thousand_foreign_routes_that_change_are_not_listed_again()
    {
        using var lab = KernelLab.Open();
        foreach (var end in (string[])["v0", "v1"])
            lab.Ip($"link set {end} addrgenmode none up");      // an address of the kernel's own would come in the middle
        lab.Ip("addr add 10.9.9.9/24 dev v0");
        lab.Ip("addr add 2001:db8:9::9/64 dev v0 nodad");
        var node = await lab.StartNodeAsync();
        await node.UntilAsync(() => node.Observed.Links.Where(link => link.Name.ToString() is "v0" or "v1").All(link => link.OperationalState == "up"));
        var (before, passes) = (node.Reader.RouteDumps, node.Core.Work.Passes);
        static string Routes(string verb, int gateway, int count) => string.Concat(Enumerable.Range(0, count).Select(i =>
            $"route {verb} 172.{16 + i / 65536}.{i / 256 % 256}.{i % 256}/32 via 10.9.9.{gateway} proto bird\n"));

        lab.Ip("-batch -", Routes("add", 1, 20_000));
        await node.UntilAsync(() => node.Observed.Routes.Count(route => $"{route.Gateway}" == "10.9.9.1") == 20_000);
        lab.Ip("-batch -", Routes("replace", 2, 2_000));
        lab.Ip("-batch -", Routes("replace", 3, 1_000));
        lab.Ip("-6 route add 2001:db8:8::/48 via 2001:db8:9::1 metric 7");
        lab.Ip("-6 route replace 2001:db8:8::/48 via 2001:db8:9::2 metric 7");
        await node.UntilAsync(() => node.Observed.Routes.Any(route => $"{route.Gateway}" == "2001:db8:9::2"));

        Assert.Equal([("10.9.9.1", 18_000), ("10.9.9.2", 1_000), ("10.9.9.3", 1_000), ("2001:db8:9::2", 1)],
            node.Observed.Routes.Where(route => route.Gateway is not null).GroupBy(route => $"{route.Gateway}").Select(group => (group.Key, group.Count())).OrderBy(group => group.Key, StringComparer.Ordinal));
        Assert.Equal(before, node.Reader.RouteDumps);
        Assert.Equal(passes, node.Core.Work.Passes);        // none of it is anybody's wish
    }

    /// <summary>Of two routes that differ only in their gateway the notification does not say which was replaced.</summary>
    [Fact]
    public async Task One_of_two_equal_routes_that_is_replaced_leaves_the_mirror()
    {
        using var lab = KernelLab.Open();
        lab.Ip("link set v0 up");
        lab.Ip("link set v1 up");
        lab.Ip("addr add 10.9.9.9/24 dev v0");
        lab.Ip("route add 198.51.100.0/24 via 10.9.9.1");
        lab.Ip("route append 198.51.100.0/24 via 10.9.9.2");
        var node = await lab.StartNodeAsync();
        var before = node.Reader.RouteDumps;

        lab.Ip("route replace 198.51.100.0/24 via 10.9.9.3");

        await node.UntilAsync(() => node.Observed.Routes.Any(route => $"{route.Gateway}" == "10.9.9.3"));
        Assert.Equal(lab.Routes().Length, node.Observed.Routes.Count(route => route.Gateway is not null));
        Assert.Equal(before + 1, node.Reader.RouteDumps);
    }

    [Fact]
    public async Task A_route_that_went_with_its_link_is_put_back_with_it()
    {
        using var lab = KernelLab.Open();
        var node = await lab.StartNodeAsync();
        await node.ApplyAsync(Static);

        lab.Ip("link set v0 down");     // the kernel drops its routes without a word
        await node.PassAsync();
        await node.UntilAsync(() => node.Observed.Routes.Count(route => route.IsOurs) == 2 && node.Core.Plan.Chains.Count == 0);

        Assert.Equal("v0 mtu 1400 up", lab.Link("v0"));
        Assert.Equal(2, lab.Routes().Length);
    }

    /// <summary>Old notifications are still queued behind the gap: laid over what was read anew they would bring the dead back.</summary>
    [Fact]
    public async Task After_lost_notifications_the_mirror_is_the_kernel_again()
    {
        using var lab = KernelLab.Open();
        lab.Ip("link set v0 up");
        var node = await lab.StartNodeAsync();
        using var busy = new ManualResetEventSlim();
        var stalled = node.OnLoopAsync(() =>
        {
            Libc.Check(Libc.SetSockOpt(node.Reader.Fd, Libc.SOL_SOCKET, Libc.SO_RCVBUF, 2048), "setsockopt");
            return busy.Wait(TimeSpan.FromSeconds(15));
        });

        string[] some = [.. Enumerable.Range(1, 200).Select(i => $"10.3.{i / 100}.{i % 100 + 1}/32")];
        lab.Ip("-batch -", string.Concat(some.Select(address => $"addr add {address} dev v0\n")));
        lab.Ip("-batch -", string.Concat(some.SkipLast(1).Select(address => $"addr del {address} dev v0\n")));
        busy.Set();
        Assert.True(await stalled);
        await node.PassAsync();

        Assert.Equal([some[^1]], node.Observed.Addresses.Where(address => address.Address.ToString().StartsWith("10.3.")).Select(address => address.Address.ToString()));
        lab.Ip("addr add 10.4.0.1/32 dev v0");     // and it still listens
        await node.UntilAsync(() => node.Observed.Addresses.Any(address => address.Address.ToString() == "10.4.0.1/32"));
    }
}
