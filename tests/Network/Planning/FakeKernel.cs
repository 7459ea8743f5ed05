using Ichor.Netlink.Links;

namespace Ichor.Network.Tests.Planning;

/// <summary>
/// A kernel that carries out operations on <see cref="Observed"/> and refuses what Linux refuses. Like the node's writer it goes
/// phase by phase, one step of each chain at a time; a refused prerequisite ends its chain and no other.
/// </summary>
internal sealed partial class FakeKernel(Observed observed)
{
    private readonly FakeMemory _memory = new();
    private readonly PlanMemory _plans = new();
    private int _nextIndex = 100;

    public Observed Observed { get; } = observed;

    /// <summary>What is refused beyond what Linux would refuse.</summary>
    public Func<Operation, bool> Injected { get; set; } = static _ => false;

    /// <summary>Everything that was refused so far, with the reason.</summary>
    public List<string> Refusals { get; } = [];

    /// <summary>Number of operations that were carried out.</summary>
    public int Done { get; private set; }

    public void Run(Plan plan)
    {
        var running = plan.Chains.Select(chain => new Queue<Operation>(chain.Operations)).ToList();
        foreach (var phase in Enum.GetValues<Phase>())
            foreach (var chain in running)
                while (chain.TryPeek(out var next) && next.Phase <= phase)
                {
                    chain.Dequeue();
                    if (!Try(next) && next.IsPrerequisite)
                        chain.Clear();
                }
    }

    /// <summary>Plans and runs until nothing is left to do; false when that does not come in so many rounds.</summary>
    public bool Settle(Inputs inputs, int rounds = 16)
    {
        while (true)
        {
            var plan = Plan(inputs with { AsFound = _memory.AsFound(Observed) });
            if (plan.Chains.Count == 0)
                return true;
            if (rounds-- == 0)
                return false;
            _memory.Remember(plan, Observed);
            Run(plan);
        }
    }

    /// <summary>With what earlier plans have left, which must make no difference.</summary>
    private Plan Plan(Inputs inputs)
    {
        var plan = Planner.Plan(inputs, Observed, _plans);
        var fresh = Planner.Plan(inputs, Observed);
        Assert.Equal(PlanText.Of(fresh), PlanText.Of(plan));
        Assert.Equal(PlanText.Explanations(fresh), PlanText.Explanations(plan));
        return plan;
    }

    private bool Try(Operation operation)
    {
        var refusal = Injected(operation) ? "injected" : Apply(operation);
        if (refusal is not null)
            Refusals.Add($"{operation}: {refusal}");
        else
            Done++;
        return refusal is null;
    }

    private string? Apply(Operation operation) => operation switch
    {
        AddLink add => Add(add),
        DeleteLink delete => Delete(delete.Index),
        SetLinkSettings set => With(set.Index, link => SetSettings(link, set.Settings)),
        SetMtu set => With(set.Index, link => SetMtu(link, set.Mtu)),
        SetHardwareAddress set => With(set.Index, link => SetAddress(link, set.HardwareAddress)),
        SetMulticast set => Put(set.Index, link => link with { Multicast = set.Multicast }),
        SetAlias set => Put(set.Index, link => link with { Alias = set.Alias }),
        SetMaster set => With(set.Index, link => SetMaster(link, set.Master)),
        SetUp set => With(set.Index, link => SetUp(link, set.Up)),
        SetEthernet set => Put(set.Index, link => link with { Ethernet = FakeEthernet.After(link.Ethernet!, set.Change) }),
        SetWireGuard set => Put(set.Index, link => link with { WireGuard = FakeTunnel.After(link.WireGuard ?? new(), set.Change) }),
        AddAddress add => Add(add),
        DeleteAddress delete => Observed.Address(delete.LinkIndex, delete.Key.Address) is { } address ? Delete(address) : "EADDRNOTAVAIL",
        AddRoute add => Add(add),
        DeleteRoute delete => Observed.Remove(delete.Route) ? null : "ESRCH",
        AddRule add => Observed.Put(new RuleStatus { Key = add.Key, Rule = add.Spec, Protocol = Ownership.Protocol }) ? null : "EEXIST",
        DeleteRule delete => Observed.Remove(delete.Rule) ? null : "ENOENT",
        AddBridgeVlan add => With(add.Index, _ => Observed.Put(new BridgeVlanStatus { LinkIndex = add.Index, Id = add.Key.Id }) ? null : "EEXIST"),
        DeleteBridgeVlan delete => Observed.BridgeVlan(delete.Index, delete.Key.Id) is { } vlan && Observed.Remove(vlan) ? null : "ENOENT",
        _ => "EOPNOTSUPP",
    };

    private string? With(int index, Func<LinkStatus, string?> change) => Observed.Link(index) is { } link ? change(link) : "ENODEV";

    private string? Put(int index, Func<LinkStatus, LinkStatus> change) => With(index, link =>
    {
        Observed.Put(change(link));
        return null;
    });

    private List<LinkStatus> On(LinkStatus parent) =>
        Observed.Links.Where(link => link.Kind == Vlan.Kind.Name && link.ParentIndex == parent.Index).ToList();

    private List<LinkStatus> PortsOf(LinkStatus master) => Observed.Links.Where(link => link.MasterIndex == master.Index).ToList();
}
