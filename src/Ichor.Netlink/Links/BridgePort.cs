using static Ichor.Netlink.Kernel.LinkAttributes;

namespace Ichor.Netlink.Links;

/// <summary>Options of a port of a bridge (bridge(8), net/bridge/br_netlink.c). All may change at any time.</summary>
public static class BridgePort
{
    /// <summary>What a port of a <c>bridge</c> has.</summary>
    public static LinkKind Kind { get; } = new("bridge", Stacking.Independent);

    /// <summary>Priority among the bridge's ports in the spanning tree.</summary>
    public static LinkSetting<uint> Priority { get; } = Kind.Setting("priority", IFLA_BRPORT_PRIORITY, Wire.UInt16(0, 63), kernelDefault: 32u);

    /// <summary>Cost of the way through the port; the kernel chooses one by the link's speed.</summary>
    public static LinkSetting<uint> Cost { get; } = Kind.Setting("cost", IFLA_BRPORT_COST, Wire.UInt32(1, 65535));

    /// <summary>Whether frames may go back out of the port by which they came.</summary>
    public static LinkSetting<bool> Hairpin { get; } = Kind.Setting("hairpin", IFLA_BRPORT_MODE, Wire.Flag8, kernelDefault: false);

    /// <summary>Whether the port is switched off when a bridge announces itself there.</summary>
    public static LinkSetting<bool> BpduGuard { get; } = Kind.Setting("bpduGuard", IFLA_BRPORT_GUARD, Wire.Flag8, kernelDefault: false);

    /// <summary>Whether the root of the spanning tree must not be behind the port.</summary>
    public static LinkSetting<bool> RootBlock { get; } = Kind.Setting("rootBlock", IFLA_BRPORT_PROTECT, Wire.Flag8, kernelDefault: false);

    /// <summary>Whether multicast stops as soon as one station leaves the group.</summary>
    public static LinkSetting<bool> FastLeave { get; } = Kind.Setting("fastLeave", IFLA_BRPORT_FAST_LEAVE, Wire.Flag8, kernelDefault: false);

    /// <summary>Whether the bridge learns which stations are behind the port.</summary>
    public static LinkSetting<bool> Learning { get; } = Kind.Setting("learning", IFLA_BRPORT_LEARNING, Wire.Flag8, kernelDefault: true);

    /// <summary>Whether frames to unknown stations go out.</summary>
    public static LinkSetting<bool> Flood { get; } = Kind.Setting("flood", IFLA_BRPORT_UNICAST_FLOOD, Wire.Flag8, kernelDefault: true);

    /// <summary>Whether multicast that nobody asked for goes out.</summary>
    public static LinkSetting<bool> MulticastFlood { get; } = Kind.Setting("multicastFlood", IFLA_BRPORT_MCAST_FLOOD, Wire.Flag8,
        kernelDefault: true);

    /// <summary>Whether broadcast goes out.</summary>
    public static LinkSetting<bool> BroadcastFlood { get; } = Kind.Setting("broadcastFlood", IFLA_BRPORT_BCAST_FLOOD, Wire.Flag8,
        kernelDefault: true);

    /// <summary>Whether multicast becomes unicast to each station that asked for it.</summary>
    public static LinkSetting<bool> MulticastToUnicast { get; } = Kind.Setting("multicastToUnicast", IFLA_BRPORT_MCAST_TO_UCAST, Wire.Flag8,
        kernelDefault: false);

    /// <summary>Whether the bridge answers ARP for stations that it knows.</summary>
    public static LinkSetting<bool> ProxyArp { get; } = Kind.Setting("proxyArp", IFLA_BRPORT_PROXYARP, Wire.Flag8, kernelDefault: false);

    /// <summary>Which of the link-local groups are forwarded: see <see cref="Bridge.GroupForwardMask"/>.</summary>
    public static LinkSetting<uint> GroupForwardMask { get; } = Kind.Setting("groupForwardMask", IFLA_BRPORT_GROUP_FWD_MASK,
        Wire.UInt16(0, ushort.MaxValue), kernelDefault: 0u);

    /// <summary>Whether ARP and neighbour discovery stay inside of the bridge.</summary>
    public static LinkSetting<bool> NeighbourSuppression { get; } = Kind.Setting("neighbourSuppression", IFLA_BRPORT_NEIGH_SUPPRESS,
        Wire.Flag8, kernelDefault: false);

    /// <summary>Whether it talks only to ports that are not isolated.</summary>
    public static LinkSetting<bool> Isolated { get; } = Kind.Setting("isolated", IFLA_BRPORT_ISOLATED, Wire.Flag8, kernelDefault: false);

    /// <summary>Whether only stations that were entered by hand may send (Linux 5.18).</summary>
    public static LinkSetting<bool> Locked { get; } = Kind.Setting("locked", IFLA_BRPORT_LOCKED, Wire.Flag8, kernelDefault: false);
}
