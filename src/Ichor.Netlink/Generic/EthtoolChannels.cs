using Ichor.Netlink.Links;
using static Ichor.Netlink.Kernel.EthtoolConstants;

namespace Ichor.Netlink.Generic;

/// <summary>Channels (queues with an interrupt) of a network card: ETHTOOL_A_CHANNELS_*.</summary>
public static class EthtoolChannels
{
    /// <summary>What can be set.</summary>
    public static LinkKind Kind { get; } = new("channels", Stacking.Independent);

    /// <summary>Channels that only receive.</summary>
    public static LinkSetting<uint> Rx { get; } = Kind.Setting("rx", ETHTOOL_A_CHANNELS_RX_COUNT, Wire.UInt32(0, uint.MaxValue));

    /// <summary>Channels that only transmit.</summary>
    public static LinkSetting<uint> Tx { get; } = Kind.Setting("tx", ETHTOOL_A_CHANNELS_TX_COUNT, Wire.UInt32(0, uint.MaxValue));

    /// <summary>Channels for something else.</summary>
    public static LinkSetting<uint> Other { get; } = Kind.Setting("other", ETHTOOL_A_CHANNELS_OTHER_COUNT, Wire.UInt32(0, uint.MaxValue));

    /// <summary>Channels that do both.</summary>
    public static LinkSetting<uint> Combined { get; } = Kind.Setting("combined", ETHTOOL_A_CHANNELS_COMBINED_COUNT, Wire.UInt32(0, uint.MaxValue));

    /// <summary>Largest values, under the same names.</summary>
    public static LinkKind Maxima { get; } = new("channels maxima", Stacking.Independent);

    /// <summary>Largest <see cref="Rx"/>.</summary>
    public static LinkSetting<uint> RxMaximum { get; } = Maxima.Setting("rx", ETHTOOL_A_CHANNELS_RX_MAX, Wire.UInt32(0, uint.MaxValue));

    /// <summary>Largest <see cref="Tx"/>.</summary>
    public static LinkSetting<uint> TxMaximum { get; } = Maxima.Setting("tx", ETHTOOL_A_CHANNELS_TX_MAX, Wire.UInt32(0, uint.MaxValue));

    /// <summary>Largest <see cref="Other"/>.</summary>
    public static LinkSetting<uint> OtherMaximum { get; } = Maxima.Setting("other", ETHTOOL_A_CHANNELS_OTHER_MAX, Wire.UInt32(0, uint.MaxValue));

    /// <summary>Largest <see cref="Combined"/>.</summary>
    public static LinkSetting<uint> CombinedMaximum { get; } = Maxima.Setting("combined", ETHTOOL_A_CHANNELS_COMBINED_MAX, Wire.UInt32(0, uint.MaxValue));
}
