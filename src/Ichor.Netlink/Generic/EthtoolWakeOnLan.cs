using static Ichor.Netlink.Kernel.EthtoolConstants;

namespace Ichor.Netlink.Generic;

/// <summary>Which packets wake the machine: <c>phy</c>, <c>ucast</c>, <c>mcast</c>, <c>bcast</c>, <c>arp</c>, <c>magic</c>, <c>magicsecure</c>, <c>filter</c>.</summary>
/// <param name="Index">Index of the link.</param>
/// <param name="Supported">What the card can do.</param>
/// <param name="Enabled">What is on.</param>
public sealed record EthtoolWakeOnLan(int Index, EquatableList<string> Supported, EquatableList<string> Enabled)
{
    private static readonly string[] s_modes = ["phy", "ucast", "mcast", "bcast", "arp", "magic", "magicsecure", "filter"];

    /// <summary>All modes, in the kernel's order (WAKE_* of include/uapi/linux/ethtool.h).</summary>
    public static IReadOnlyList<string> Modes => s_modes;

    /// <summary>Reads the payload of ETHTOOL_MSG_WOL_GET_REPLY.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not such a message.</exception>
    public static EthtoolWakeOnLan Decode(ReadOnlySpan<byte> payload)
    {
        var modes = EthtoolBitset.Empty;
        var attributes = EthtoolMessage.Read(payload, out var index);
        foreach (var attribute in attributes)
            if (attribute.Type == ETHTOOL_A_WOL_MODES)
                modes = EthtoolBitset.Read(attribute, s_modes);
        return new EthtoolWakeOnLan(index, modes.Mask ?? modes.Set, modes.Set);
    }
}
