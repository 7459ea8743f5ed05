using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network.Tests;

/// <summary>A mistake of ours in one rule or decision costs that object and no other.</summary>
public class MistakeTests
{
    private static readonly Because Why = new(Layer.Configuration, "config", new Provenance("config.yaml", 7));
    private static readonly LinkName Good = LinkName.Parse("good0");

    /// <summary>Neither name nor selector, which no config file can say: the rule trips over it.</summary>
    private static readonly DeviceConfig Impossible = new() { Because = new Provenance("config.yaml", 3) };

    private static Plan Plan(Observed observed, params DeviceConfig[] devices) => Planner.Plan(
        new Inputs { CommandLine = CommandLine.Parse(""), Config = MachineConfig.Empty with { Network = new NetworkConfig { Interfaces = [.. devices] } } },
        observed);

    private static DeviceConfig Device(LinkName name, string address) => new()
    {
        Because = new Provenance("config.yaml", 9),
        Interface = name,
        Addresses = [new Located<InterfaceAddress>(InterfaceAddress.Parse(address), new Provenance("config.yaml", 10))],
    };

    [Fact]
    public void One_entry_that_cannot_be_expanded_takes_no_other_down()
    {
        var observed = new Observed();
        observed.Put(new LinkStatus { Index = 2, Name = Good });

        var plan = Plan(observed, Impossible, Device(Good, "10.0.0.5/24"));

        Assert.Contains("add address 10.0.0.5/24 on good0", plan.Operations.Select(operation => operation.ToString()));
        var failed = Assert.Single(plan.Conditions, condition => condition.State == ConditionState.Failed);
        Assert.Equal("config machine.network.interfaces[0]", failed.Object.ToString());
        Assert.StartsWith("a mistake in this program, please report it: NullReferenceException", failed.Reason);
        Assert.Equal("configuration (config.yaml:3)", failed.Because!.ToString());
    }

    [Fact]
    public void Nothing_is_withdrawn_because_a_rule_failed_to_speak()
    {
        var observed = new Observed();
        observed.Put(new LinkStatus { Index = 2, Name = Good, Kind = "veth" });
        observed.Put(new AddressStatus { LinkIndex = 2, Address = InterfaceAddress.Parse("10.0.0.5/24"), Protocol = Ownership.Protocol });

        Assert.DoesNotContain(Plan(observed, Impossible).Operations, operation => operation is DeleteAddress);
        Assert.Contains(Plan(observed).Operations, operation => operation is DeleteAddress);
    }

    private static Merged<LinkName, LinkSpec> Link(string name) => new(LinkName.Parse(name), new(), [new(LinkName.Parse(name), new(), Why)]);

    [Fact]
    public void One_decision_that_fails_is_that_objects_condition()
    {
        var pass = new Pass([]);

        pass.Decide(Link("a"), 0, ObjectKey.Link, _ => throw new InvalidOperationException("one\ntwo"));
        pass.DecideUnwanted<int>(new("link", "b"), 0, _ => throw new InvalidOperationException("three"));
        pass.Decide(Link("c"), 0, ObjectKey.Link, _ => Decision.InSync);

        Assert.Empty(pass.Chains);
        Assert.Equal(
            [
                "link a Failed a mistake in this program, please report it: InvalidOperationException: one two",
                "link b Failed a mistake in this program, please report it: InvalidOperationException: three",
                "link c Applied ",
            ],
            pass.Conditions.Select(condition => $"{condition.Object} {condition.State} {condition.Reason}"));
    }
}
