using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>An entry of <c>addresses</c> of a link document.</summary>
/// <param name="Address">With the length of its prefix.</param>
/// <param name="RoutePriority">Metric of the route to the address's own subnet; null leaves it to the kernel.</param>
/// <param name="Because">Where it was asked for.</param>
public sealed record AddressEntry(InterfaceAddress Address, uint? RoutePriority, Provenance Because)
{
    internal static AddressEntry Read(ObjectReader o) => new(
        o.Required("address", DocumentScalars.InterfaceAddress, "Address with the length of its prefix.", "10.0.0.5/24"),
        o.NonZero("routePriority", Scalars.UInt32(), "Metric of the route to the address's own subnet; 0 leaves it to the kernel.", "1024"),
        o.Because);
}
