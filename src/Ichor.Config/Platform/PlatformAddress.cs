using Ichor.Netlink;
using Ichor.Netlink.Route;

namespace Ichor.Config;

/// <summary>An entry of <c>addresses</c> (Talos's AddressSpecSpec).</summary>
public sealed record PlatformAddress
{
    public required Provenance Because { get; init; }

    public LinkName Link { get; init; }

    public required InterfaceAddress Address { get; init; }

    public RouteScope Scope { get; init; }

    /// <summary>Metric of the connected route; 0 leaves it to the kernel.</summary>
    public uint Metric { get; init; }

    internal static PlatformAddress Read(ObjectReader o)
    {
        var address = new PlatformAddress
        {
            Because = o.Because,
            Address = o.Required("address", DocumentScalars.InterfaceAddress, "Address with the length of its prefix.", "10.0.0.5/24"),
            Link = o.Required("linkName", Scalars.LinkName, "The link that the address is on.", "enp0s3"),
            Scope = o.Optional("scope", PlatformScalars.Scope, RouteScope.Global, "How far the address is valid."),
            Metric = o.NonZero("priority", Scalars.UInt32(), "Metric of the route to the address's own subnet; 0 leaves it to the kernel.", "1024") ?? 0,
        };
        var family = o.OptionalValue("family", PlatformScalars.Family, "Family of the address; it follows from the address.", "inet4");
        var flags = o.Optional("flags", PlatformScalars.AddressFlags, [], "Flags of the address; every address that is given here is permanent.", "permanent");
        var isAnnounced = o.OptionalValue("announceWithARP", Scalars.Bool, "Whether the address is announced when it has been added.");
        o.NoEffect("family", asked: false);
        o.NotYet("flags", "a flag other than permanent", flags.Any(IsAskedFor));
        o.NotYet("announceWithARP", "an announcement", isAnnounced == true);
        PlatformConfig.ReadLayer(o);
        return o.Validate(address, (at, read) =>
        {
            if (family is { } written && written != read.Address.Address.AddressFamily)
                at.Error("family", $"'{at.TextOf("family")}' is not the family of {read.Address}");
        });
    }

    // The others are the kernel's to set: Talos drops them, too.
    private static bool IsAskedFor(string flag) => flag is "nodad" or "homeaddress" or "mngmtmpaddr" or "noprefixroute" or "mcautojoin";
}
