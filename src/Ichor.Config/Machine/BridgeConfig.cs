using Ichor.Netlink;

namespace Ichor.Config;

/// <summary><c>bridge</c> of a device.</summary>
public sealed record BridgeConfig
{
    public ValueList<Located<LinkName>> Interfaces { get; init; }

    /// <summary>Spanning tree; on unless switched off.</summary>
    public bool Stp { get; init; } = true;

    public bool VlanFiltering { get; init; }

    internal static BridgeConfig Read(ObjectReader o) => new()
    {
        Interfaces = o.LocatedList("interfaces", Scalars.LinkName, "Links that become ports of the bridge.", "eth1"),
        Stp = o.Section("stp", ReadStp, "Spanning tree protocol.").Value,
        VlanFiltering = o.Section("vlan", ReadVlan, "VLANs on the bridge.").Value,
    };

    private static Flag ReadStp(ObjectReader o) => new(o.Optional("enabled", Scalars.Bool, true, "Whether the bridge takes part in spanning tree."));

    private static Flag ReadVlan(ObjectReader o) => new(o.Optional("vlanFiltering", Scalars.Bool, false, "Whether the bridge looks at VLAN tags."));

    private readonly record struct Flag(bool Value);
}

/// <summary><c>bridgePort</c> of a device: makes the link a port of a bridge.</summary>
public sealed record BridgePortConfig(LinkName Master, Provenance Because)
{
    internal static BridgePortConfig Read(ObjectReader o) =>
        new(o.Required("master", Scalars.LinkName, "The bridge.", "br0"), o.Because);
}
