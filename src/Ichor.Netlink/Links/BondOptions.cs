namespace Ichor.Netlink.Links;

/// <summary>How a bond spreads its traffic: BOND_MODE_* of include/uapi/linux/if_bonding.h.</summary>
public enum BondMode
{
    /// <summary>One packet per port in turn.</summary>
    BalanceRoundRobin = 0,
    /// <summary>One port at a time.</summary>
    ActiveBackup = 1,
    /// <summary>By a hash of the packet's headers.</summary>
    BalanceXor = 2,
    /// <summary>Everything on all ports.</summary>
    Broadcast = 3,
    /// <summary>IEEE 802.3ad link aggregation with LACP.</summary>
    Ieee8023ad = 4,
    /// <summary>Adaptive by load, transmit only.</summary>
    BalanceTlb = 5,
    /// <summary>Adaptive by load, both ways.</summary>
    BalanceAlb = 6,
}

/// <summary>Which headers the hash of balance-xor, 802.3ad and balance-tlb covers: BOND_XMIT_POLICY_*.</summary>
public enum BondHashPolicy
{
    /// <summary>Hardware addresses.</summary>
    Layer2 = 0,
    /// <summary>IP addresses and ports.</summary>
    Layer34 = 1,
    /// <summary>Hardware and IP addresses.</summary>
    Layer23 = 2,
    /// <summary>As layer2+3, inside of tunnels.</summary>
    Encap23 = 3,
    /// <summary>As layer3+4, inside of tunnels.</summary>
    Encap34 = 4,
    /// <summary>VLAN identifier and source hardware address.</summary>
    VlanSourceMac = 5,
}

/// <summary>How often the LACP partner is to send: AD_LACP_* of drivers/net/bonding.</summary>
public enum LacpRate
{
    /// <summary>Every 30 seconds.</summary>
    Slow = 0,
    /// <summary>Every second.</summary>
    Fast = 1,
}

/// <summary>Which ports' ARP replies are validated: BOND_ARP_VALIDATE_*, BOND_ARP_FILTER_* of include/net/bonding.h.</summary>
public enum ArpValidate
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>The active port.</summary>
    Active = 1,
    /// <summary>The backup ports.</summary>
    Backup = 2,
    /// <summary>All ports.</summary>
    All = 3,
    /// <summary>None, but only ARP counts as traffic.</summary>
    Filter = 4,
    /// <summary>The active port, and only ARP counts.</summary>
    FilterActive = 5,
    /// <summary>The backup ports, and only ARP counts.</summary>
    FilterBackup = 6,
}

/// <summary>Whether one ARP target or all must answer: BOND_ARP_TARGETS_*.</summary>
public enum ArpAllTargets
{
    /// <summary>One is enough.</summary>
    Any = 0,
    /// <summary>All must answer.</summary>
    All = 1,
}

/// <summary>When the primary port becomes active again: BOND_PRI_RESELECT_*.</summary>
public enum PrimaryReselect
{
    /// <summary>Whenever it comes up.</summary>
    Always = 0,
    /// <summary>When it is faster than the active port.</summary>
    Better = 1,
    /// <summary>Only when the active port fails.</summary>
    Failure = 2,
}

/// <summary>Which hardware address the ports of an active-backup bond have: BOND_FOM_*.</summary>
public enum FailOverMac
{
    /// <summary>All have that of the bond.</summary>
    None = 0,
    /// <summary>The bond has that of its active port.</summary>
    Active = 1,
    /// <summary>A port takes that of the bond when it becomes active.</summary>
    Follow = 2,
}

/// <summary>Which aggregator 802.3ad chooses: BOND_AD_*.</summary>
public enum AdSelect
{
    /// <summary>The widest, and it is kept while it has ports.</summary>
    Stable = 0,
    /// <summary>The one with the most bandwidth.</summary>
    Bandwidth = 1,
    /// <summary>The one with the most ports.</summary>
    Count = 2,
}
