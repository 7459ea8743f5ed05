using System.Net;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>Wishes that this system reads and does not fulfil yet: each says so where its state is looked up.</summary>
internal static class NotBuilt
{
    public static void Dhcp6(Scope scope, LinkName link, Because because) =>
        Say(scope, "operator", $"dhcp6/{link}", "DHCPv6", because);

    public static void Vip(Scope scope, IPAddress address, LinkName link, Because because) =>
        Say(scope, "operator", $"vip/{link}/{address}", "a shared address", because);

    public static void Bgp(Scope scope, string name, Because because) => Say(scope, "operator", $"bgp/{name}", "BGP", because);

    public static void Multipath(Scope scope, IpPrefix destination, Because because) =>
        Say(scope, "route", destination.ToString(), "a route over several links", because);

    private static void Say(Scope scope, string kind, string id, string what, Because because) =>
        scope.Fragment.Unmet(kind, id, ConditionState.Failed, $"{what} is not built yet: nothing is done for it", because);
}
