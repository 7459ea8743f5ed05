using System.Net;
using Ichor.Config;
using Ichor.Netlink;
using Ichor.Network;
using Ichor.Node.Status;

namespace Ichor.Node.Tests.Status;

/// <summary>What a person sees.</summary>
public class StatusScreenTests
{
    private static readonly TimeRow InStep = new(Synced: true, "192.0.2.1", "+0.3 ms", "");
    private static readonly TimeRow NotInStep = new(Synced: false, "", "", "");
    private static readonly ReadinessRow Ready = new(true, true, true, true);

    private static string Screen(
        string yaml, Observed observed, TimeRow time, ReadinessRow readiness, IReadOnlyList<Problem>? problems = null, IReadOnlyList<Condition>? conditions = null, string? waiting = null)
    {
        var (config, wrong) = ConfigFile.Load("config.yaml", yaml, ConfigMode.Cloud);
        var plan = Planner.Plan(new Inputs { CommandLine = CommandLine.Parse(""), Config = config }, observed);
        return StatusScreen.Render("0.1.0", new NodeView(plan, conditions ?? plan.Conditions, observed, problems ?? wrong, time, waiting, readiness));
    }

    private static void Put(Observed observed, int index, string name, string state = "up", int master = 0, string? address = null)
    {
        observed.Put(new LinkStatus
        {
            Index = index,
            Name = LinkName.Parse(name),
            Kind = name.StartsWith("bond") ? "bond" : "",
            Up = state != "down",
            Carrier = state == "up",
            OperationalState = state,
            MasterIndex = master,
            Address = HardwareAddress.Parse($"52:54:00:00:00:{index:x2}"),
        });
        if (address is not null)
            observed.Put(new AddressStatus { LinkIndex = index, Address = InterfaceAddress.Parse(address), Protocol = Ownership.Protocol });
    }

    private static Observed Machine()
    {
        var observed = new Observed();
        Put(observed, 2, "enp0s3", master: 4);
        Put(observed, 3, "enp0s4", "down", master: 4);
        Put(observed, 4, "bond0", address: "10.0.0.5/24");
        observed.Put(new AddressStatus { LinkIndex = 4, Address = InterfaceAddress.Parse("2001:db8:1111:2222:3333:4444:5555:6666/64"), Protocol = Ownership.Protocol });
        observed.Put(new RouteStatus { Destination = IpPrefix.Parse("0.0.0.0/0"), Gateway = IPAddress.Parse("10.0.0.1"), LinkIndex = 4, Metric = 1024, Protocol = Ownership.Protocol });
        return observed;
    }

    private const string Config = """
        machine:
          network:
            hostname: node1.example.org
            nameservers: [10.0.0.53]
            interfaces:
              - interface: bond0
                addresses: [10.0.0.5/24, "2001:db8:1111:2222:3333:4444:5555:6666/64"]
                routes: [ { network: 0.0.0.0/0, gateway: 10.0.0.1 } ]
                bond: { mode: active-backup, interfaces: [enp0s3, enp0s4] }
          time: { servers: [ntp.example.org] }
        """;

    [Fact]
    public void A_ready_node() => Assert.Equal("""

          node1.example.org   Ichor 0.1.0   ready

          LINK     STATE   ADDRESS                                     FROM
          bond0    up      10.0.0.5/24                                 configuration (config.yaml:7)
                           2001:db8:1111:2222:3333:4444:5555:6666/64   configuration (config.yaml:7)
          enp0s3   up      -                                           port of bond0
          enp0s4   down    -                                           port of bond0

          gateway    10.0.0.1 dev bond0
          dns        10.0.0.53
          ntp        ntp.example.org (in step with 192.0.2.1, offset +0.3 ms)
          problem    none

        """,
        Screen(Config, Machine(), InStep, Ready, conditions: []));

    [Fact]
    public void A_node_without_an_answer()
    {
        var observed = new Observed();
        Put(observed, 2, "enp0s3");
        Put(observed, 3, "enp0s4", "no carrier");
        Assert.Equal("""

              ichor-000002   Ichor 0.1.0   not ready

              LINK     STATE        ADDRESS   FROM
              enp0s3   up           -         DHCP: no answer yet
              enp0s4   no carrier   -

              gateway    none
              dns        1.1.1.1 8.8.8.8
              ntp        time.cloudflare.com (not yet in step)
              problem    waiting for an address, to download http://192.0.2.9/c.yaml

            """,
            Screen("machine: {}", observed, NotInStep, new(false, false, true, true), conditions: [], waiting: "an address, to download http://192.0.2.9/c.yaml"));
    }

    [Fact]
    public void The_first_problem_is_one_line_and_says_where_the_others_are()
    {
        var problems = new Problem[]
        {
            new("config.yaml", 3, 9, "machine.network.hostnam", "is only a notice", ProblemKind.Notice),
            new("config.yaml", 7, 9, "machine.network.interfaces[0].addresses[0]",
                "'10.0.0.300/24' is not an address with a prefix length such as 10.0.0.5/24; an octet is a number from 0 to 255\nand this text goes on and on"),
            new("config.yaml", 9, 9, "machine.network", "second"),
        };

        Assert.Equal("""
              problem    config.yaml:7: machine.network.interfaces[0].addresses[0]: '10.0.0.300/24' is not an address...
                         and 1 more: ichorctl get problems
            """, ProblemRow(Screen(Config, Machine(), InStep, Ready, problems)));
    }

    [Fact]
    public void What_the_kernel_refused_comes_before_what_is_waited_for()
    {
        Condition[] conditions =
        [
            new(new("link", "a0"), ConditionState.Waiting, "for link a0 to appear", null),
            new(new("link", "b0"), ConditionState.Failed, "set mtu 65535 on b0: EINVAL (mtu greater than device maximum)",
                new Because(Layer.Configuration, "config", new Provenance("config.yaml", 4))),
        ];

        Assert.Equal("""
              problem    link b0: set mtu 65535 on b0: EINVAL (mtu greater than device maximum)   configuration...
                         all of it: ichorctl get conditions
            """, ProblemRow(Screen(Config, Machine(), InStep, Ready, [], conditions)));
        Assert.Equal("  problem    link a0: waiting for link a0 to appear", ProblemRow(Screen(Config, Machine(), InStep, Ready, [], conditions[..1])));
    }

    [Fact]
    public void Nothing_wraps_and_nothing_moves_the_cursor()
    {
        var observed = new Observed();
        for (var i = 2; i < 100; i++)
            Put(observed, i, $"enp{i}s0f0np0d1", address: $"2001:db8:1111:2222:3333:4444:5555:{i:x}/128");
        var waiting = "a server that says \u001b[2J\u001b[H" + new string('x', 500);

        var screen = Screen("machine: {}", observed, NotInStep with { Problem = new string('y', 300) }, Ready, waiting: waiting);

        Assert.All(screen.Split('\n'), line => Assert.InRange(line.Length, 0, StatusScreen.Width));
        Assert.DoesNotContain('\u001b', screen);
        Assert.Contains("  and 74 more links: ichorctl get links\n", screen);
    }

    private static string ProblemRow(string screen) => screen[screen.IndexOf("  problem", StringComparison.Ordinal)..].TrimEnd();
}
