using Ichor.Config;
using Ichor.Netlink;
using Ichor.Netlink.Generic;
using Ichor.Netlink.Links;
using Ichor.Netlink.Route;
using Ichor.Network;

namespace Ichor.Node.Kernel;

/// <summary>Puts a change of a NIC's settings into ethtool messages.</summary>
internal static class EthernetRequests
{
    public static IReadOnlyList<NetlinkMessage> Set(GenericFamily ethtool, LinkTarget link, EthernetSpec change)
    {
        var messages = new List<NetlinkMessage>();
        if (!change.Rings.IsEmpty)
            messages.Add(EthtoolRequests.SetRings(ethtool, link, Settings(EthtoolRings.Kind, change.Rings)));
        if (!change.Features.IsEmpty)
            messages.Add(EthtoolRequests.SetFeatures(ethtool, link, [.. change.Features.Select(feature => (feature.Name, feature.Value))]));
        if (!change.Channels.IsEmpty)
            messages.Add(EthtoolRequests.SetChannels(ethtool, link, Settings(EthtoolChannels.Kind, change.Channels)));
        if (change.WakeOnLan is { } ways)
            messages.Add(EthtoolRequests.SetWakeOnLan(ethtool, link, [.. ways.Select(WakeWays.ToKernel)]));
        return messages;
    }

    private static LinkSettings Settings(LinkKind kind, IEnumerable<EthernetSetting<uint>> values)
    {
        var settings = LinkSettings.Empty;
        foreach (var (name, value) in values)
            if (kind.FindSetting(name) is { } setting)
                settings = settings.With(setting, Value(setting, value));
        return settings;
    }

    /// <summary>The rows know their types; the model knows numbers only.</summary>
    private static object Value(LinkSetting setting, uint value) =>
        setting is LinkSetting<bool> ? value != 0
        : setting is LinkSetting<TcpDataSplit> ? value != 0 ? TcpDataSplit.Enabled : TcpDataSplit.Disabled
        : value;
}
