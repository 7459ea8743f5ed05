using System.Net.Sockets;
using Ichor.Netlink;
using Ichor.Netlink.Route;

namespace Ichor.Network.Tests.Planning;

internal sealed partial class FakeKernel
{
    private string? Add(AddAddress add)
    {
        if (Observed.Link(add.Key.Link) is not { } link)
            return "ENODEV";
        if (Observed.Address(link.Index, add.Key.Address) is { IsOurs: false })
            return "a foreign address would be changed";
        Observed.Put(new AddressStatus
        {
            LinkIndex = link.Index,
            Address = add.Key.Address,
            Scope = add.Spec.Scope,
            Metric = add.Spec.Metric,
            Protocol = Ownership.Protocol,
        });
        return null;
    }

    /// <summary>
    /// IPv4 routes go with the address that is their source, and all of a link with its last address (fib_inetaddr_event of
    /// net/ipv4/fib_frontend.c). Secondary addresses stay, as the node asks for (promote_secondaries).
    /// </summary>
    private string? Delete(AddressStatus address)
    {
        Observed.Remove(address);
        if (address.Address.Address.AddressFamily != AddressFamily.InterNetwork)
            return null;
        var isLast = !Observed.Addresses.Any(other => other.LinkIndex == address.LinkIndex && other.Address.Address.AddressFamily == AddressFamily.InterNetwork);
        var isElsewhere = Observed.Addresses.Any(other => other.Address.Address.Equals(address.Address.Address));
        foreach (var route in Observed.Routes.Where(route => route.Destination.Family == AddressFamily.InterNetwork
            && (isLast && route.LinkIndex == address.LinkIndex || !isElsewhere && address.Address.Address.Equals(route.Source))).ToList())
            Observed.Remove(route);
        return null;
    }

    private string? Add(AddRoute add)
    {
        var link = add.Spec.Link is { } name ? Observed.Link(name) : null;
        if (add.Spec.Link is not null && link is not { Up: true })
            return link is null ? "ENODEV" : "ENETDOWN";
        if (add.Spec.Gateway is { IsIPv6LinkLocal: false } gateway && !add.OnLink
            && !Observed.Addresses.Any(address => address.LinkIndex == link!.Index && address.Address.Subnet.Contains(gateway)))
            return "ENETUNREACH (Nexthop has invalid gateway)";
        if (add.Spec.Destination.Family == AddressFamily.InterNetwork || add.IsReplacement)
        {
            var inTheWay = Observed.Routes.FirstOrDefault(route =>
                route.Destination == add.Spec.Destination && route.Table == add.Spec.Table && route.Metric == add.Key.Metric);
            if (inTheWay is not null && !add.IsReplacement)
                return "EEXIST";
            if (inTheWay is { IsOurs: false })
                return "a foreign route would be replaced";
            if (inTheWay is not null)
                Observed.Remove(inTheWay);
        }
        var isBlackhole6 = add.Spec.Type != RouteType.Unicast && add.Spec.Destination.Family == AddressFamily.InterNetworkV6;
        Observed.Put(new RouteStatus
        {
            Destination = add.Spec.Destination,
            Gateway = add.Spec.Gateway,
            Source = add.Spec.Source,
            Table = add.Spec.Table,
            Metric = add.Key.Metric,
            Mtu = add.Spec.Mtu,
            Type = (byte)add.Spec.Type,
            Scope = (byte)(add.Spec.Scope ?? RouteScope.Global),
            LinkIndex = link?.Index ?? (isBlackhole6 ? Observed.Link(LinkName.Parse("lo"))!.Index : 0),
            Protocol = Ownership.Protocol,
        });
        return null;
    }
}
