using static Ichor.Netlink.Kernel.LinkAttributes;

namespace Ichor.Netlink.Route;

/// <summary>How a bond sees the carrier of a port: BOND_LINK_* of include/uapi/linux/if_bonding.h.</summary>
public enum BondLink : byte
{
    /// <summary>Up.</summary>
    Up = 0,
    /// <summary>Has just gone down; given up after the down delay.</summary>
    Failing = 1,
    /// <summary>Down.</summary>
    Down = 2,
    /// <summary>Has just come up; used after the up delay.</summary>
    ComingBack = 3,
}

/// <summary>LACP state of a port (IEEE 802.1AX 6.4.2.3).</summary>
[Flags]
public enum LacpState
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>Sends unasked.</summary>
    Active = 1,
    /// <summary>Wants to hear every second.</summary>
    ShortTimeout = 2,
    /// <summary>May be aggregated.</summary>
    Aggregation = 4,
    /// <summary>In the right aggregator.</summary>
    Synchronization = 8,
    /// <summary>Takes frames.</summary>
    Collecting = 16,
    /// <summary>Sends frames.</summary>
    Distributing = 32,
    /// <summary>Uses assumed values: never heard of a partner.</summary>
    Defaulted = 64,
    /// <summary>Heard nothing for too long.</summary>
    Expired = 128,
}

/// <summary>What a bond reports of one of its ports (IFLA_BOND_SLAVE_*).</summary>
/// <param name="IsActive">Whether it carries traffic (BOND_STATE_ACTIVE) or is a backup.</param>
/// <param name="LinkIsUp">Whether the bond takes its carrier for up (BOND_LINK_UP).</param>
/// <param name="PermanentAddress">Its own hardware address, which it gets back when it leaves the bond.</param>
public sealed record BondPort(bool IsActive, bool LinkIsUp, HardwareAddress? PermanentAddress)
{
    /// <summary>How the bond sees its carrier.</summary>
    public BondLink Link { get; init; } = BondLink.Down;

    /// <summary>How often it went down.</summary>
    public uint LinkFailures { get; init; }

    /// <summary>802.3ad: number of its aggregator; null in other modes.</summary>
    public ushort? Aggregator { get; init; }

    /// <summary>802.3ad: LACP state of this end.</summary>
    public LacpState ActorState { get; init; }

    /// <summary>802.3ad: LACP state of the partner as it says.</summary>
    public LacpState PartnerState { get; init; }

    internal static BondPort Decode(AttributeReader attributes)
    {
        var port = new BondPort(IsActive: false, LinkIsUp: false, PermanentAddress: null);
        foreach (var attribute in attributes)
            port = attribute.Type switch
            {
                IFLA_BOND_SLAVE_STATE => port with { IsActive = attribute.UInt8 == 0 },
                IFLA_BOND_SLAVE_MII_STATUS => port with { LinkIsUp = attribute.UInt8 == 0, Link = (BondLink)attribute.UInt8 },
                IFLA_BOND_SLAVE_LINK_FAILURE_COUNT => port with { LinkFailures = attribute.UInt32 },
                IFLA_BOND_SLAVE_AD_AGGREGATOR_ID => port with { Aggregator = attribute.UInt16 },
                IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE => port with { ActorState = (LacpState)attribute.UInt8 },
                IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE => port with { PartnerState = (LacpState)attribute.UInt16 },
                IFLA_BOND_SLAVE_PERM_HWADDR when attribute.Value.Length == HardwareAddress.Size
                    => port with { PermanentAddress = HardwareAddress.FromBytes(attribute.Value) },
                _ => port,
            };
        return port;
    }
}
