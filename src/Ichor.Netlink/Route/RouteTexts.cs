using System.Globalization;
using System.Net.Sockets;

namespace Ichor.Netlink.Route;

/// <summary>The texts of rtnetlink's numbers, as the status resources of Talos print them.</summary>
public static class RouteTexts
{
    private static readonly string[] s_linkFlags =
    [
        "UP", "BROADCAST", "DEBUG", "LOOPBACK", "POINTTOPOINT", "NOTRAILERS", "RUNNING", "NOARP", "PROMISC", "ALLMULTI", "MASTER",
        "SLAVE", "MULTICAST", "PORTSEL", "AUTOMEDIA", "DYNAMIC", "LOWER_UP", "DORMANT", "ECHO",
    ];

    private static readonly string[] s_addressFlags =
    [
        "temporary", "nodad", "optimistic", "dadfailed", "homeaddress", "deprecated", "tentative", "permanent", "mngmtmpaddr",
        "noprefixroute", "mcautojoin", "stableprivacy",
    ];

    private static readonly string[] s_routeFlags =
        ["notify", "cloned", "equalize", "prefix", "lookup_table", "fib_match", "offload", "trap"];

    private static readonly string[] s_routeTypes =
    [
        "unspec", "unicast", "local", "broadcast", "anycast", "multicast", "blackhole", "unreachable", "prohibit", "throw", "nat",
        "xresolve",
    ];

    /// <summary>As in <c>UP,BROADCAST</c>.</summary>
    public static string ToText(this LinkFlags flags) => Join((uint)flags, s_linkFlags);

    /// <summary>As in <c>permanent,noprefixroute</c>.</summary>
    public static string ToText(this AddressFlags flags) => Join((uint)flags, s_addressFlags);

    /// <summary>Those of RTM_F_*.</summary>
    public static string ToText(this RouteFlags flags) => Join((uint)flags >> 8, s_routeFlags);

    /// <summary>As in <c>lowerLayerDown</c>.</summary>
    public static string ToText(this OperState state) => state switch
    {
        OperState.NotPresent => "notPresent",
        OperState.Down => "down",
        OperState.LowerLayerDown => "lowerLayerDown",
        OperState.Testing => "testing",
        OperState.Dormant => "dormant",
        OperState.Up => "up",
        _ => "unknown",
    };

    /// <summary>As in <c>global</c>.</summary>
    public static string ToText(this RouteScope scope) => scope switch
    {
        RouteScope.Global => "global",
        RouteScope.Site => "site",
        RouteScope.Link => "link",
        RouteScope.Host => "host",
        RouteScope.Nowhere => "nowhere",
        _ => Number((uint)scope),
    };

    /// <summary>As in <c>unicast</c>.</summary>
    public static string ToText(this RouteType type) =>
        (int)type < s_routeTypes.Length ? s_routeTypes[(int)type] : Number((uint)type);

    /// <summary><c>inet4</c> or <c>inet6</c>.</summary>
    public static string ToText(this AddressFamily family) => family == AddressFamily.InterNetwork ? "inet4" : "inet6";

    /// <summary>A routing table's name, or its number.</summary>
    public static string TableToText(uint table) => table switch
    {
        0 => "unspec",
        RouteTable.Default => "default",
        RouteTable.Main => "main",
        RouteTable.Local => "local",
        _ => Number(table),
    };

    /// <summary>A route protocol's name (include/uapi/linux/rtnetlink.h, RTPROT_*), or its number.</summary>
    public static string ProtocolToText(byte protocol) => protocol switch
    {
        0 => "unspec",
        1 => "redirect",
        2 => "kernel",
        3 => "boot",
        4 => "static",
        9 => "ra",
        10 => "mrt",
        11 => "zebra",
        12 => "bird",
        13 => "dnrouted",
        14 => "xorp",
        15 => "ntk",
        16 => "dhcp",
        17 => "mrtd",
        18 => "keepalived",
        42 => "babel",
        99 => "openr",
        186 => "bgp",
        187 => "isis",
        188 => "ospf",
        189 => "rip",
        192 => "eigrp",
        _ => Number(protocol),
    };

    /// <summary>A routing rule's action (FR_ACT_*), or its number.</summary>
    public static string RuleActionToText(byte action) => action switch
    {
        0 => "unspec",
        1 => "unicast",
        6 => "blackhole",
        7 => "unreachable",
        8 => "prohibit",
        _ => Number(action),
    };

    /// <summary>A hardware type's name (include/uapi/linux/if_arp.h, ARPHRD_*), or its number.</summary>
    public static string LinkTypeToText(ushort type) => type switch
    {
        0 => "netrom",
        1 => "ether",
        24 => "ieee1394",
        32 => "infiniband",
        256 => "slip",
        280 => "can",
        512 => "ppp",
        519 => "rawip",
        768 => "ipip",
        769 => "tunnel6",
        772 => "loopback",
        776 => "sit",
        778 => "ipgre",
        801 => "ieee80211",
        802 => "ieee80211prism",
        803 => "ieee80211radiotap",
        823 => "ip6gre",
        824 => "netlink",
        0xfffe => "none",
        0xffff => "void",
        _ => Number(type),
    };

    private static string Join(uint bits, string[] names) =>
        string.Join(',', names.Where((_, bit) => (bits >> bit & 1) != 0));

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);
}
