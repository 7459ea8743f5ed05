using Ichor.Netlink;

namespace Ichor.Config;

/// <summary><c>kind: BlackholeRouteConfig</c>: packets to a network, which is its name, are dropped.</summary>
/// <param name="Destination">The network.</param>
/// <param name="Metric">Null when not given (or given as 0).</param>
/// <param name="Because">Where <paramref name="Destination"/> is given.</param>
public sealed record BlackholeRouteDocument(IpPrefix Destination, uint? Metric, Provenance Because) : IConfigDocument
{
    internal static BlackholeRouteDocument Read(ObjectReader o)
    {
        o.Header();
        var route = new BlackholeRouteDocument(
            o.Required("name", Scalars.IpPrefix, "The network.", "10.0.0.0/12"),
            o.NonZero("metric", Scalars.UInt32(), "Of routes to one destination the lowest metric wins; 0 counts as not given.", "1024"),
            o.BecauseOf("name"));
        return o.Validate(route, (at, read) => RouteConfig.NoticeHostBits(at, read.Destination, "name"));
    }

    MachineConfig IConfigDocument.AddTo(MachineConfig machine) => machine with
    {
        Documents = machine.Documents with { BlackholeRoutes = [.. machine.Documents.BlackholeRoutes, this] },
    };
}
