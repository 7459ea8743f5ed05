using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary><c>kind: VRFConfig</c>.</summary>
internal static class VrfDocument
{
    public static LinkDocument Read(ObjectReader o) => LinkDocument.Common(o, LinkDocument.Named(o, "VRFConfig") with
    {
        Kind = Vrf.Kind,
        HardwareAddress = LinkDocument.ReadHardwareAddress(o),
        Ports = o.LocatedList("links", Scalars.LinkName, "Links whose traffic uses the table.", "eth1"),
        Settings = LinkSettings.Empty
            .With(Vrf.Table, o.Required("table", DocumentScalars.OwnRoutingTable, "Routing table of the VRF.", "100")),
    });
}
