using System.Net.Sockets;
using static Ichor.Netlink.Kernel.RouteConstants;

namespace Ichor.Netlink.Route;

/// <summary>Requests about routing rules.</summary>
public static class RuleRequests
{
    /// <summary>All rules of one family.</summary>
    public static NetlinkMessage GetAll(AddressFamily family) =>
        new NetlinkMessage(RTM_GETRULE, NetlinkFlags.Dump, "list routing rules").Header(new RtMsg(RouteRequests.FamilyNumber(family)));

    /// <summary>Adds a rule; refused if there is an equal one.</summary>
    public static NetlinkMessage Add(RuleMessage rule) =>
        Message(RTM_NEWRULE, NetlinkFlags.Create | NetlinkFlags.Exclusive, rule, $"add routing rule {rule.Priority}");

    /// <summary>Removes a rule.</summary>
    public static NetlinkMessage Delete(RuleMessage rule) =>
        Message(RTM_DELRULE, NetlinkFlags.None, rule, $"remove routing rule {rule.Priority}");

    private static NetlinkMessage Message(ushort type, NetlinkFlags flags, RuleMessage rule, string purpose)
    {
        var message = new NetlinkMessage(type, flags, purpose).Header(new RtMsg(RouteRequests.FamilyNumber(rule.Family),
            (byte)(rule.Destination?.Length ?? 0), (byte)(rule.Source?.Length ?? 0), Table: (byte)(rule.Table > byte.MaxValue ? 0 : rule.Table),
            Type: rule.Action, Flags: rule.Inverted ? FIB_RULE_INVERT : 0));
        message.UInt32(FRA_PRIORITY, rule.Priority);
        if (rule.Table > byte.MaxValue)
            message.UInt32(FRA_TABLE, rule.Table);
        if (rule.Protocol != RouteProtocol.Unspecified)
            message.UInt8(FRA_PROTOCOL, rule.Protocol);
        if (rule.Source is { } source)
            message.Address(FRA_SRC, source.Address);
        if (rule.Destination is { } destination)
            message.Address(FRA_DST, destination.Address);
        if (rule.InputLink is { } input)
            message.String(FRA_IIFNAME, input.ToString());
        if (rule.OutputLink is { } output)
            message.String(FRA_OIFNAME, output.ToString());
        if (rule.Mark != 0 || rule.MarkMask != 0)
            message.UInt32(FRA_FWMARK, rule.Mark);
        if (rule.MarkMask != 0)
            message.UInt32(FRA_FWMASK, rule.MarkMask);
        if (rule.SuppressPrefixLength is { } length)
            message.UInt32(FRA_SUPPRESS_PREFIXLEN, length);
        if (rule.VrfTable)
            message.UInt8(FRA_L3MDEV, 1);
        return message;
    }
}
