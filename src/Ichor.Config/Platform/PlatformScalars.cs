using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Ichor.Netlink.Links;
using Ichor.Netlink.Route;

namespace Ichor.Config;

/// <summary>The types of single values that only the platform's document has: words that Talos prints of the kernel's numbers.</summary>
internal static class PlatformScalars
{
    public static Scalar<AddressFamily> Family { get; } = Scalars.Enum(("inet4", AddressFamily.InterNetwork), ("inet6", AddressFamily.InterNetworkV6));

    public static Scalar<RouteScope> Scope { get; } = Scalars.Enum(
        ("global", RouteScope.Global), ("site", RouteScope.Site), ("link", RouteScope.Link), ("host", RouteScope.Host), ("nowhere", RouteScope.Nowhere));

    public static Scalar<RouteType> RouteType { get; } = Scalars.Enum(
        ("unicast", Netlink.Route.RouteType.Unicast), ("local", Netlink.Route.RouteType.Local), ("broadcast", Netlink.Route.RouteType.Broadcast),
        ("anycast", Netlink.Route.RouteType.Anycast), ("multicast", Netlink.Route.RouteType.Multicast), ("blackhole", Netlink.Route.RouteType.Blackhole),
        ("unreachable", Netlink.Route.RouteType.Unreachable), ("prohibit", Netlink.Route.RouteType.Prohibit), ("throw", Netlink.Route.RouteType.Throw),
        ("unspec", Netlink.Route.RouteType.Unicast));

    /// <summary>What can be made; empty text, as of a NIC, is nothing.</summary>
    public static Scalar<LinkKind> LinkKind { get; } = Scalars.Enum(
        new[] { Bond.Kind, Vlan.Kind, Bridge.Kind, Vrf.Kind, Veth.Kind, WireGuard.Kind, Dummy.Kind }.Select(kind => (kind.Name, kind)).ToArray());

    public static Scalar<ValueList<string>> AddressFlags { get; } = Flags(
        "temporary", "nodad", "optimistic", "dadfailed", "homeaddress", "deprecated", "tentative", "permanent", "mngmtmpaddr", "noprefixroute", "mcautojoin", "stableprivacy");

    public static Scalar<ValueList<string>> RouteFlags { get; } = Flags("notify", "cloned", "equalize", "prefix", "lookup_table", "fib_match", "offload", "trap");

    public static Scalar<DhcpClientIdentifier> ClientIdentifier { get; } = Scalars.Enum(
        ("none", DhcpClientIdentifier.None), ("mac", DhcpClientIdentifier.Mac), ("duid", DhcpClientIdentifier.Duid));

    public static Scalar<PlatformOperatorKind> Operator { get; } = Scalars.Enum(
        ("dhcp4", PlatformOperatorKind.Dhcp4), ("dhcp6", PlatformOperatorKind.Dhcp6), ("vip", PlatformOperatorKind.Vip));

    /// <summary>The word itself: nothing is done with it.</summary>
    public static Scalar<string> Layer { get; } = Scalars.Enum(
        ("default", "default"), ("cmdline", "cmdline"), ("platform", "platform"), ("operator", "operator"), ("configuration", "configuration"));

    /// <summary>Words with commas between them.</summary>
    private static Scalar<ValueList<string>> Flags(params string[] words) => new("flags", $"words of {string.Join(", ", words)}, with commas between them",
        (string text, [MaybeNullWhen(false)] out ValueList<string> value) =>
        {
            value = [.. text.Split(',')];
            return value.All(words.Contains);
        })
    { Pattern = "^[a-z_]+(,[a-z_]+)*$", Writer = value => string.Join(',', value) };
}
