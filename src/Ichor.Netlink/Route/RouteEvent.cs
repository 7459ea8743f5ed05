using static Ichor.Netlink.Kernel.RouteConstants;

namespace Ichor.Netlink.Route;

/// <summary>Something appeared, changed or went.</summary>
public abstract record RouteEvent
{
    /// <summary>Reads a notification or an entry of a dump.</summary>
    /// <param name="reply">The message.</param>
    /// <param name="nameOf">Names of links, for settings that refer to one.</param>
    /// <returns>What happened; null for what this library does not follow.</returns>
    /// <exception cref="NetlinkFormatException">The bytes are not what the message's type says.</exception>
    public static RouteEvent? Decode(NetlinkReply reply, Func<int, LinkName?>? nameOf = null)
    {
        var payload = reply.Payload.Span;
        return reply.Type switch
        {
            RTM_NEWLINK => LinkMessage.Decode(payload, nameOf) is { } link ? new LinkChanged(link)
                : BridgeVlans.Decode(payload) is { } vlans ? new BridgeVlansChanged(vlans) : null,
            RTM_DELLINK => LinkMessage.Decode(payload, nameOf) is { } link ? new LinkGone(link)
                : BridgeVlans.Decode(payload) is { } port ? new BridgeVlansChanged(port with { MasterIndex = null, Vlans = new() }) : null,
            RTM_NEWADDR => AddressMessage.Decode(payload) is { } address ? new AddressChanged(address) : null,
            RTM_DELADDR => AddressMessage.Decode(payload) is { } address ? new AddressGone(address) : null,
            RTM_NEWROUTE => RouteMessage.Decode(payload) is { } route ? new RouteChanged(route) : null,
            RTM_DELROUTE => RouteMessage.Decode(payload) is { } route ? new RouteGone(route) : null,
            RTM_NEWRULE => RuleMessage.Decode(payload) is { } rule ? new RuleChanged(rule) : null,
            RTM_DELRULE => RuleMessage.Decode(payload) is { } rule ? new RuleGone(rule) : null,
            _ => null,
        };
    }
}

/// <summary>A link is new or changed.</summary>
public sealed record LinkChanged(LinkMessage Link) : RouteEvent;

/// <summary>A link is gone.</summary>
public sealed record LinkGone(LinkMessage Link) : RouteEvent;

/// <summary>VLANs on a bridge or on a port of one changed; a link that is no port any more has none. Comes with the group of links.</summary>
public sealed record BridgeVlansChanged(BridgeVlans Vlans) : RouteEvent;

/// <summary>An address is new or changed.</summary>
public sealed record AddressChanged(AddressMessage Address) : RouteEvent;

/// <summary>An address is gone.</summary>
public sealed record AddressGone(AddressMessage Address) : RouteEvent;

/// <summary>A route is new or changed.</summary>
/// <remarks>The kernel says nothing of IPv4 routes that go because their link goes down or away: the reader of notifications has to draw that conclusion, or list the routes again.</remarks>
public sealed record RouteChanged(RouteMessage Route) : RouteEvent;

/// <summary>A route is gone.</summary>
public sealed record RouteGone(RouteMessage Route) : RouteEvent;

/// <summary>A routing rule is new.</summary>
public sealed record RuleChanged(RuleMessage Rule) : RouteEvent;

/// <summary>A routing rule is gone.</summary>
public sealed record RuleGone(RuleMessage Rule) : RouteEvent;
