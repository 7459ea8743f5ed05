using System.Globalization;
using System.Runtime.InteropServices;
using Ichor.Netlink.Links;
using static Ichor.Netlink.Kernel.LinkAttributes;
using static Ichor.Netlink.Kernel.RouteConstants;

namespace Ichor.Netlink;

/// <summary>Names the attribute of a request that the kernel points at when it has no words (NLMSGERR_ATTR_OFFS).</summary>
internal static class RequestAttribute
{
    /// <summary><c>IFLA_LINKINFO/IFLA_INFO_DATA/miimon</c>; numbers where this library has no name; null when there is none at that place.</summary>
    /// <param name="request">The message.</param>
    /// <param name="offset">Counted from the start of the message's header.</param>
    /// <param name="isRoute">Whether it went to NETLINK_ROUTE: other protocols use the same numbers for other things.</param>
    public static string? At(NetlinkMessage request, int offset, bool isRoute)
    {
        var path = new List<ushort>();
        if (!Find(request.Attributes, offset - request.AttributesStart, path))
            return null;
        var kind = isRoute && IsLink(request.Type) ? KindIn(request.Attributes) : null;
        return string.Join('/', path.Select((type, depth) => (isRoute ? Name(request.Type, path, depth, kind) : null) ?? type.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Which attributes are nested is not written on all of them: one that the place is inside of is.</summary>
    private static bool Find(ReadOnlySpan<byte> attributes, int offset, List<ushort> path)
    {
        for (var start = 0; start <= offset && attributes.Length - start >= 4;)
        {
            int length = MemoryMarshal.Read<ushort>(attributes[start..]);
            if (length < 4 || start + length > attributes.Length)
                return false;
            if (offset < start + length)
            {
                path.Add((ushort)(MemoryMarshal.Read<ushort>(attributes[(start + 2)..]) & 0x3fff));     // NLA_TYPE_MASK
                return offset == start || Find(attributes[(start + 4)..(start + length)], offset - start - 4, path);
            }
            start += length + 3 & ~3;
        }
        return false;
    }

    private static bool IsLink(ushort message) => message is >= RTM_NEWLINK and <= RTM_SETLINK;

    private static LinkKind? KindIn(ReadOnlySpan<byte> attributes)
    {
        foreach (var attribute in new AttributeReader(attributes))
            if (attribute.Type == IFLA_LINKINFO)
                foreach (var part in attribute.Nested)
                    if (part.Type == IFLA_INFO_KIND)
                        return LinkKind.Find(part.String);
        return null;
    }

    private static string? Name(ushort message, List<ushort> path, int depth, LinkKind? kind) => depth switch
    {
        0 when IsLink(message) => OfLink(path[0]),
        0 when message is >= RTM_NEWADDR and <= RTM_GETADDR => OfAddress(path[0]),
        0 when message is >= RTM_NEWROUTE and <= RTM_GETROUTE => OfRoute(path[0]),
        0 when message is >= RTM_NEWRULE and <= RTM_GETRULE => OfRule(path[0]),
        1 when IsLink(message) && path[0] == IFLA_LINKINFO => path[1] switch
        {
            IFLA_INFO_KIND => nameof(IFLA_INFO_KIND),
            IFLA_INFO_DATA => nameof(IFLA_INFO_DATA),
            _ => null,
        },
        2 when IsLink(message) && path[0] == IFLA_LINKINFO && path[1] == IFLA_INFO_DATA => kind?.FindSetting(path[2])?.Name,
        _ => null,
    };

    private static string? OfLink(ushort type) => type switch
    {
        IFLA_ADDRESS => nameof(IFLA_ADDRESS),
        IFLA_IFNAME => nameof(IFLA_IFNAME),
        IFLA_MTU => nameof(IFLA_MTU),
        IFLA_LINK => nameof(IFLA_LINK),
        IFLA_MASTER => nameof(IFLA_MASTER),
        IFLA_LINKINFO => nameof(IFLA_LINKINFO),
        IFLA_IFALIAS => nameof(IFLA_IFALIAS),
        IFLA_AF_SPEC => nameof(IFLA_AF_SPEC),
        IFLA_GROUP => nameof(IFLA_GROUP),
        _ => null,
    };

    private static string? OfAddress(ushort type) => type switch
    {
        IFA_ADDRESS => nameof(IFA_ADDRESS),
        IFA_LOCAL => nameof(IFA_LOCAL),
        IFA_BROADCAST => nameof(IFA_BROADCAST),
        IFA_FLAGS => nameof(IFA_FLAGS),
        IFA_RT_PRIORITY => nameof(IFA_RT_PRIORITY),
        IFA_PROTO => nameof(IFA_PROTO),
        _ => null,
    };

    private static string? OfRoute(ushort type) => type switch
    {
        RTA_DST => nameof(RTA_DST),
        RTA_OIF => nameof(RTA_OIF),
        RTA_GATEWAY => nameof(RTA_GATEWAY),
        RTA_PRIORITY => nameof(RTA_PRIORITY),
        RTA_PREFSRC => nameof(RTA_PREFSRC),
        RTA_METRICS => nameof(RTA_METRICS),
        RTA_TABLE => nameof(RTA_TABLE),
        RTA_VIA => nameof(RTA_VIA),
        _ => null,
    };

    private static string? OfRule(ushort type) => type switch
    {
        FRA_DST => nameof(FRA_DST),
        FRA_SRC => nameof(FRA_SRC),
        FRA_IIFNAME => nameof(FRA_IIFNAME),
        FRA_OIFNAME => nameof(FRA_OIFNAME),
        FRA_FWMARK => nameof(FRA_FWMARK),
        FRA_TABLE => nameof(FRA_TABLE),
        FRA_PROTOCOL => nameof(FRA_PROTOCOL),
        _ => null,
    };
}
