using Ichor.Netlink;

namespace Ichor.Config;

/// <summary><c>kind: RoutingRuleConfig</c>: which packets look up which routing table; its name is the priority.</summary>
public sealed record RoutingRuleDocument : IConfigDocument
{
    public required Provenance Because { get; init; }

    /// <summary>Rules are asked in the order of their priority, the lowest first.</summary>
    public uint Priority { get; init; }

    /// <summary>Null matches every source.</summary>
    public IpPrefix? Source { get; init; }

    /// <summary>Null matches every destination.</summary>
    public IpPrefix? Destination { get; init; }

    /// <summary>Null only when <see cref="Action"/> is not <see cref="RoutingRuleAction.Unicast"/>.</summary>
    public uint? Table { get; init; }

    public RoutingRuleAction Action { get; init; } = RoutingRuleAction.Unicast;

    /// <summary>The link that a packet came in by; null matches all.</summary>
    public LinkName? InLink { get; init; }

    /// <summary>The link that a packet is bound to by its socket; null matches all.</summary>
    public LinkName? OutLink { get; init; }

    /// <summary>Mark of the packet; null matches all.</summary>
    public uint? FirewallMark { get; init; }

    /// <summary>Which bits of the mark count; null is all.</summary>
    public uint? FirewallMask { get; init; }

    internal static RoutingRuleDocument Read(ObjectReader o)
    {
        o.Header();
        return o.Validate(new RoutingRuleDocument
        {
            Priority = o.Required("name", DocumentScalars.RulePriority, "Priority of the rule; the lowest is asked first.", "1000"),
            Because = o.BecauseOf("name"),
            Source = o.OptionalOrNull("src", Scalars.IpPrefix, "Source of the packets; without it all match.", "10.0.0.0/8"),
            Destination = o.OptionalOrNull("dst", Scalars.IpPrefix, "Destination of the packets; without it all match.", "192.168.0.0/16"),
            Table = o.OptionalValue("table", DocumentScalars.RoutingTable, "Routing table that is looked up.", "100"),
            Action = o.Optional("action", Actions, RoutingRuleAction.Unicast, "What happens to the packets."),
            InLink = o.OptionalValue("iifName", Scalars.LinkName, "The link that the packets came in by.", "enp0s3"),
            OutLink = o.OptionalValue("oifName", Scalars.LinkName, "The link that the packets are bound to by their socket.", "vrf-blue"),
            FirewallMark = o.NonZero("fwMark", Scalars.UInt32(), "Mark of the packets; 0 counts as not given.", "0x100"),
            FirewallMask = o.NonZero("fwMask", Scalars.UInt32(), "Which bits of the mark count; 0 counts as not given, which is all.", "0xff00"),
        }, Check);
    }

    MachineConfig IConfigDocument.AddTo(MachineConfig machine) => machine with
    {
        Documents = machine.Documents with { RoutingRules = [.. machine.Documents.RoutingRules, this] },
    };

    private static Scalar<RoutingRuleAction> Actions { get; } = Scalars.Enum(
        ("unicast", RoutingRuleAction.Unicast), ("blackhole", RoutingRuleAction.Blackhole),
        ("unreachable", RoutingRuleAction.Unreachable), ("prohibit", RoutingRuleAction.Prohibit));

    private static void Check(ObjectReader o, RoutingRuleDocument rule)
    {
        if (rule.Table is null && rule.Action == RoutingRuleAction.Unicast)
            o.Error("table", "is required, unless 'action' is blackhole, unreachable or prohibit");
        if (rule.Source is not null && rule.Destination is not null && rule.Source.Family != rule.Destination.Family)
            o.Error("dst", $"'{rule.Destination}' is not of the same family as the source {rule.Source}");
        if (rule.FirewallMask is not null && rule.FirewallMark is null)
            o.Error("fwMask", "needs 'fwMark'");
    }
}

/// <summary>FR_ACT_* of include/uapi/linux/fib_rules.h.</summary>
public enum RoutingRuleAction
{
    /// <summary>The table is looked up.</summary>
    Unicast = 1,

    /// <summary>The packet is dropped.</summary>
    Blackhole = 6,

    /// <summary>The packet is dropped, and its sender told that the network cannot be reached.</summary>
    Unreachable = 7,

    /// <summary>The packet is dropped, and its sender told that this is forbidden.</summary>
    Prohibit = 8,
}
