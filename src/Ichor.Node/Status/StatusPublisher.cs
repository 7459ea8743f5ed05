using Ichor.Api;
using Ichor.Config;
using Ichor.Network;
using Ichor.Network.Names;
using Ichor.Node.History;
using Ichor.Node.Kernel;
using Ichor.Node.Trial;

namespace Ichor.Node.Status;

/// <summary>Copies the mirror and the plan into the tables behind <c>get</c> and <c>watch</c>; only differences become events.</summary>
internal sealed class StatusPublisher
{
    private readonly Observed _observed;
    private readonly LinkDetails _details;

    public StatusPublisher(Observed observed, LinkDetails details, TimeProvider clock)
    {
        _observed = observed;
        _details = details;
        Tables = new ResourceTables(clock);
        foreach (var type in new ResourceType[]
        {
            LinkTypes.Links, AddressTypes.Addresses, AddressTypes.Routes, KernelTypes.Rules, KernelTypes.BridgeVlans, KernelTypes.TunnelPeers, KernelTypes.Ethernet, NodeTypes.Conditions, NodeTypes.Naming, NodeTypes.Problems, NodeTypes.Hostname,
            NodeTypes.Resolvers, NodeTypes.TimeServers, NodeTypes.Readiness, NodeTypes.Time, NodeTypes.Operators, NodeTypes.Config,
            ServiceTypes.Services, TrialTypes.Trials,
        })
            Tables.Register(type);
    }

    public ResourceTables Tables { get; }

    public void Publish(NodeCore core, Func<int, GivenName?> given, IReadOnlyList<Problem> problems, ReadinessRow readiness, TimeRow time, ConfigRow config, IEnumerable<OperatorRow> operators,
        ConditionHistory history, TrialRow trial)
    {
        Tables.Offer(LinkTypes.Links, () => _observed.Links.Select(link => new LinkRow(link, NameOf(link.ParentIndex), NameOf(link.MasterIndex), NameOf(link.Bond?.ActiveIndex ?? 0),
            given(link.Index)?.Report.Policy ?? "")));
        Tables.Offer(AddressTypes.Addresses, () => _observed.Addresses.Select(address => new AddressRow(address, NameOf(address.LinkIndex))));
        Tables.Offer(AddressTypes.Routes, () => _observed.Routes.Select(route => new RouteRow(route, NameOf(route.LinkIndex))));
        Tables.Offer(NodeTypes.Conditions, () => core.ConditionsInAnyOrder.Select(condition => ConditionRow.Of(condition, history)));
        Tables.Update(TrialTypes.Trials, [trial]);
        Tables.Offer(KernelTypes.Rules, () => _observed.Rules.OrderByDescending(rule => rule.IsOurs));    // of several of one priority ours counts
        Tables.Offer(KernelTypes.BridgeVlans, () => _observed.BridgeVlans.Select(vlan => new BridgeVlanRow(NameOf(vlan.LinkIndex), vlan)));
        Tables.Offer(KernelTypes.TunnelPeers, () => KernelTypes.PeersOf(_observed.Links, _details.Tunnels));
        Tables.Offer(KernelTypes.Ethernet, () => KernelTypes.EthernetOf(_observed.Links, _details.Ethernet));
        Tables.Update(NodeTypes.Problems, ProblemRow.Of(problems));
        Tables.Update(NodeTypes.Hostname, [core.Plan.Hostname.Spec]);
        Tables.Update(NodeTypes.Resolvers, [new ResolverRow(
            [.. (core.Plan.Resolvers.Servers ?? []).Select(server => server.ToString())], core.Plan.Resolvers.SearchDomains ?? [])]);
        Tables.Update(NodeTypes.TimeServers, [new TimeServerRow(core.Plan.TimeServers.Servers)]);
        Tables.Update(NodeTypes.Operators, operators);
        Tables.Update(NodeTypes.Time, [time]);
        Tables.Update(NodeTypes.Config, [config]);
        Tables.Update(NodeTypes.Readiness, [readiness]);
    }

    private string NameOf(int index) => index == 0 ? "" : _observed.Link(index)?.Name.ToString() ?? "";
}
