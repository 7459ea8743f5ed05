using static Ichor.Netlink.Kernel.LinkAttributes;

namespace Ichor.Netlink.Links;

/// <summary>Options of a bridge, a switch in the kernel (ip-link(8), net/bridge/br_netlink.c).</summary>
/// <remarks>
/// Times are in hundredths of a second. Those of the spanning tree have no default here: the kernel reports the ones that the root
/// of the tree dictates, which says nothing about what was set.
/// </remarks>
public static class Bridge
{
    /// <summary>The kind <c>bridge</c>.</summary>
    public static LinkKind Kind { get; } = new("bridge", Stacking.Master);

    /// <summary>Spanning tree protocol.</summary>
    public static LinkSetting<bool> Stp { get; } = Kind.Setting("stp", IFLA_BR_STP_STATE, Wire.Flag32, kernelDefault: false);

    /// <summary>Whether the bridge looks at VLAN tags.</summary>
    public static LinkSetting<bool> VlanFiltering { get; } = Kind.Setting("vlanFiltering", IFLA_BR_VLAN_FILTERING, Wire.Flag8,
        kernelDefault: false);

    /// <summary>Which tag VLANs have.</summary>
    public static LinkSetting<VlanProtocol> VlanProtocol { get; } = Kind.Setting("vlanProtocol", IFLA_BR_VLAN_PROTOCOL,
        new VlanProtocolWire(), kernelDefault: Links.VlanProtocol.Ieee8021Q);

    /// <summary>VLAN of untagged frames on new ports; 0 is none. The kernel takes a change only while VLAN filtering is off.</summary>
    public static LinkSetting<uint> VlanDefaultPvid { get; } = Kind.Setting("vlanDefaultPvid", IFLA_BR_VLAN_DEFAULT_PVID,
        Wire.UInt16(0, 4094), kernelDefault: 1u);

    /// <summary>Time in each of the states listening and learning: 200 to 3000 with the spanning tree protocol, else from 0.</summary>
    public static LinkSetting<uint> ForwardDelay { get; } = Kind.Setting("forwardDelay", IFLA_BR_FORWARD_DELAY, Wire.UInt32(0, 3000));

    /// <summary>Time between the root's messages.</summary>
    public static LinkSetting<uint> HelloTime { get; } = Kind.Setting("helloTime", IFLA_BR_HELLO_TIME, Wire.UInt32(100, 1000));

    /// <summary>Age at which a message of the spanning tree is void.</summary>
    public static LinkSetting<uint> MaxAge { get; } = Kind.Setting("maxAge", IFLA_BR_MAX_AGE, Wire.UInt32(600, 4000));

    /// <summary>Time after which a station that is silent is forgotten; 0 floods everything.</summary>
    public static LinkSetting<uint> AgeingTime { get; } = Kind.Setting("ageingTime", IFLA_BR_AGEING_TIME, Wire.UInt32(0, int.MaxValue));

    /// <summary>Priority in the spanning tree; the lowest becomes the root.</summary>
    public static LinkSetting<uint> Priority { get; } = Kind.Setting("priority", IFLA_BR_PRIORITY, Wire.UInt16(0, ushort.MaxValue),
        kernelDefault: 32768u);

    /// <summary>Which of the link-local groups 01:80:c2:00:00:0X are forwarded, bit X each; 0, 1 and 2 never are.</summary>
    public static LinkSetting<uint> GroupForwardMask { get; } = Kind.Setting("groupForwardMask", IFLA_BR_GROUP_FWD_MASK,
        Wire.UInt16(0, ushort.MaxValue), kernelDefault: 0u);

    /// <summary>Whether multicast goes only to ports that asked for it (IGMP, MLD).</summary>
    public static LinkSetting<bool> MulticastSnooping { get; } = Kind.Setting("multicastSnooping", IFLA_BR_MCAST_SNOOPING, Wire.Flag8,
        kernelDefault: true);

    /// <summary>Whether the bridge asks who wants multicast.</summary>
    public static LinkSetting<bool> MulticastQuerier { get; } = Kind.Setting("multicastQuerier", IFLA_BR_MCAST_QUERIER, Wire.Flag8,
        kernelDefault: false);
}
