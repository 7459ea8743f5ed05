namespace Ichor.Netlink.Route;

/// <summary>Flags of a link: IFF_* of include/uapi/linux/if.h.</summary>
[Flags]
public enum LinkFlags : uint
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>Set up by an administrator.</summary>
    Up = 1 << 0,
    /// <summary>Has a broadcast address.</summary>
    Broadcast = 1 << 1,
    /// <summary>Debugging.</summary>
    Debug = 1 << 2,
    /// <summary>The loopback link.</summary>
    Loopback = 1 << 3,
    /// <summary>Has one peer.</summary>
    PointToPoint = 1 << 4,
    /// <summary>No trailers.</summary>
    NoTrailers = 1 << 5,
    /// <summary>Operational.</summary>
    Running = 1 << 6,
    /// <summary>No ARP.</summary>
    NoArp = 1 << 7,
    /// <summary>Takes all packets.</summary>
    Promiscuous = 1 << 8,
    /// <summary>Takes all multicast packets.</summary>
    AllMulticast = 1 << 9,
    /// <summary>Has ports.</summary>
    Master = 1 << 10,
    /// <summary>Is a port of a bond.</summary>
    Slave = 1 << 11,
    /// <summary>Can do multicast.</summary>
    Multicast = 1 << 12,
    /// <summary>Can choose its medium.</summary>
    PortSelect = 1 << 13,
    /// <summary>Chooses its medium.</summary>
    AutoMedia = 1 << 14,
    /// <summary>Loses its addresses when it goes down.</summary>
    Dynamic = 1 << 15,
    /// <summary>Has carrier.</summary>
    LowerUp = 1 << 16,
    /// <summary>Waits for an external event.</summary>
    Dormant = 1 << 17,
    /// <summary>Echoes what it sends.</summary>
    Echo = 1 << 18,
}

/// <summary>Operational state of a link (RFC 2863): IF_OPER_* of include/uapi/linux/if.h.</summary>
public enum OperState
{
    /// <summary>The driver does not say.</summary>
    Unknown = 0,
    /// <summary>The hardware is gone.</summary>
    NotPresent = 1,
    /// <summary>Down.</summary>
    Down = 2,
    /// <summary>The link below is down.</summary>
    LowerLayerDown = 3,
    /// <summary>Testing.</summary>
    Testing = 4,
    /// <summary>Waits for an external event.</summary>
    Dormant = 5,
    /// <summary>Up.</summary>
    Up = 6,
}

/// <summary>How far an address or a route reaches: RT_SCOPE_* of include/uapi/linux/rtnetlink.h.</summary>
public enum RouteScope : byte
{
    /// <summary>Everywhere.</summary>
    Global = 0,
    /// <summary>Inside of this site.</summary>
    Site = 200,
    /// <summary>On this link.</summary>
    Link = 253,
    /// <summary>On this host.</summary>
    Host = 254,
    /// <summary>Nowhere.</summary>
    Nowhere = 255,
}

/// <summary>Flags of an address: IFA_F_* of include/uapi/linux/if_addr.h.</summary>
[Flags]
public enum AddressFlags : uint
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>Temporary (RFC 8981); of IPv4: secondary.</summary>
    Temporary = 0x01,
    /// <summary>No duplicate address detection.</summary>
    NoDad = 0x02,
    /// <summary>Usable while it is checked for duplicates (RFC 4429).</summary>
    Optimistic = 0x04,
    /// <summary>Found to be a duplicate.</summary>
    DadFailed = 0x08,
    /// <summary>Home address (RFC 6275).</summary>
    HomeAddress = 0x10,
    /// <summary>Not to be used for new connections.</summary>
    Deprecated = 0x20,
    /// <summary>Being checked for duplicates.</summary>
    Tentative = 0x40,
    /// <summary>Without a limited lifetime.</summary>
    Permanent = 0x80,
    /// <summary>The kernel makes temporary addresses of it.</summary>
    ManageTemporary = 0x100,
    /// <summary>The kernel makes no route for its subnet.</summary>
    NoPrefixRoute = 0x200,
    /// <summary>Joins its multicast group.</summary>
    MulticastAutoJoin = 0x400,
    /// <summary>Stable and private (RFC 7217).</summary>
    StablePrivacy = 0x800,
}

