using Ichor.Api;
using Ichor.Netlink.Links;
using Ichor.Netlink.Route;
using Ichor.Network;

namespace Ichor.Node.Status;

/// <summary>What links of some kinds have beside the others, as parts of <c>get links</c>.</summary>
internal static class LinkKindRows
{
    public static Rows<LinkStatus> Vlan { get; } = new Rows<LinkStatus>()
        .Number("vlanID", link => link.Settings.Get(Netlink.Links.Vlan.Id))
        .Text("vlanProtocol", link => Format(link, Netlink.Links.Vlan.Protocol));

    public static Rows<LinkStatus> Bridge { get; } = new Rows<LinkStatus>()
        .Object("stp", link => link, new Rows<LinkStatus>().Flag("enabled", link => link.Settings.Get(Netlink.Links.Bridge.Stp)))
        .Object("vlan", link => link, new Rows<LinkStatus>().Flag("filteringEnabled", link => link.Settings.Get(Netlink.Links.Bridge.VlanFiltering)));

    public static Rows<LinkStatus> Vrf { get; } = new Rows<LinkStatus>()
        .Number("table", link => link.Settings.Get(Netlink.Links.Vrf.Table));

    public static Rows<LinkRow> Bond { get; } = new Rows<LinkRow>()
        .Text("mode", row => Format(row.Link, Netlink.Links.Bond.Mode))
        .Text("activePort?", row => row.ActivePort)
        .Number("aggregator?", row => row.Link.Bond?.Aggregator)
        .Number("aggregatedPorts?", row => row.Link.Bond?.AggregatedPorts)
        .Number("actorKey?", row => row.Link.Bond?.ActorKey)
        .Number("partnerKey?", row => row.Link.Bond?.PartnerKey)
        .Text("partnerAddr?", row => row.Link.Bond?.Partner);

    /// <summary>LACP states are written as in 802.1AX: <c>active,aggregation,synchronization</c>.</summary>
    public static Rows<BondPort> BondPort { get; } = new Rows<BondPort>()
        .Text("state", port => port.IsActive ? "active" : "backup")
        .Text("miiStatus", port => Text(port.Link))
        .Number("linkFailures", port => port.LinkFailures)
        .Number("aggregator?", port => port.Aggregator)
        .List("actorState?", port => Names(port.ActorState))
        .List("partnerState?", port => Names(port.PartnerState));

    public static Rows<WireGuardStatus> Tunnel { get; } = new Rows<WireGuardStatus>()
        .Text("publicKey?", tunnel => tunnel.PublicKey)
        .Number("listenPort", tunnel => tunnel.ListenPort)
        .Number("firewallMark", tunnel => tunnel.FirewallMark)
        .Number("peers", tunnel => tunnel.Peers.Count);

    private static string Format(LinkStatus link, LinkSetting setting) =>
        link.Settings.TryGet(setting, out var value) ? setting.Format(value) : "";

    private static string Text(BondLink link) => link switch
    {
        BondLink.Up => "up",
        BondLink.Failing => "going down",
        BondLink.ComingBack => "going back",
        _ => "down",
    };

    private static IEnumerable<string> Names(LacpState state)
    {
        for (var bit = 1; bit <= (int)LacpState.Expired; bit <<= 1)
            if (((int)state & bit) != 0)
                yield return ((LacpState)bit) switch
                {
                    LacpState.Active => "active",
                    LacpState.ShortTimeout => "shortTimeout",
                    LacpState.Aggregation => "aggregation",
                    LacpState.Synchronization => "synchronization",
                    LacpState.Collecting => "collecting",
                    LacpState.Distributing => "distributing",
                    LacpState.Defaulted => "defaulted",
                    _ => "expired",
                };
    }
}
