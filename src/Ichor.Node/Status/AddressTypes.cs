using System.Net.Sockets;
using Ichor.Api;
using Ichor.Network;

namespace Ichor.Node.Status;

internal sealed record AddressRow(AddressStatus Address, string Link);

internal sealed record RouteRow(RouteStatus Route, string Link)
{
    public static string Family(AddressFamily family) => family == AddressFamily.InterNetwork ? "inet4" : "inet6";

    /// <summary>Talos's id: <c>[table/][link/]family/gateway/destination/metric</c>; empty parts stay empty.</summary>
    public string Id
    {
        get
        {
            var table = Route.Table == RouteSpec.MainTable ? "" : $"{Route.Table}/";
            var link = Route.Destination.Family == AddressFamily.InterNetworkV6 ? $"{Link}/" : "";
            return $"{table}{link}{Family(Route.Destination.Family)}/{Route.Gateway}/{(Route.Destination.IsDefault ? "" : Route.Destination)}/{Route.Metric}";
        }
    }
}

internal static class AddressTypes
{
    public static ResourceType<AddressRow> Addresses { get; } = new("AddressStatuses.net.talos.dev", "network", ["address", "addresses"])
    {
        Owner = "node",
        Key = row => $"{row.Link}/{row.Address.Address}",
        Fields = new Rows<AddressRow>()
            .Text("address", row => row.Address.Address)
            .Text("broadcast?", row => row.Address.Broadcast)
            .Number("linkIndex", row => row.Address.LinkIndex)
            .Text("linkName", row => row.Link)
            .Text("family", row => RouteRow.Family(row.Address.Address.Address.AddressFamily))
            .Text("scope", row => Scope(row.Address.Scope))
            .Number("priority", row => row.Address.Metric)
            .Flag("ours", row => row.Address.IsOurs),
        Columns = [("ADDRESS", "address"), ("LINK", "linkName"), ("SCOPE", "scope")],
    };

    public static ResourceType<RouteRow> Routes { get; } = new("RouteStatuses.net.talos.dev", "network", ["route", "routes"])
    {
        Owner = "node",
        Key = row => row.Id,
        Fields = new Rows<RouteRow>()
            .Text("family", row => RouteRow.Family(row.Route.Destination.Family))
            .Text("dst", row => row.Route.Destination.IsDefault ? "" : row.Route.Destination)
            .Text("src", row => row.Route.Source)
            .Text("gateway", row => row.Route.Gateway)
            .Number("outLinkIndex?", row => row.Route.LinkIndex)
            .Text("outLinkName?", row => row.Link)
            .Text("table", row => Table(row.Route.Table))
            .Number("priority", row => row.Route.Metric)
            .Text("scope", row => Scope(row.Route.Scope))
            .Text("type", row => Type(row.Route.Type))
            .Text("protocol", row => Protocol(row.Route.Protocol))
            .Number("mtu?", row => row.Route.Mtu)
            .Flag("ours", row => row.Route.IsOurs),
        Columns = [("DESTINATION", "dst"), ("GATEWAY", "gateway"), ("LINK", "outLinkName"), ("METRIC", "priority")],
    };

    /// <summary>RT_SCOPE_* of linux/rtnetlink.h.</summary>
    private static string Scope(byte scope) => scope switch
    {
        0 => "global",
        200 => "site",
        253 => "link",
        254 => "host",
        255 => "nowhere",
        _ => scope.ToString(),
    };

    internal static string Table(uint table) => table switch
    {
        0 => "unspec",
        253 => "default",
        254 => "main",
        255 => "local",
        _ => table.ToString(),
    };

    /// <summary>RTN_*.</summary>
    private static string Type(byte type) => type switch
    {
        1 => "unicast",
        2 => "local",
        3 => "broadcast",
        4 => "anycast",
        5 => "multicast",
        6 => "blackhole",
        7 => "unreachable",
        8 => "prohibit",
        9 => "throw",
        _ => type.ToString(),
    };

    /// <summary>RTPROT_*; ours has a number of its own.</summary>
    private static string Protocol(byte protocol) => protocol switch
    {
        0 => "unspec",
        1 => "redirect",
        2 => "kernel",
        3 => "boot",
        4 => "static",
        9 => "ra",
        16 => "dhcp",
        Ownership.Protocol => "ichor",
        _ => protocol.ToString(),
    };
}
