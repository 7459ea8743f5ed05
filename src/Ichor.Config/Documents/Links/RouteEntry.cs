namespace Ichor.Config;

/// <summary>An entry of <c>routes</c> of a link document: a <see cref="RouteConfig"/> in other words, and with a table.</summary>
internal static class RouteEntry
{
    public static RouteConfig Read(ObjectReader o)
    {
        o.AtLeastOne("destination", "gateway");
        var route = new RouteConfig
        {
            Because = o.Because,
            Network = o.OptionalOrNull("destination", DocumentScalars.Destination, "Destination; without it the route is the default route of the gateway's family.", "10.2.0.0/16"),
            Gateway = o.OptionalOrNull("gateway", DocumentScalars.Address, "Next hop; without it the destination is on the link.", "10.0.0.1"),
            Source = o.OptionalOrNull("source", DocumentScalars.Address, "Source address preferred for packets of this route.", "10.0.0.5"),
            Metric = o.NonZero("metric", Scalars.UInt32(), "Of routes to one destination the lowest metric wins; 0 counts as not given.", "1024"),
            Mtu = o.NonZero("mtu", Scalars.Mtu, "MTU of the path; 0 leaves it to the link.", "1400"),
            Table = o.OptionalValue("table", DocumentScalars.RoutingTable, "Routing table; not given, it is main, or that of the link's VRF.", "main"),
        };
        return o.Validate(route, (at, read) => RouteConfig.Check(at, read, "destination"));
    }
}
