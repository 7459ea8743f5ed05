using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>The outcome of one pass: what to change in the kernel, what else is wished of the node, and how it stands.</summary>
public sealed class Plan
{
    /// <summary>Chains of operations, one per object, in the order of their phases.</summary>
    public required IReadOnlyList<OperationChain> Chains { get; init; }

    /// <summary>In the order of their objects; sorted when they are first looked at.</summary>
    public required IReadOnlyList<Condition> Conditions { get; init; }

    /// <summary>The same, for those to whom the order does not matter.</summary>
    public required IReadOnlyList<Condition> ConditionsInAnyOrder { get; init; }
    public required IReadOnlyDictionary<OperatorKey, Merged<OperatorKey, OperatorSpec>> Operators { get; init; }
    public required (HostnameSpec Spec, Because Because) Hostname { get; init; }
    public required ResolverSpec Resolvers { get; init; }
    public required TimeServerSpec TimeServers { get; init; }

    /// <summary>Every wish for the host name, for explanations; in no order.</summary>
    public required IReadOnlyList<(HostnameSpec Spec, Because Because)> Hostnames { get; init; }

    /// <summary>Every wish for name servers and search domains.</summary>
    public required IReadOnlyList<(ResolverSpec Spec, Because Because)> ResolverWishes { get; init; }

    /// <summary>Every wish for time servers.</summary>
    public required IReadOnlyList<(TimeServerSpec Spec, Because Because)> TimeServerWishes { get; init; }

    public required IReadOnlyDictionary<LinkName, Merged<LinkName, LinkSpec>> Links { get; init; }
    public required IReadOnlyDictionary<AddressKey, Merged<AddressKey, AddressSpec>> Addresses { get; init; }
    public required IReadOnlyDictionary<RouteKey, Merged<RouteKey, RouteSpec>> Routes { get; init; }

    public required IReadOnlyDictionary<RuleKey, Merged<RuleKey, RuleSpec>> Rules { get; init; }

    /// <summary>VLANs that bridges have to let through for the VLAN links on them.</summary>
    public required IReadOnlyDictionary<BridgeVlanKey, Merged<BridgeVlanKey, BridgeVlanSpec>> BridgeVlans { get; init; }

    /// <summary>Host names that the plan wants resolved, in their order; nothing else waits for them.</summary>
    public required IReadOnlyList<WantedName> WantedNames { get; init; }

    /// <summary>All operations in the order in which they are to run.</summary>
    public IEnumerable<Operation> Operations => Chains.SelectMany(chain => chain.Operations).OrderBy(operation => operation.Phase);
}

/// <summary>The operations for one object. When a step fails that the rest needs, the rest is dropped, and no other chain.</summary>
/// <param name="Object">What it is about.</param>
/// <param name="Operations">Its steps.</param>
/// <param name="Order">Its place among the chains: of ports, that in their master's list.</param>
public sealed record OperationChain(ObjectKey Object, IReadOnlyList<Operation> Operations, int Order = 0);
