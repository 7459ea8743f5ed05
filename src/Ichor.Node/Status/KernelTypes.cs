using Ichor.Api;
using Ichor.Config;
using Ichor.Netlink.Generic;
using Ichor.Network;
using Ichor.Node.Kernel;

namespace Ichor.Node.Status;

/// <summary>A peer of a tunnel for <c>get wireguard</c>.</summary>
internal sealed record TunnelPeerRow(string Link, WireGuardPeerStatus Peer, WireGuardTraffic Traffic);

/// <summary>A VLAN of a bridge or of a port of one.</summary>
internal sealed record BridgeVlanRow(string Link, BridgeVlanStatus Vlan);

/// <summary>A NIC for <c>get ethtool</c>.</summary>
internal sealed record EthernetRow(string Link, EthernetStatus Status, EthtoolLink? Medium);

/// <summary>Tables of what the kernel has beside links, addresses and routes.</summary>
internal static class KernelTypes
{
    public static ResourceType<RuleStatus> Rules { get; } = new("RoutingRuleStatuses.net.talos.dev", "network", ["routingrule", "routingrules", "rule", "rules"])
    {
        Owner = "node",
        Key = row => $"{RouteRow.Family(row.Key.Family)}/{row.Key.Priority:d5}",
        Fields = new Rows<RuleStatus>()
            .Text("family", row => RouteRow.Family(row.Key.Family))
            .Text("src", row => row.Rule.Source)
            .Text("dst", row => row.Rule.Destination)
            .Text("table", row => AddressTypes.Table(row.Rule.Table))
            .Number("priority", row => row.Key.Priority)
            .Text("action", row => row.Rule.Action.ToString().ToLowerInvariant())
            .Text("iifName?", row => row.Rule.InputLink)
            .Text("oifName?", row => row.Rule.OutputLink)
            .Number("fwMark?", row => row.Rule.Mark)
            .Number("fwMask?", row => row.Rule.MarkMask)
            .Flag("ours", row => row.IsOurs),
        Columns = [("SRC", "src"), ("DST", "dst"), ("TABLE", "table"), ("PRIORITY", "priority")],
    };

    public static ResourceType<BridgeVlanRow> BridgeVlans { get; } = new("BridgeVlanStatuses.ichor.dev", "network", ["bridgevlan", "bridgevlans"])
    {
        Owner = "node",
        Key = row => $"{row.Link}/{row.Vlan.Id}",
        Fields = new Rows<BridgeVlanRow>()
            .Text("linkName", row => row.Link)
            .Number("vlanID", row => row.Vlan.Id)
            .Flag("pvid", row => row.Vlan.IsPvid)
            .Flag("untagged", row => row.Vlan.IsUntagged),
        Columns = [("LINK", "linkName"), ("VLAN", "vlanID"), ("PVID", "pvid"), ("UNTAGGED", "untagged")],
    };

    public static ResourceType<TunnelPeerRow> TunnelPeers { get; } =
        new("WireguardPeerStatuses.ichor.dev", "network", ["wireguard", "wg", "wireguardpeer", "wireguardpeers"])
        {
            Owner = "node",
            Key = row => $"{row.Link}/{row.Peer.PublicKey}",
            Fields = new Rows<TunnelPeerRow>()
                .Text("linkName", row => row.Link)
                .Text("publicKey", row => row.Peer.PublicKey)
                .Flag("hasPresharedKey", row => row.Peer.PresharedKey is not null)
                .Text("endpoint", row => row.Peer.Endpoint)
                .Number("persistentKeepaliveInterval", row => row.Peer.KeepaliveSeconds)
                .List("allowedIPs", row => row.Peer.AllowedIps)
                .Text("lastHandshakeTime", row => row.Traffic.LastHandshake?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"))
                .Number("receiveBytes", row => (long)row.Traffic.ReceivedBytes)
                .Number("transmitBytes", row => (long)row.Traffic.SentBytes)
                .Flag("unanswered", row => row.Peer.IsUnanswered),
            Columns =
            [
                ("LINK", "linkName"), ("ENDPOINT", "endpoint"), ("LAST HANDSHAKE", "lastHandshakeTime"), ("RX", "receiveBytes"), ("TX", "transmitBytes"),
                ("ALLOWED IPS", "allowedIPs"),
            ],
        };

    public static ResourceType<EthernetRow> Ethernet { get; } = new("EthernetStatuses.net.talos.dev", "network", ["ethtool", "ethernet"])
    {
        Owner = "node",
        Key = row => row.Link,
        Fields = new Rows<EthernetRow>()
            .Flag("linkState?", row => row.Medium?.HasLink)
            .Number("speedMbit?", row => row.Medium?.Speed)
            .Text("port", row => Port(row.Medium?.Port))
            .Text("duplex", row => row.Medium?.Duplex?.ToString() ?? "Unknown")
            .List("ourModes?", row => row.Medium?.OurModes)
            .List("peerModes?", row => row.Medium?.PeerModes)
            .Objects("rings?", row => row.Status.Rings, Numbers)
            .Objects("features?", row => row.Status.Features, new Rows<EthernetSetting<bool>>()
                .Text("name", feature => feature.Name)
                .Text("status", feature => feature.Value ? "on" : "off"))
            .Objects("channels?", row => row.Status.Channels, Numbers)
            .List("wakeOnLAN?", row => row.Status.WakeOnLan),
        Columns = [("LINK", "linkState"), ("SPEED", "speedMbit")],
    };

    private static Rows<EthernetSetting<uint>> Numbers => new Rows<EthernetSetting<uint>>().Text("name", entry => entry.Name).Number("value", entry => entry.Value);

    private static string Port(EthtoolPort? port) => port switch
    {
        EthtoolPort.Aui => "AUI",
        EthtoolPort.Mii => "MII",
        EthtoolPort.Bnc => "BNC",
        null => "Other",
        _ => port.Value.ToString(),
    };

    /// <summary>All NICs that were read.</summary>
    public static IEnumerable<EthernetRow> EthernetOf(IEnumerable<LinkStatus> links, EthernetDevices devices) =>
        from link in links
        where link.Ethernet is not null
        select new EthernetRow(link.Name.ToString(), link.Ethernet!, devices.MediumOf(link.Index));

    /// <summary>All peers of all tunnels.</summary>
    public static IEnumerable<TunnelPeerRow> PeersOf(IEnumerable<LinkStatus> links, WireGuardTunnels tunnels)
    {
        foreach (var link in links)
            if (link.WireGuard is { } tunnel)
            {
                var histories = tunnels.PeersOf(link.Index);
                foreach (var peer in tunnel.Peers)
                    yield return new(link.Name.ToString(), peer, histories.TryGetValue(peer.PublicKey, out var history) ? history.Traffic : WireGuardTraffic.None);
            }
    }
}
