using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary>A document about one link: <c>LinkConfig</c>, which takes the link as it is, or one of the kinds that make it.</summary>
/// <remarks>
/// A link may also stand in <c>machine.network.interfaces</c>, if both agree on its kind: as in Talos, both then speak for the layer
/// <c>configuration</c>, and what they say is merged.
/// </remarks>
public sealed record LinkDocument : IConfigDocument
{
    /// <summary>Where <see cref="Name"/> is given.</summary>
    public required Provenance Because { get; init; }

    public LinkName Name { get; init; }

    /// <summary>What is made; null (<c>LinkConfig</c>) makes nothing.</summary>
    public LinkKind? Kind { get; init; }

    /// <summary>The kind's options: those written, and what <see cref="BondRules"/> adds.</summary>
    public LinkSettings Settings { get; init; } = LinkSettings.Empty;

    /// <summary>Null counts as true.</summary>
    public bool? Up { get; init; }

    /// <summary>Null leaves it alone.</summary>
    public uint? Mtu { get; init; }

    /// <summary>Null leaves it alone.</summary>
    public bool? Multicast { get; init; }

    /// <summary>Null leaves it alone.</summary>
    public HardwareAddress? HardwareAddress { get; init; }

    public ValueList<AddressEntry> Addresses { get; init; }

    public ValueList<RouteConfig> Routes { get; init; }

    /// <summary>The link that a VLAN is on; null for other kinds.</summary>
    public Located<LinkName>? Parent { get; init; }

    /// <summary>Ports of a bond, bridge or VRF, in this order.</summary>
    public ValueList<Located<LinkName>> Ports { get; init; }

    /// <summary>The other end of a veth, with its own addresses and routes; null for other kinds.</summary>
    public LinkDocument? Peer { get; init; }

    /// <summary>Null for other kinds.</summary>
    public WireguardConfig? Wireguard { get; init; }

    /// <summary>Name of the document's kind, as <c>BondConfig</c>.</summary>
    internal string Title { get; init; } = "";

    /// <summary><c>kind: LinkConfig</c>.</summary>
    internal static LinkDocument Read(ObjectReader o) => Common(o, Named(o, "LinkConfig"));

    MachineConfig IConfigDocument.AddTo(MachineConfig machine) => machine with
    {
        Documents = machine.Documents with { Links = [.. machine.Documents.Links, this] },
    };

    /// <summary>The header and the name, with which every document about a link begins.</summary>
    internal static LinkDocument Named(ObjectReader o, string title)
    {
        o.Header();
        return new LinkDocument
        {
            Title = title,
            Name = o.Required("name", Scalars.LinkName, "Name of the link."),
            Because = o.BecauseOf("name"),
        };
    }

    /// <summary>What may be said about a link of any kind.</summary>
    internal static LinkDocument Common(ObjectReader o, LinkDocument link) => link with
    {
        Up = o.OptionalValue("up", Scalars.Bool, "Whether the link is up; a link that is configured is, unless this says no.", "true"),
        Mtu = o.NonZero("mtu", Scalars.Mtu, "MTU of the link; 0 leaves it alone.", "9000"),
        Addresses = o.List("addresses", AddressEntry.Read, "Static addresses."),
        Routes = o.List("routes", RouteEntry.Read, "Routes through this link."),
        Multicast = o.OptionalValue("multicast", Scalars.Bool, "Whether the link takes multicast packets.", "true"),
    };

    internal static HardwareAddress? ReadHardwareAddress(ObjectReader o) =>
        o.OptionalValue("hardwareAddr", DocumentScalars.OwnHardwareAddress, "Hardware address that the link is given.", "2e:3c:4d:5e:6f:70");
}
