using System.Net.Sockets;
using static Ichor.Netlink.Kernel.LinkAttributes;

namespace Ichor.Netlink.Links;

/// <summary>Options of a bonding link (Linux Documentation/networking/bonding.rst).</summary>
/// <remarks>
/// When an option may change and in which modes it exists is that of the table bond_opts in drivers/net/bonding/bond_options.c
/// (BOND_OPTFLAG_IFDOWN, BOND_OPTFLAG_NOSLAVES, unsuppmodes), tried option by option on Linux 6.12.
/// </remarks>
public static class Bond
{
    /// <summary>The kind <c>bond</c>.</summary>
    public static LinkKind Kind { get; } = new("bond", Stacking.Master);

    /// <summary>Mode of operation.</summary>
    public static LinkSetting<BondMode> Mode { get; } = Kind.Setting("mode", IFLA_BOND_MODE, Wire.Enum8(
        (BondMode.BalanceRoundRobin, "balance-rr"), (BondMode.ActiveBackup, "active-backup"), (BondMode.BalanceXor, "balance-xor"),
        (BondMode.Broadcast, "broadcast"), (BondMode.Ieee8023ad, "802.3ad"), (BondMode.BalanceTlb, "balance-tlb"),
        (BondMode.BalanceAlb, "balance-alb")),
        SettingChange.LinkDownWithoutPorts, kernelDefault: BondMode.BalanceRoundRobin);

    /// <summary>Headers that the transmit hash covers.</summary>
    public static LinkSetting<BondHashPolicy> XmitHashPolicy { get; } = Kind.Setting("xmitHashPolicy", IFLA_BOND_XMIT_HASH_POLICY, Wire.Enum8(
        (BondHashPolicy.Layer2, "layer2"), (BondHashPolicy.Layer34, "layer3+4"), (BondHashPolicy.Layer23, "layer2+3"),
        (BondHashPolicy.Encap23, "encap2+3"), (BondHashPolicy.Encap34, "encap3+4"), (BondHashPolicy.VlanSourceMac, "vlan+srcmac")),
        kernelDefault: BondHashPolicy.Layer2);

    /// <summary>How often the LACP partner is to send.</summary>
    public static LinkSetting<LacpRate> LacpRate { get; } = Kind.Setting("lacpRate", IFLA_BOND_AD_LACP_RATE,
        Wire.Enum8((Links.LacpRate.Slow, "slow"), (Links.LacpRate.Fast, "fast")),
        SettingChange.LinkDown, Only8023ad, Links.LacpRate.Slow);

    /// <summary>Which ports' ARP replies are validated.</summary>
    public static LinkSetting<ArpValidate> ArpValidate { get; } = Kind.Setting("arpValidate", IFLA_BOND_ARP_VALIDATE, Wire.Enum32(
        (Links.ArpValidate.None, "none"), (Links.ArpValidate.Active, "active"), (Links.ArpValidate.Backup, "backup"),
        (Links.ArpValidate.All, "all"), (Links.ArpValidate.Filter, "filter"), (Links.ArpValidate.FilterActive, "filter-active"),
        (Links.ArpValidate.FilterBackup, "filter-backup")),
        appliesTo: MonitorsByArpAlone, kernelDefault: Links.ArpValidate.None);

    /// <summary>Whether one ARP target or all must answer.</summary>
    public static LinkSetting<ArpAllTargets> ArpAllTargets { get; } = Kind.Setting("arpAllTargets", IFLA_BOND_ARP_ALL_TARGETS,
        Wire.Enum32((Links.ArpAllTargets.Any, "any"), (Links.ArpAllTargets.All, "all")), kernelDefault: Links.ArpAllTargets.Any);

    /// <summary>The port that is active whenever it is up.</summary>
    public static LinkSetting<LinkName> Primary { get; } = Kind.Setting("primary", IFLA_BOND_PRIMARY, Wire.LinkIndex,
        appliesTo: settings => ModeOf(settings) is BondMode.ActiveBackup or BondMode.BalanceTlb or BondMode.BalanceAlb);

    /// <summary>When the primary port becomes active again.</summary>
    public static LinkSetting<PrimaryReselect> PrimaryReselect { get; } = Kind.Setting("primaryReselect", IFLA_BOND_PRIMARY_RESELECT, Wire.Enum8(
        (Links.PrimaryReselect.Always, "always"), (Links.PrimaryReselect.Better, "better"), (Links.PrimaryReselect.Failure, "failure")),
        kernelDefault: Links.PrimaryReselect.Always);