/// <summary>What a route does with a packet: RTN_* of include/uapi/linux/rtnetlink.h.</summary>
public enum RouteType : byte
{
    /// <summary>Not said.</summary>
    Unspecified = 0,
    /// <summary>To a gateway or out of a link.</summary>
    Unicast = 1,
    /// <summary>Up to this host.</summary>
    Local = 2,
    /// <summary>Up to this host as broadcast, and out as broadcast.</summary>
    Broadcast = 3,
    /// <summary>Up to this host as broadcast, out as unicast.</summary>
    Anycast = 4,
    /// <summary>Multicast.</summary>
    Multicast = 5,
    /// <summary>Dropped silently.</summary>
    Blackhole = 6,
    /// <summary>Refused: unreachable.</summary>
    Unreachable = 7,
    /// <summary>Refused: prohibited.</summary>
    Prohibit = 8,
    /// <summary>Not in this table.</summary>
    Throw = 9,
}

/// <summary>Flags of a route: RTNH_F_* and RTM_F_* of include/uapi/linux/rtnetlink.h.</summary>
[Flags]
public enum RouteFlags : uint
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>RTNH_F_DEAD: the next hop is dead.</summary>
    Dead = 1,
    /// <summary>RTNH_F_PERVASIVE: the gateway is found by another look-up.</summary>
    Pervasive = 2,
    /// <summary>RTNH_F_ONLINK: the gateway is on the link, whatever the addresses say.</summary>
    OnLink = 4,
    /// <summary>RTNH_F_OFFLOAD.</summary>
    NextHopOffload = 8,
    /// <summary>RTNH_F_LINKDOWN: the link has no carrier.</summary>
    LinkDown = 16,
    /// <summary>RTM_F_NOTIFY.</summary>
    Notify = 0x100,
    /// <summary>RTM_F_CLONED: a cache entry.</summary>
    Cloned = 0x200,
    /// <summary>RTM_F_EQUALIZE.</summary>
    Equalize = 0x400,
    /// <summary>RTM_F_PREFIX.</summary>
    Prefix = 0x800,
    /// <summary>RTM_F_LOOKUP_TABLE.</summary>
    LookupTable = 0x1000,
    /// <summary>RTM_F_FIB_MATCH.</summary>
    FibMatch = 0x2000,
    /// <summary>RTM_F_OFFLOAD.</summary>
    Offload = 0x4000,
    /// <summary>RTM_F_TRAP.</summary>
    Trap = 0x8000,
}

/// <summary>Who made a route or rule: RTPROT_* of include/uapi/linux/rtnetlink.h. Other numbers are free to use.</summary>
public static class RouteProtocol
{
    /// <summary>RTPROT_UNSPEC.</summary>
    public const byte Unspecified = 0;
    /// <summary>RTPROT_REDIRECT.</summary>
    public const byte Redirect = 1;
    /// <summary>RTPROT_KERNEL.</summary>
    public const byte Kernel = 2;
    /// <summary>RTPROT_BOOT.</summary>
    public const byte Boot = 3;
    /// <summary>RTPROT_STATIC.</summary>
    public const byte Static = 4;
    /// <summary>RTPROT_RA.</summary>
    public const byte RouterAdvertisement = 9;
    /// <summary>RTPROT_DHCP.</summary>
    public const byte Dhcp = 16;
}

/// <summary>Numbers of the routing tables that have names: RT_TABLE_* of include/uapi/linux/rtnetlink.h.</summary>
public static class RouteTable
{
    /// <summary>RT_TABLE_DEFAULT.</summary>
    public const uint Default = 253;
    /// <summary>RT_TABLE_MAIN.</summary>
    public const uint Main = 254;
    /// <summary>RT_TABLE_LOCAL.</summary>
    public const uint Local = 255;
}
