using System.Net.Sockets;
using static Ichor.Netlink.Kernel.NetlinkConstants;
using static Ichor.Netlink.Kernel.RouteConstants;

namespace Ichor.Netlink.Route;

/// <summary>A routing rule: as the kernel reports it (RTM_NEWRULE), or as it is to be.</summary>
public sealed record RuleMessage
{
    /// <summary>IPv4 or IPv6.</summary>
    public required AddressFamily Family { get; init; }

    /// <summary>Order in which rules are tried.</summary>
    public uint Priority { get; init; }

    /// <summary>Only packets from there.</summary>
    public IpPrefix? Source { get; init; }

    /// <summary>Only packets to there.</summary>
    public IpPrefix? Destination { get; init; }

    /// <summary>Table to look in; 0 for an action that needs none and with <see cref="VrfTable"/>.</summary>
    public uint Table { get; init; }

    /// <summary>FR_ACT_* of include/uapi/linux/fib_rules.h: 1 look in the table, 6 blackhole, 7 unreachable, 8 prohibit.</summary>
    public byte Action { get; init; } = 1;

    /// <summary>Only packets that came in there.</summary>
    public LinkName? InputLink { get; init; }

    /// <summary>Only packets of sockets bound there.</summary>
    public LinkName? OutputLink { get; init; }

    /// <summary>Only packets with this mark.</summary>
    public uint Mark { get; init; }

    /// <summary>Which bits of the mark count; 0 with a mark that is not 0 is all of them, which the kernel reports as such.</summary>
    public uint MarkMask { get; init; }

    /// <summary>Whether it is for packets that do not match (FIB_RULE_INVERT).</summary>
    public bool Inverted { get; init; }

    /// <summary>Routes found with a prefix of this length or shorter do not count (FRA_SUPPRESS_PREFIXLEN); null counts all.</summary>
    public uint? SuppressPrefixLength { get; init; }

    /// <summary>Whether the table is that of the VRF that the packet belongs to. The kernel makes such a rule with the first VRF.</summary>
    public bool VrfTable { get; init; }

    /// <summary>What else a rule of the kernel looks at, in the words of <c>ip rule</c>: <c>ipproto 17 dport 53</c>. Empty for none; never sent.</summary>
    public string Others { get; init; } = "";

    /// <summary>Who made it.</summary>
    public byte Protocol { get; init; } = RouteProtocol.Static;

    /// <summary>Reads the payload of RTM_NEWRULE or RTM_DELRULE.</summary>
    /// <returns>The rule; null for a family other than IPv4 and IPv6.</returns>
    /// <exception cref="NetlinkFormatException">The bytes are not a rule message.</exception>
    public static RuleMessage? Decode(ReadOnlySpan<byte> payload)
    {
        var header = RtMsg.Read(payload);
        if (header.Family is not (AF_INET or AF_INET6))
            return null;
        var rule = new RuleMessage
        {
            Family = header.Family == AF_INET ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6,
            Table = header.Table,
            Action = header.Type,
            Protocol = RouteProtocol.Unspecified,
            Inverted = (header.Flags & FIB_RULE_INVERT) != 0,
            Others = RuleSelectors.OfTos(header.Tos),
        };
        foreach (var attribute in new AttributeReader(payload[RtMsg.Size..]))
            rule = rule.With(attribute, header);
        return rule;
    }

    private RuleMessage With(NetlinkAttribute attribute, RtMsg header) => attribute.Type switch
    {
        FRA_PRIORITY => this with { Priority = attribute.UInt32 },
        FRA_SRC => this with { Source = RouteMessage.Prefix(attribute.AddressOf(header.Family), header.SourceLength) },
        FRA_DST => this with { Destination = RouteMessage.Prefix(attribute.AddressOf(header.Family), header.DestinationLength) },
        FRA_TABLE => this with { Table = attribute.UInt32 },
        FRA_IIFNAME => this with { InputLink = LinkName.FromKernel(attribute.String) },
        FRA_OIFNAME => this with { OutputLink = LinkName.FromKernel(attribute.String) },
        FRA_FWMARK => this with { Mark = attribute.UInt32 },
        FRA_FWMASK => this with { MarkMask = attribute.UInt32 },
        FRA_SUPPRESS_PREFIXLEN => this with { SuppressPrefixLength = attribute.UInt32 is var length and not uint.MaxValue ? length : null },
        FRA_L3MDEV => this with { VrfTable = attribute.UInt8 != 0 },
        FRA_PROTOCOL => this with { Protocol = attribute.UInt8 },
        FRA_UNSPEC or FRA_PAD => this,
        FRA_SPORT_MASK or FRA_DPORT_MASK when attribute.Value is [0xff, 0xff] => this,      // Linux 6.15 says so of every port
        _ => this with { Others = RuleSelectors.With(Others, attribute) },
    };
}
