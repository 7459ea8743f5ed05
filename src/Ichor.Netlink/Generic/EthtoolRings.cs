using Ichor.Netlink.Links;
using static Ichor.Netlink.Kernel.EthtoolConstants;

namespace Ichor.Netlink.Generic;

/// <summary>Rings of a network card: ETHTOOL_A_RINGS_*. A card has some of them; what it does not have is not reported.</summary>
public static class EthtoolRings
{
    /// <summary>What can be set.</summary>
    public static LinkKind Kind { get; } = new("rings", Stacking.Independent);

    /// <summary>Entries of a receive ring.</summary>
    public static LinkSetting<uint> Rx { get; } = Kind.Setting("rx", ETHTOOL_A_RINGS_RX, Wire.UInt32(0, uint.MaxValue));

    /// <summary>Entries of a transmit ring.</summary>
    public static LinkSetting<uint> Tx { get; } = Kind.Setting("tx", ETHTOOL_A_RINGS_TX, Wire.UInt32(0, uint.MaxValue));

    /// <summary>Entries of a receive ring for small packets.</summary>
    public static LinkSetting<uint> RxMini { get; } = Kind.Setting("rx-mini", ETHTOOL_A_RINGS_RX_MINI, Wire.UInt32(0, uint.MaxValue));

    /// <summary>Entries of a receive ring for jumbo frames.</summary>
    public static LinkSetting<uint> RxJumbo { get; } = Kind.Setting("rx-jumbo", ETHTOOL_A_RINGS_RX_JUMBO, Wire.UInt32(0, uint.MaxValue));

    /// <summary>Bytes of a receive buffer.</summary>
    public static LinkSetting<uint> RxBufferLength { get; } = Kind.Setting("rx-buf-len", ETHTOOL_A_RINGS_RX_BUF_LEN, Wire.UInt32(1, uint.MaxValue));

    /// <summary>Bytes of a completion or event.</summary>
    public static LinkSetting<uint> CqeSize { get; } = Kind.Setting("cqe-size", ETHTOOL_A_RINGS_CQE_SIZE, Wire.UInt32(1, uint.MaxValue));

    /// <summary>Whether the descriptor is pushed to the card (Linux 6.2).</summary>
    public static LinkSetting<bool> TxPush { get; } = Kind.Setting("tx-push", ETHTOOL_A_RINGS_TX_PUSH, Wire.Flag8);

    /// <summary>Whether the card pushes completions (Linux 6.4).</summary>
    public static LinkSetting<bool> RxPush { get; } = Kind.Setting("rx-push", ETHTOOL_A_RINGS_RX_PUSH, Wire.Flag8);

    /// <summary>Bytes of the buffer that is pushed (Linux 6.4).</summary>
    public static LinkSetting<uint> TxPushBufferLength { get; } = Kind.Setting("tx-push-buf-len", ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN,
        Wire.UInt32(0, uint.MaxValue));

    /// <summary>Whether headers and data of TCP are received apart.</summary>
    public static LinkSetting<TcpDataSplit> TcpDataSplit { get; } = Kind.Setting("tcp-data-split", ETHTOOL_A_RINGS_TCP_DATA_SPLIT, Wire.Enum8(
        (Generic.TcpDataSplit.Unknown, "unknown"), (Generic.TcpDataSplit.Disabled, "disabled"), (Generic.TcpDataSplit.Enabled, "enabled")));

    /// <summary>Largest values of what has one, under the same names.</summary>
    public static LinkKind Maxima { get; } = new("rings maxima", Stacking.Independent);

    /// <summary>Largest <see cref="Rx"/>.</summary>
    public static LinkSetting<uint> RxMaximum { get; } = Maxima.Setting("rx", ETHTOOL_A_RINGS_RX_MAX, Wire.UInt32(0, uint.MaxValue));

    /// <summary>Largest <see cref="Tx"/>.</summary>
    public static LinkSetting<uint> TxMaximum { get; } = Maxima.Setting("tx", ETHTOOL_A_RINGS_TX_MAX, Wire.UInt32(0, uint.MaxValue));

    /// <summary>Largest <see cref="RxMini"/>.</summary>
    public static LinkSetting<uint> RxMiniMaximum { get; } = Maxima.Setting("rx-mini", ETHTOOL_A_RINGS_RX_MINI_MAX, Wire.UInt32(0, uint.MaxValue));

    /// <summary>Largest <see cref="RxJumbo"/>.</summary>
    public static LinkSetting<uint> RxJumboMaximum { get; } = Maxima.Setting("rx-jumbo", ETHTOOL_A_RINGS_RX_JUMBO_MAX, Wire.UInt32(0, uint.MaxValue));

    /// <summary>Largest <see cref="TxPushBufferLength"/>.</summary>
    public static LinkSetting<uint> TxPushBufferLengthMaximum { get; } = Maxima.Setting("tx-push-buf-len", ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN_MAX,
        Wire.UInt32(0, uint.MaxValue));
}

/// <summary>Whether headers and data of TCP are received apart: ETHTOOL_TCP_DATA_SPLIT_*.</summary>
public enum TcpDataSplit
{
    /// <summary>The driver decides.</summary>
    Unknown = 0,
    /// <summary>Together.</summary>
    Disabled = 1,
    /// <summary>Apart.</summary>
    Enabled = 2,
}
