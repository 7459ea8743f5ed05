using Ichor.Config;
using Ichor.Netlink;
using Ichor.Network.Offline;

namespace Ichor.Network.Tests.Planning;

/// <summary>What holds for every config: tried on a few hundred that nobody would write.</summary>
public sealed class PropertyTests
{
    private const int Configs = 200;

    /// <summary>Four NICs, and what others put onto the machine.</summary>
    private static Observed Machine()
    {
        var (file, problems) = ObservedFile.Load("machine.yaml", """
            links:
              - { name: lo, index: 1 }
              - { name: eth0, index: 2, up: false, hardwareAddr: "52:54:00:00:00:00" }
              - { name: eth1, index: 3, up: false, hardwareAddr: "52:54:00:00:00:01" }
              - { name: eth2, index: 4, up: false, hardwareAddr: "52:54:00:00:00:02" }
              - { name: eth3, index: 5, up: false, hardwareAddr: "52:54:00:00:00:03" }
              - { name: cni0, index: 6, kind: bridge }
            addresses:
              - { link: lo, address: 127.0.0.1/8, scope: 254 }
              - { link: cni0, address: 10.244.0.1/24 }
              - { link: eth0, address: 10.1.0.1/24 }
            routes:
              - { destination: 10.100.0.0/16, link: cni0, metric: 1024, protocol: 3 }
              - { destination: "::/0", gateway: "fe80::99", link: cni0, metric: 1024, protocol: 9 }
            rules:
              - { priority: 0, table: 255 }
              - { priority: 1000, src: 10.0.0.0/16, table: 7, protocol: 4 }
            """);
        Assert.Empty(problems);
        return file!.Observed;
    }

    private static Inputs Config(IEnumerable<string> documents)
    {
        var (config, problems) = ConfigFile.Load("config.yaml", RandomConfig.Text(documents.Append("apiVersion: v1alpha1\nkind: SysctlConfig\nparams: {}\n")), ConfigMode.Metal);
        var errors = problems.Where(problem => problem.IsError).ToList();
        return new Inputs { CommandLine = CommandLine.Parse(""), Config = errors.Count == 0 ? config : MachineConfig.Empty };
    }

