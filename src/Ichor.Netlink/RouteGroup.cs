namespace Ichor.Netlink;

/// <summary>Multicast groups of NETLINK_ROUTE: RTNLGRP_* of include/uapi/linux/rtnetlink.h.</summary>
public enum RouteGroup
{
    /// <summary>RTNLGRP_LINK.</summary>
    Link = 1,
    /// <summary>RTNLGRP_IPV4_IFADDR.</summary>
    AddressV4 = 5,
    /// <summary>RTNLGRP_IPV4_ROUTE.</summary>
    RouteV4 = 7,
    /// <summary>RTNLGRP_IPV4_RULE.</summary>
    RuleV4 = 8,
    /// <summary>RTNLGRP_IPV6_IFADDR.</summary>
    AddressV6 = 9,
    /// <summary>RTNLGRP_IPV6_ROUTE.</summary>
    RouteV6 = 11,
    /// <summary>RTNLGRP_IPV6_RULE.</summary>
    RuleV6 = 19,
}
