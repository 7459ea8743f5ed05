using System.Net.Sockets;
using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network.Offline;

/// <summary>One of <c>rules</c> in an observed file.</summary>
internal static class RuleEntry
{
    public static RuleStatus Read(ObjectReader o)
    {
        var family = o.Optional("family", Scalars.Enum(("inet4", AddressFamily.InterNetwork), ("inet6", AddressFamily.InterNetworkV6)),
            AddressFamily.InterNetwork, "Address family.");
        var mark = o.Optional("fwMark", Scalars.UInt32(), 0u, "Mark of packets.");
        return new RuleStatus
        {
            Key = new RuleKey(family, o.Required("priority", Scalars.UInt32(), "Priority; the lowest is asked first.", "1000")),
            Rule = new RuleSpec
            {
                Source = o.OptionalOrNull("src", Scalars.IpPrefix, "Source of packets."),
                Destination = o.OptionalOrNull("dst", Scalars.IpPrefix, "Destination of packets."),
                Table = o.Optional("table", Scalars.UInt32(), 0u, "Table that is looked up."),
                Action = o.Optional("action", Scalars.Enum(("unicast", RuleAction.Unicast), ("blackhole", RuleAction.Blackhole),
                    ("unreachable", RuleAction.Unreachable), ("prohibit", RuleAction.Prohibit)), RuleAction.Unicast, "What happens to packets."),
                InputLink = o.OptionalValue("iifName", Scalars.LinkName, "Link that packets came in by."),
                OutputLink = o.OptionalValue("oifName", Scalars.LinkName, "Link that packets are bound to."),
                Mark = mark,
                MarkMask = o.Optional("fwMask", Scalars.UInt32(), mark == 0 ? 0 : uint.MaxValue, "Bits of the mark that count."),
            },
            Protocol = o.Optional("ours", Scalars.Bool, false, "Whether it carries our mark.")
                ? Ownership.Protocol
                : (byte)o.Optional("protocol", Scalars.UInt32(0, 255), 2u, "Who made it; 2 is the kernel, 4 an administrator."),
        };
    }
}

/// <summary>One of <c>bridgeVlans</c> in an observed file.</summary>
internal sealed record BridgeVlanEntry(BridgeVlanStatus Status, Located<LinkName> Link)
{
    public static BridgeVlanEntry Read(ObjectReader o) => new(new BridgeVlanStatus
    {
        LinkIndex = 0,
        Id = o.Required("id", Scalars.UInt16(1, 4094), "VLAN.", "100"),
        IsPvid = o.Optional("pvid", Scalars.Bool, false, "Whether untagged frames that come in belong to it."),
        IsUntagged = o.Optional("untagged", Scalars.Bool, false, "Whether its frames leave untagged."),
    },
    new(o.Required("link", Scalars.LinkName, "The bridge, or a port of one."), o.BecauseOf("link")));
}