    /// <summary>Which hardware address the ports have. The kernel asks for no ports, not for the link to be down; both is what we do.</summary>
    public static LinkSetting<FailOverMac> FailOverMac { get; } = Kind.Setting("failOverMac", IFLA_BOND_FAIL_OVER_MAC,
        Wire.Enum8((Links.FailOverMac.None, "none"), (Links.FailOverMac.Active, "active"), (Links.FailOverMac.Follow, "follow")),
        SettingChange.LinkDownWithoutPorts, kernelDefault: Links.FailOverMac.None);

    /// <summary>Which aggregator 802.3ad chooses.</summary>
    public static LinkSetting<AdSelect> AdSelect { get; } = Kind.Setting("adSelect", IFLA_BOND_AD_SELECT,
        Wire.Enum8((Links.AdSelect.Stable, "stable"), (Links.AdSelect.Bandwidth, "bandwidth"), (Links.AdSelect.Count, "count")),
        SettingChange.LinkDown, Only8023ad, Links.AdSelect.Stable);

    /// <summary>
    /// Milliseconds between looks at the ports' carrier; 0 is never. Unless it is set, the kernel makes 100 of it in the modes
    /// 802.3ad, balance-tlb and balance-alb.
    /// </summary>
    public static LinkSetting<uint> Miimon { get; } = Kind.Setting("miimon", IFLA_BOND_MIIMON, Wire.UInt32(0, int.MaxValue),
        kernelDefault: 0u);

    /// <summary>Milliseconds that a port must be up before it is used; a multiple of <see cref="Miimon"/>.</summary>
    public static LinkSetting<uint> UpDelay { get; } = Kind.Setting("updelay", IFLA_BOND_UPDELAY, Wire.UInt32(0, int.MaxValue),
        appliesTo: MonitorsCarrier, kernelDefault: 0u);

    /// <summary>Milliseconds that a port must be down before it is given up; a multiple of <see cref="Miimon"/>.</summary>
    public static LinkSetting<uint> DownDelay { get; } = Kind.Setting("downdelay", IFLA_BOND_DOWNDELAY, Wire.UInt32(0, int.MaxValue),
        appliesTo: MonitorsCarrier, kernelDefault: 0u);

    /// <summary>Milliseconds between ARP probes; 0 is never.</summary>
    public static LinkSetting<uint> ArpInterval { get; } = Kind.Setting("arpInterval", IFLA_BOND_ARP_INTERVAL, Wire.UInt32(0, int.MaxValue),
        appliesTo: MonitorsByArpAlone, kernelDefault: 0u);

    /// <summary>IPv4 addresses that ARP probes ask for.</summary>
    public static LinkSetting<AddressList> ArpIpTargets { get; } = Kind.Setting("arpIpTargets", IFLA_BOND_ARP_IP_TARGET,
        new AddressListWire(AddressFamily.InterNetwork), appliesTo: MonitorsByArp, kernelDefault: new AddressList([]));

    /// <summary>IPv6 addresses that neighbour solicitations ask for.</summary>
    public static LinkSetting<AddressList> NsIp6Targets { get; } = Kind.Setting("nsIp6Targets", IFLA_BOND_NS_IP6_TARGET,
        new AddressListWire(AddressFamily.InterNetworkV6), appliesTo: MonitorsByArp, kernelDefault: new AddressList([]));

    /// <summary>IGMP membership reports after a failover.</summary>
    public static LinkSetting<uint> ResendIgmp { get; } = Kind.Setting("resendIgmp", IFLA_BOND_RESEND_IGMP, Wire.UInt32(0, 255),
        kernelDefault: 1u);

    /// <summary>Ports that must be up before the bond has carrier.</summary>
    public static LinkSetting<uint> MinLinks { get; } = Kind.Setting("minLinks", IFLA_BOND_MIN_LINKS, Wire.UInt32(0, int.MaxValue),
        kernelDefault: 0u);

    /// <summary>Seconds between learning packets to the switches.</summary>
    public static LinkSetting<uint> LpInterval { get; } = Kind.Setting("lpInterval", IFLA_BOND_LP_INTERVAL, Wire.UInt32(1, int.MaxValue),
        kernelDefault: 1u);

    /// <summary>Packets through one port before it is the next one's turn; 0 is at random.</summary>
    public static LinkSetting<uint> PacketsPerSlave { get; } = Kind.Setting("packetsPerSlave", IFLA_BOND_PACKETS_PER_SLAVE,
        Wire.UInt32(0, ushort.MaxValue), appliesTo: settings => ModeOf(settings) == BondMode.BalanceRoundRobin, kernelDefault: 1u);

