using Ichor.Netlink.Route;
using static Ichor.Netlink.Kernel.EthtoolConstants;

namespace Ichor.Netlink.Generic;

/// <summary>What drivers say, of one link or of all. A driver that cannot say is an error of one link, and left out of all.</summary>
public static class EthtoolTables
{
    /// <summary>Rings.</summary>
    public static (IReadOnlyList<EthtoolNumbers> Rings, NetlinkError? Error) Rings(NetlinkSocket socket, GenericFamily ethtool, LinkTarget? link = null) =>
        Read(socket, EthtoolRequests.Get(ethtool, ETHTOOL_MSG_RINGS_GET, link, "rings"), EthtoolNumbers.DecodeRings);

    /// <summary>Channels.</summary>
    public static (IReadOnlyList<EthtoolNumbers> Channels, NetlinkError? Error) Channels(NetlinkSocket socket, GenericFamily ethtool, LinkTarget? link = null) =>
        Read(socket, EthtoolRequests.Get(ethtool, ETHTOOL_MSG_CHANNELS_GET, link, "channels"), EthtoolNumbers.DecodeChannels);

    /// <summary>Features.</summary>
    public static (IReadOnlyList<EthtoolFeatures> Features, NetlinkError? Error) Features(NetlinkSocket socket, GenericFamily ethtool, LinkTarget? link = null) =>
        Read(socket, EthtoolRequests.Get(ethtool, ETHTOOL_MSG_FEATURES_GET, link, "features"), EthtoolFeatures.Decode);

    /// <summary>Wake-on-LAN; needs CAP_NET_ADMIN.</summary>
    public static (IReadOnlyList<EthtoolWakeOnLan> WakeOnLan, NetlinkError? Error) WakeOnLan(NetlinkSocket socket, GenericFamily ethtool, LinkTarget? link = null) =>
        Read(socket, EthtoolRequests.Get(ethtool, ETHTOOL_MSG_WOL_GET, link, "wake-on-LAN"), EthtoolWakeOnLan.Decode);

    /// <summary>Port, speed, duplex and modes, in the order of the links' numbers.</summary>
    public static (IReadOnlyList<EthtoolLink> Links, NetlinkError? Error) Links(NetlinkSocket socket, GenericFamily ethtool, LinkTarget? link = null)
    {
        var links = new SortedDictionary<int, EthtoolLink>();
        var state = Merge(ETHTOOL_MSG_LINKSTATE_GET, "link state", (known, attributes) => known.WithState(attributes));
        var info = Merge(ETHTOOL_MSG_LINKINFO_GET, "link information", (known, attributes) => known.WithInfo(attributes));
        var modes = Merge(ETHTOOL_MSG_LINKMODES_GET, "link modes", (known, attributes) => known.WithModes(attributes));
        return ([.. links.Values], links.Count == 0 ? state ?? info ?? modes : null);

        NetlinkError? Merge(byte command, string what, Merger merge)
        {
            var (merged, error) = Read(socket, EthtoolRequests.Get(ethtool, command, link, what), payload =>
            {
                var attributes = EthtoolMessage.Read(payload, out var index);
                return merge(links.GetValueOrDefault(index) ?? new EthtoolLink { Index = index }, attributes);
            });
            foreach (var one in merged)
                links[one.Index] = one;
            return error;
        }
    }

    private delegate EthtoolLink Merger(EthtoolLink known, AttributeReader attributes);

    private static (IReadOnlyList<T>, NetlinkError?) Read<T>(NetlinkSocket socket, NetlinkMessage request, ReplyDecoder<T> decode) where T : class
    {
        var answer = socket.Ask(request);
        return (socket.Decode(answer, request, decode), answer.Error);
    }
}
