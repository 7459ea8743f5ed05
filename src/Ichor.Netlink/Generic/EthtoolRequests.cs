using Ichor.Netlink.Links;
using Ichor.Netlink.Route;
using static Ichor.Netlink.Kernel.EthtoolConstants;
using static Ichor.Netlink.Kernel.NetlinkConstants;

namespace Ichor.Netlink.Generic;

/// <summary>Requests to the drivers of network cards, through the family <c>ethtool</c>.</summary>
public static class EthtoolRequests
{
    /// <summary>Name of the generic netlink family, for <see cref="GenericFamily.Find"/>.</summary>
    public const string FamilyName = ETHTOOL_GENL_NAME;

    /// <summary>Sets rings: those rows of <see cref="EthtoolRings.Kind"/> that have a value; the others stay.</summary>
    public static NetlinkMessage SetRings(GenericFamily ethtool, LinkTarget link, LinkSettings rings) =>
        Set(ethtool, ETHTOOL_MSG_RINGS_SET, link, $"set rings {rings} on {link}", message => LinkKind.Encode(message, rings, _ => null));

    /// <summary>Sets channels: those rows of <see cref="EthtoolChannels.Kind"/> that have a value; the others stay.</summary>
    public static NetlinkMessage SetChannels(GenericFamily ethtool, LinkTarget link, LinkSettings channels) =>
        Set(ethtool, ETHTOOL_MSG_CHANNELS_SET, link, $"set channels {channels} on {link}", message => LinkKind.Encode(message, channels, _ => null));

    /// <summary>Switches features on or off; the others stay.</summary>
    /// <remarks>The kernel refuses a name that it does not know, but says nothing when the driver does not do as asked: read again.</remarks>
    public static NetlinkMessage SetFeatures(GenericFamily ethtool, LinkTarget link, params IReadOnlyCollection<(string Name, bool On)> features) =>
        Set(ethtool, ETHTOOL_MSG_FEATURES_SET, link,
            $"set features {string.Join(' ', features.Select(feature => $"{feature.Name}={(feature.On ? "on" : "off")}"))} on {link}",
            message => EthtoolBitset.Write(message, ETHTOOL_A_FEATURES_WANTED, features));

    /// <summary>Says which packets wake the machine: exactly these of <see cref="EthtoolWakeOnLan.Modes"/>; none switches it off.</summary>
    public static NetlinkMessage SetWakeOnLan(GenericFamily ethtool, LinkTarget link, params IReadOnlyCollection<string> modes) =>
        Set(ethtool, ETHTOOL_MSG_WOL_SET, link, $"set wake-on-LAN {(modes.Count == 0 ? "off" : string.Join(' ', modes))} on {link}",
            message => EthtoolBitset.WriteAll(message, ETHTOOL_A_WOL_MODES, modes));

    /// <summary>Asks about one link, or about all when there is none given; drivers that cannot say are left out then.</summary>
    internal static NetlinkMessage Get(GenericFamily ethtool, byte command, LinkTarget? link, string what) =>
        ethtool.Message(command, link is null ? NetlinkFlags.Dump : NetlinkFlags.None, $"read {what} of {link?.ToString() ?? "all links"}")
            .Nested(ETHTOOL_A_HEADER | NLA_F_NESTED, header =>
            {
                if (link is { } one)
                    header.UInt32(ETHTOOL_A_HEADER_DEV_INDEX, (uint)one.Index);
            });

    private static NetlinkMessage Set(GenericFamily ethtool, byte command, LinkTarget link, string purpose, Action<NetlinkMessage> fill)
    {
        var message = ethtool.Message(command, NetlinkFlags.None, purpose).Nested(ETHTOOL_A_HEADER | NLA_F_NESTED, header => header
            .UInt32(ETHTOOL_A_HEADER_DEV_INDEX, (uint)link.Index)
            .UInt32(ETHTOOL_A_HEADER_FLAGS, ETHTOOL_FLAG_OMIT_REPLY));
        fill(message);
        return message;
    }
}