    /// <summary>Gratuitous ARPs and unsolicited neighbour advertisements after a failover.</summary>
    public static LinkSetting<uint> NumPeerNotif { get; } = Kind.Setting("numPeerNotif", IFLA_BOND_NUM_PEER_NOTIF, Wire.UInt8(0, 255),
        kernelDefault: 1u);

    /// <summary>Whether flows move between ports as the load changes.</summary>
    public static LinkSetting<bool> TlbDynamicLb { get; } = Kind.Setting("tlbDynamicLb", IFLA_BOND_TLB_DYNAMIC_LB, Wire.Flag8,
        SettingChange.LinkDown, settings => ModeOf(settings) is BondMode.BalanceTlb or BondMode.BalanceAlb, true);

    /// <summary>Whether frames that come in through inactive ports are delivered.</summary>
    public static LinkSetting<bool> AllSlavesActive { get; } = Kind.Setting("allSlavesActive", IFLA_BOND_ALL_SLAVES_ACTIVE, Wire.Flag8,
        kernelDefault: false);

    /// <summary>Whether the drivers' carrier flag is used instead of asking the PHY. Linux 6.18 knows only true.</summary>
    public static LinkSetting<bool> UseCarrier { get; } = Kind.Setting("useCarrier", IFLA_BOND_USE_CARRIER, Wire.Flag8,
        kernelDefault: true);

    /// <summary>LACP system priority of this end.</summary>
    public static LinkSetting<uint> AdActorSysPrio { get; } = Kind.Setting("adActorSysPrio", IFLA_BOND_AD_ACTOR_SYS_PRIO,
        Wire.UInt16(1, ushort.MaxValue), SettingChange.Live, Only8023ad, 65535u);

    /// <summary>The upper ten bits of the LACP port key.</summary>
    public static LinkSetting<uint> AdUserPortKey { get; } = Kind.Setting("adUserPortKey", IFLA_BOND_AD_USER_PORT_KEY,
        Wire.UInt16(0, 1023), SettingChange.LinkDown, Only8023ad, 0u);

    /// <summary>LACP system identifier of this end; zeros are the bond's own hardware address.</summary>
    public static LinkSetting<HardwareAddress> AdActorSystem { get; } = Kind.Setting("adActorSystem", IFLA_BOND_AD_ACTOR_SYSTEM,
        new HardwareAddressWire(), SettingChange.Live, Only8023ad, default(HardwareAddress), isMachineConfig: false);

    /// <summary>Whether LACP packets are sent unasked.</summary>
    public static LinkSetting<bool> AdLacpActive { get; } = Kind.Setting("adLACPActive", IFLA_BOND_AD_LACP_ACTIVE, Wire.Flag8,
        SettingChange.LinkDown, Only8023ad, true);

    /// <summary>Milliseconds between gratuitous ARPs after a failover; a multiple of <see cref="Miimon"/>.</summary>
    public static LinkSetting<uint> PeerNotifyDelay { get; } = Kind.Setting("peerNotifyDelay", IFLA_BOND_PEER_NOTIF_DELAY,
        Wire.UInt32(0, 300000), appliesTo: MonitorsCarrier, kernelDefault: 0u);

    /// <summary>ARP probes without answer after which a port is down.</summary>
    public static LinkSetting<uint> MissedMax { get; } = Kind.Setting("missedMax", IFLA_BOND_MISSED_MAX, Wire.UInt8(1, 255),
        appliesTo: MonitorsByArp, kernelDefault: 2u);

    /// <summary>Whether the LACP states collecting and distributing are one (IEEE 802.1AX-2008), not two (802.3ad, Linux 6.9).</summary>
    public static LinkSetting<bool> CoupledControl { get; } = Kind.Setting("coupledControl", IFLA_BOND_COUPLED_CONTROL, Wire.Flag8,
        SettingChange.LinkDown, Only8023ad, true, isMachineConfig: false);

    private static BondMode ModeOf(LinkSettings settings) => settings.GetOr(Mode, BondMode.BalanceRoundRobin);

    private static bool Only8023ad(LinkSettings settings) => ModeOf(settings) == BondMode.Ieee8023ad;

    private static bool MonitorsByArp(LinkSettings settings) =>
        ModeOf(settings) is not (BondMode.Ieee8023ad or BondMode.BalanceTlb or BondMode.BalanceAlb);

    /// <summary>The kernel refuses ARP probes beside a look at the carrier.</summary>
    private static bool MonitorsByArpAlone(LinkSettings settings) => MonitorsByArp(settings) && !MonitorsCarrier(settings);

    private static bool MonitorsCarrier(LinkSettings settings) => settings.Get(Miimon) != 0;
}