    private static string State(Observed observed)
    {
        string Name(int index) => observed.Link(index)?.Name.ToString() ?? "-";
        // A bond has the address of the port that came first, and a port that of its bond: that tells of the way, not of the config.
        bool HasOwnAddress(LinkStatus link) => link.Kind.Length == 0 && link.MasterIndex == 0;
        var lines = observed.Links
            .Select(link => $"{link.Name} {link.Kind} {link.Settings} {link.Mtu} {(HasOwnAddress(link) ? link.Address : null)} {(link.Multicast ? "multicast" : "")} up={link.Up && (link.IsOurs || link.MasterIndex != 0)} on={Name(link.ParentIndex)} in={Name(link.MasterIndex)} {Tunnel(link)}")
            .Concat(observed.Addresses.Where(address => address.IsOurs).Select(address => $"{Name(address.LinkIndex)} {address.Address} {address.Metric}"))
            .Concat(observed.Routes.Where(route => route.IsOurs).Select(route => $"{route.Destination} {route.Gateway} {Name(route.LinkIndex)} {route.Table} {route.Metric} {route.Type}"))
            .Concat(observed.Rules.Where(rule => rule.IsOurs).Select(rule => $"{rule.Key} {rule.Rule}"));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static string Tunnel(LinkStatus link) => link.WireGuard is null
        ? "" : string.Join(' ', link.WireGuard.Peers.Select(peer => $"{peer.PublicKey} {peer.AllowedIps} {peer.PresharedKey is not null}"));

    private static List<string> Foreign(Observed observed) =>
    [
        .. observed.Links.Where(link => link.Index == 6).Select(link => $"{link}"),
        .. observed.Addresses.Where(address => !address.IsOurs).Select(address => $"{address}"),
        .. observed.Routes.Where(route => !route.IsOurs).Select(route => $"{route}"),
        .. observed.Rules.Where(rule => !rule.IsOurs).Select(rule => $"{rule}"),
    ];

    [Fact]
    public void Most_of_the_configs_are_valid() =>
        Assert.InRange(Enumerable.Range(0, Configs).Count(seed => Config(RandomConfig.Documents(seed)).Config != MachineConfig.Empty), Configs * 3 / 4, Configs);

    [Fact]
    public void A_plan_that_was_carried_out_is_followed_by_an_empty_one_and_the_kernel_refused_nothing()
    {
        for (var seed = 0; seed < Configs; seed++)
        {
            var kernel = new FakeKernel(Machine());
            Assert.True(kernel.Settle(Config(RandomConfig.Documents(seed))), $"seed {seed} does not settle: {string.Join("; ", Planner.Plan(Config(RandomConfig.Documents(seed)), kernel.Observed).Operations)}");
            Assert.True(kernel.Refusals.Count == 0, $"seed {seed}: {string.Join('\n', kernel.Refusals)}\n{RandomConfig.Text(RandomConfig.Documents(seed))}");
        }
    }

    [Fact]
    public void The_same_holds_with_a_command_line_and_leases_and_no_way_is_lost_in_silence()
    {
        for (var seed = 0; seed < Configs; seed++)
        {
            var inputs = Config(RandomConfig.Documents(seed)) with { CommandLine = RandomSources.CommandLineOf(seed) };
            inputs = inputs with { Leases = RandomSources.LeasesFor(Planner.Plan(inputs, Machine()), seed) };
            var kernel = new FakeKernel(Machine());
            Assert.True(kernel.Settle(inputs), $"seed {seed} does not settle: {string.Join("; ", Planner.Plan(inputs, kernel.Observed).Operations)}");
            Assert.True(kernel.Refusals.Count == 0, $"seed {seed}: {string.Join('\n', kernel.Refusals)}\n{inputs.CommandLine}\n{RandomConfig.Text(RandomConfig.Documents(seed))}");

            var plan = Planner.Plan(inputs, kernel.Observed);
            foreach (var (wish, because) in Expansion.Expand(inputs, kernel.Observed).Routes)
                Assert.True(plan.Routes.Values.Any(route => route.Spec.Link == wish.Link && Equals(route.Spec.Gateway, wish.Gateway) && route.Spec.Destination == wish.Destination)
                    || plan.Conditions.Any(condition => condition.State == ConditionState.Failed && condition.Object.Kind == "route" && condition.Object.Id.EndsWith($"over {wish.Link}", StringComparison.Ordinal)),
                    $"seed {seed}: {wish.Destination} via {wish.Gateway} over {wish.Link} of {because} is lost");
        }
    }

    [Fact]
    public void What_comes_of_a_config_does_not_depend_on_the_config_before()
    {
        for (var seed = 0; seed < Configs; seed++)
        {
            var (before, now) = (Config(RandomConfig.Documents(seed + 1000)), Config(RandomConfig.Documents(seed)));
            var fresh = new FakeKernel(Machine());
            fresh.Settle(now);
            var changed = new FakeKernel(Machine());
            changed.Settle(before);
            Assert.True(changed.Settle(now), $"seed {seed} does not settle: {string.Join("; ", Planner.Plan(now, changed.Observed).Operations)}");
            Assert.True(State(fresh.Observed) == State(changed.Observed), $"seed {seed}:\n{State(fresh.Observed)}\nbut\n{State(changed.Observed)}");
        }
    }

    [Fact]
    public void What_others_made_stays_as_it_is()
    {
        for (var seed = 0; seed < Configs; seed++)
        {
            var machine = Machine();
            var before = Foreign(machine);
            var kernel = new FakeKernel(machine);
            kernel.Settle(Config(RandomConfig.Documents(seed)));
            kernel.Settle(Config(RandomConfig.Documents(seed + 1000)));
            Assert.Equal(before.Order(StringComparer.Ordinal), Foreign(machine).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void The_order_of_documents_does_not_matter()
    {
        for (var seed = 0; seed < Configs; seed++)
        {
            var documents = RandomConfig.Documents(seed).ToArray();
            var inOrder = Planner.Plan(Config(documents), Machine()).Operations.Select(operation => $"{operation}").ToList();
            new Random(seed).Shuffle(documents);
            Assert.Equal(inOrder, Planner.Plan(Config(documents), Machine()).Operations.Select(operation => $"{operation}"));
        }
    }

    [Fact]
    public void Refusals_cost_their_own_object_and_a_later_try_heals()
    {
        for (var seed = 0; seed < Configs; seed++)
        {
            var inputs = Config(RandomConfig.Documents(seed));
            var expected = new FakeKernel(Machine());
            expected.Settle(inputs);

            var random = new Random(seed);
            var kernel = new FakeKernel(Machine()) { Injected = _ => random.Next(3) == 0 };
            kernel.Settle(inputs);
            kernel.Injected = static _ => false;
            Assert.True(kernel.Settle(inputs), $"seed {seed}");
            Assert.True(State(expected.Observed) == State(kernel.Observed), $"seed {seed}:\n{State(expected.Observed)}\nbut\n{State(kernel.Observed)}");
        }
    }

    [Fact]
    public void An_object_that_is_always_refused_holds_back_nothing_that_does_not_need_it()
    {
        var inputs = Config(["apiVersion: v1alpha1\nkind: DummyLinkConfig\nname: a0\n", "apiVersion: v1alpha1\nkind: DummyLinkConfig\nname: b0\naddresses: [ { address: 10.7.0.1/24 } ]\n"]);
        var kernel = new FakeKernel(Machine()) { Injected = operation => operation is AddLink { Name: var name } && name == LinkName.Parse("a0") };
        kernel.Settle(inputs);
        Assert.Contains(kernel.Observed.Addresses, address => address.Address.ToString() == "10.7.0.1/24");
        Assert.All(Planner.Plan(inputs, kernel.Observed).Operations, operation => Assert.IsType<AddLink>(operation));
    }
}
