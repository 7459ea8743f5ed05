using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Network;

/// <summary>The link that a VLAN becomes; shared by the command line and the config.</summary>
internal static class VlanLinks
{
    public static LinkSpec Spec(LinkName parent, ushort id, uint? mtu) => new()
    {
        Kind = Vlan.Kind,
        Up = true,
        Parent = parent,
        Mtu = mtu,
        Settings = LinkSettings.Empty.With(Vlan.Id, id).With(Vlan.Protocol, VlanProtocol.Ieee8021Q),
    };
}
