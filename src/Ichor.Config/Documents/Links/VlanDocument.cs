using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary><c>kind: VLANConfig</c>.</summary>
internal static class VlanDocument
{
    public static LinkDocument Read(ObjectReader o)
    {
        var link = LinkDocument.Named(o, "VLANConfig") with { Kind = Vlan.Kind };
        link = link with
        {
            Settings = o.Settings(Vlan.Kind, setting => setting == Vlan.Id ? "vlanID" : setting.Name, required: Vlan.Id),
            Parent = new(o.Required("parent", Scalars.LinkName, "The link that the VLAN is on.", "bond0"), o.BecauseOf("parent")),
        };
        return LinkDocument.Common(o, link);
    }
}
