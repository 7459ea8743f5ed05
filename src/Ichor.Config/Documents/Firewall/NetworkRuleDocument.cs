using Ichor.Netlink;

namespace Ichor.Config;

/// <summary><c>kind: NetworkRuleConfig</c>: who may reach some ports of this machine.</summary>
public sealed record NetworkRuleDocument : IConfigDocument
{
    public required Provenance Because { get; init; }

    public string Name { get; init; } = "";

    public FirewallProtocol Protocol { get; init; }

    /// <summary>They do not overlap. Empty for ICMP only.</summary>
    public ValueList<PortRange> Ports { get; init; }

    /// <summary>Empty lets nobody in.</summary>
    public ValueList<IngressRule> Ingress { get; init; }

    internal static NetworkRuleDocument Read(ObjectReader o)
    {
        o.Header();
        o.NotActedUpon("the firewall");
        var name = o.Required("name", Scalars.NonEmptyText, "Name of the rule.", "ingress-apid");
        var rule = o.RequiredObject("portSelector", ReadPorts, "What the rule is about.") ?? new NetworkRuleDocument { Because = o.Because };
        return rule with
        {
            Name = name,
            Because = o.BecauseOf("name"),
            Ingress = o.List("ingress", IngressRule.Read, "Who may; nobody when the list is empty."),
        };
    }

    MachineConfig IConfigDocument.AddTo(MachineConfig machine) => machine with
    {
        Documents = machine.Documents with { Rules = [.. machine.Documents.Rules, this] },
    };

    private static NetworkRuleDocument ReadPorts(ObjectReader o)
    {
        var ports = o.LocatedList("ports", PortRange.Scalar, "Single ports, and ranges that include both ends.", "50000-50003");
        var rule = new NetworkRuleDocument
        {
            Because = o.Because,
            Ports = ports.Select(port => port.Value).ToValueList(),
            Protocol = o.Required("protocol", Protocols, "Protocol of the packets.", "tcp"),
        };
        return o.Validate(rule, (at, read) => Check(at, read, ports));
    }

    private static Scalar<FirewallProtocol> Protocols { get; } = Scalars.Enum(
        ("tcp", FirewallProtocol.Tcp), ("udp", FirewallProtocol.Udp), ("icmp", FirewallProtocol.Icmp), ("icmpv6", FirewallProtocol.Icmpv6));

    private static void Check(ObjectReader o, NetworkRuleDocument rule, ValueList<Located<PortRange>> ports)
    {
        var hasPorts = rule.Protocol is FirewallProtocol.Tcp or FirewallProtocol.Udp;
        if (hasPorts && rule.Ports.IsEmpty)
            o.Error("ports", "needs at least one port");
        else if (!hasPorts && !rule.Ports.IsEmpty)
            o.Notice("ports", "has no effect: packets of ICMP have no ports");
        var sorted = ports.OrderBy(port => port.Value.First).ToList();
        foreach (var (before, after) in sorted.Zip(sorted.Skip(1)))
            if (after.Value.First <= before.Value.Last)
                o.Error(after.Because, "ports", $"{after} overlaps {before}");
    }
}

/// <summary>Protocol of a firewall rule: the number in the IP header.</summary>
public enum FirewallProtocol
{
    Icmp = 1,
    Tcp = 6,
    Udp = 17,
    Icmpv6 = 58,
}

/// <summary>An entry of <c>ingress</c>.</summary>
/// <param name="Subnet">Whose packets are taken.</param>
/// <param name="Except">A part of <paramref name="Subnet"/> whose packets are not; null for none.</param>
/// <param name="Because">Where it was asked for.</param>
public sealed record IngressRule(IpPrefix Subnet, IpPrefix? Except, Provenance Because)
{
    internal static IngressRule Read(ObjectReader o)
    {
        var rule = new IngressRule(
            o.Required("subnet", Scalars.IpPrefix, "Whose packets are taken.", "192.168.0.0/16"),
            o.OptionalOrNull("except", Scalars.IpPrefix, "A part of subnet whose packets are not taken.", "192.168.66.0/24"),
            o.Because);
        return o.Validate(rule, (at, read) =>
        {
            if (read.Except is not null && !read.Subnet.Contains(read.Except.Address))
                at.Notice("except", $"has no effect: {read.Except} is not in {read.Subnet}");
        });
    }
}
