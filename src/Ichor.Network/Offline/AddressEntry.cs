using Ichor.Config;
using Ichor.Netlink;
using Ichor.Netlink.Route;

namespace Ichor.Network.Offline;

/// <summary>One of <c>addresses</c> in an observed file.</summary>
internal sealed record AddressEntry(AddressStatus Status, Located<LinkName>? Link)
{
    private const byte KernelProtocol = 0;

    public static AddressEntry Read(ObjectReader o) => new(new AddressStatus
    {
        LinkIndex = 0,
        Address = o.Required("address", Scalars.InterfaceAddress, "The address.", "10.0.0.5/24"),
        Scope = (byte)o.Optional("scope", Scalars.UInt32(0, 255), 0u, "0 global, 253 link, 254 host."),
        Metric = o.Optional("metric", Scalars.UInt32(0, uint.MaxValue), 0u, "Metric of its connected route."),
        Flags = o.Optional("tentative", Scalars.Bool, false, "Whether it is still being checked for duplicates.") ? (uint)AddressFlags.Tentative
            : o.Optional("duplicate", Scalars.Bool, false, "Whether another machine was found to have it.") ? (uint)AddressFlags.DadFailed : 0,
        Protocol = o.Optional("ours", Scalars.Bool, false, "Whether it carries our mark.") ? Ownership.Protocol : KernelProtocol,
    },
    new(o.Required("link", Scalars.LinkName, "Link that has it."), o.BecauseOf("link")));
}

/// <summary>One of <c>routes</c> in an observed file.</summary>
internal sealed record RouteEntry(RouteStatus Status, Located<LinkName>? Link)
{
    public static RouteEntry Read(ObjectReader o) => new(new RouteStatus
    {
        Destination = o.Optional("destination", Scalars.IpPrefix, IpPrefix.AnyV4, "Destination; the IPv4 default route when left out."),
        Gateway = o.OptionalOrNull("gateway", Scalars.IpAddress, "Next hop."),
        Table = o.Optional("table", Scalars.UInt32(1, uint.MaxValue), RouteSpec.MainTable, "Routing table."),
        Metric = o.Optional("metric", Scalars.UInt32(0, uint.MaxValue), 0u, "Metric."),
        Source = o.OptionalOrNull("source", Scalars.IpAddress, "Preferred source address."),
        Mtu = o.Optional("mtu", Scalars.UInt32(0, int.MaxValue), 0u, "MTU in bytes; 0 is the link's."),
        Scope = (byte)o.Optional("scope", Scalars.UInt32(0, 255), 0u, "0 global, 253 link, 254 host."),
        Type = (byte)o.Optional("type", Scalars.Enum(("unicast", RouteType.Unicast), ("blackhole", RouteType.Blackhole),
            ("unreachable", RouteType.Unreachable), ("prohibit", RouteType.Prohibit)), RouteType.Unicast, "What happens to packets."),
        Protocol = o.Optional("ours", Scalars.Bool, false, "Whether it carries our mark.")
            ? Ownership.Protocol
            : (byte)o.Optional("protocol", Scalars.UInt32(0, 255), 2u, "Who made it; 2 is the kernel, 4 an administrator."),
    },
    o.Located("link", Scalars.LinkName, "Link that it leads over; one that drops packets needs none."));
}

/// <summary>One of <c>leases</c> in an observed file.</summary>
internal sealed record LeaseEntry(LinkName Link, LeaseSpec? Lease, Provenance Because)
{
    public static LeaseEntry Read(ObjectReader o)
    {
        var link = o.Required("link", Scalars.LinkName, "Link that the lease is for.");
        var address = o.OptionalOrNull("address", Scalars.InterfaceAddress, "The leased address; without it the client has spoken and has none.");
        var router = o.OptionalOrNull("router", Scalars.IpAddress, "The router: short for a default route.");
        var routes = o.List("routes", ReadRoute, "Routes of the lease.");
        return new(link, address is null ? null : new LeaseSpec
        {
            Address = address,
            Routes = router is null ? routes : [new LeaseRoute(IpPrefix.AnyV4, router), .. routes],
            NameServers = o.List("nameservers", Scalars.IpAddress, "Name servers."),
            SearchDomains = o.List("searchDomains", Scalars.Text, "Search domains."),
            TimeServers = o.List("timeservers", Scalars.IpAddress, "Time servers."),
            Hostname = o.Optional("hostname", Scalars.Text, "", "Host name."),
            Domain = o.Optional("domain", Scalars.Text, "", "Domain."),
            Mtu = o.Optional("mtu", Scalars.UInt32(0, int.MaxValue), 0u, "MTU in bytes."),
        }, o.BecauseOf("link"));
    }

    private static LeaseRoute ReadRoute(ObjectReader o) => new(
        o.Required("destination", Scalars.IpPrefix, "Destination.", "0.0.0.0/0"),
        o.OptionalOrNull("gateway", Scalars.IpAddress, "Next hop; without it the destination is on the link."));
}
