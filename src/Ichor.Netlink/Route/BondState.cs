using static Ichor.Netlink.Kernel.LinkAttributes;

namespace Ichor.Netlink.Route;

/// <summary>What a bond reports of itself beside its settings.</summary>
public sealed record BondState
{
    /// <summary>Index of the port that carries the traffic, in the modes with one at a time; null when there is none.</summary>
    public int? ActiveIndex { get; init; }

    /// <summary>802.3ad: number of the aggregator in use; null in other modes.</summary>
    public ushort? Aggregator { get; init; }

    /// <summary>802.3ad: ports in that aggregator.</summary>
    public ushort AggregatedPorts { get; init; }

    /// <summary>802.3ad: LACP key of this end.</summary>
    public ushort ActorKey { get; init; }

    /// <summary>802.3ad: LACP key of the partner; 1 as long as there is none.</summary>
    public ushort PartnerKey { get; init; }

    /// <summary>802.3ad: system identifier of the partner; zeros as long as there is none.</summary>
    public HardwareAddress? Partner { get; init; }

    internal static BondState Decode(AttributeReader attributes)
    {
        var state = new BondState();
        foreach (var attribute in attributes)
            if (attribute.Type == IFLA_BOND_ACTIVE_SLAVE)
                state = state with { ActiveIndex = attribute.Int32 is var index and not 0 ? index : null };
            else if (attribute.Type == IFLA_BOND_AD_INFO)
                foreach (var info in attribute.Nested)
                    state = state.With(info);
        return state;
    }

    private BondState With(NetlinkAttribute info) => info.Type switch
    {
        IFLA_BOND_AD_INFO_AGGREGATOR => this with { Aggregator = info.UInt16 },
        IFLA_BOND_AD_INFO_NUM_PORTS => this with { AggregatedPorts = info.UInt16 },
        IFLA_BOND_AD_INFO_ACTOR_KEY => this with { ActorKey = info.UInt16 },
        IFLA_BOND_AD_INFO_PARTNER_KEY => this with { PartnerKey = info.UInt16 },
        IFLA_BOND_AD_INFO_PARTNER_MAC when info.Value.Length == HardwareAddress.Size
            => this with { Partner = HardwareAddress.FromBytes(info.Value) },
        _ => this,
    };
}
