using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary><c>kind: BridgeConfig</c>. Unlike v1alpha1's <c>bridge</c> it has spanning tree off unless asked for.</summary>
internal static class BridgeDocument
{
    public static LinkDocument Read(ObjectReader o) => LinkDocument.Common(o, LinkDocument.Named(o, "BridgeConfig") with
    {
        Kind = Bridge.Kind,
        HardwareAddress = LinkDocument.ReadHardwareAddress(o),
        Ports = o.LocatedList("links", Scalars.LinkName, "Links that become ports of the bridge.", "eth1"),
        Settings = LinkSettings.Empty
            .With(Bridge.Stp, o.Section("stp", ReadStp, "Spanning tree protocol."))
            .With(Bridge.VlanFiltering, o.Section("vlan", ReadVlan, "VLANs on the bridge.")),
    });

    private static bool ReadStp(ObjectReader o) =>
        o.Optional("enabled", Scalars.Bool, false, "Whether the bridge takes part in spanning tree.");

    private static bool ReadVlan(ObjectReader o) =>
        o.Optional("filtering", Scalars.Bool, false, "Whether the bridge looks at VLAN tags.");
}
