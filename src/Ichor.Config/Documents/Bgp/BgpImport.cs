using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>An entry of <c>importRoutes</c> of a BGP speaker.</summary>
/// <param name="From">Name of the speaker that learned the routes.</param>
/// <param name="Prefixes">Routes inside of these; at least one.</param>
/// <param name="Because">Where it was asked for.</param>
public sealed record BgpImport(string From, ValueList<IpPrefix> Prefixes, Provenance Because)
{
    internal static BgpImport Read(ObjectReader o)
    {
        var import = new BgpImport(
            o.Required("bgpInstance", Scalars.NonEmptyText, "Name of the speaker that learned the routes.", "workload"),
            o.List("prefixes", DocumentScalars.ExactPrefix, "Routes inside of these networks are taken over.", "198.51.100.0/24"),
            o.Because);
        return o.Validate(import, (at, read) =>
        {
            if (read.Prefixes.IsEmpty)
                at.Error("prefixes", "needs at least one network");
        });
    }
}
