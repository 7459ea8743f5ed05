using Ichor.Api;
using Ichor.Netlink.Links;
using Ichor.Network;

namespace Ichor.Node.Status;

/// <summary>A link for <c>get links</c>, with the names that stand for indexes and the policy that gave it its own.</summary>
internal sealed record LinkRow(LinkStatus Link, string Parent, string Master, string ActivePort, string Policy);

internal static class LinkTypes
{
    public static ResourceType<LinkRow> Links { get; } = new("LinkStatuses.net.talos.dev", "network", ["link", "links"])
    {
        Owner = "node",
        Key = row => row.Link.Name.ToString(),
        Fields = new Rows<LinkRow>()
            .Text("alias?", row => row.Link.Alias)
            .List("altNames?", row => row.Link.AlternativeNames)
            .List("formerNames?", row => row.Link.FormerNames.Select(name => name.ToString()))
            .Text("policy?", row => row.Policy)
            .Number("index", row => row.Link.Index)
            .Text("type", row => TypeText(row.Link.Type))
            .Text("flags", row => Flags(row.Link))
            .Text("hardwareAddr", row => row.Link.Address)
            .Text("permanentAddr", row => row.Link.Identity.PermanentAddress)
            .Number("mtu", row => row.Link.Mtu)
            .Number("linkIndex?", row => row.Link.ParentIndex)
            .Text("parent?", row => row.Parent)
            .Number("masterIndex?", row => row.Link.MasterIndex)
            .Text("master?", row => row.Master)
            .Text("operationalState", row => row.Link.OperationalState)
            .Text("kind", row => row.Link.Kind)
            .Text("busPath?", row => row.Link.Identity.BusPath)
            .Text("pciID?", row => row.Link.Identity.PciId)
            .Text("driver?", row => row.Link.Identity.Driver)
            .Flag("linkState", row => row.Link.Carrier)
            .Object("vlan?", row => row.Link.Kind == "vlan" ? row.Link : null, LinkKindRows.Vlan)
            .Object("bridgeMaster?", row => row.Link.Kind == "bridge" ? row.Link : null, LinkKindRows.Bridge)
            .Object("bondMaster?", row => row.Link.Bond is null ? null : row, LinkKindRows.Bond)
            .Object("bondPort?", row => row.Link.BondPort, LinkKindRows.BondPort)
            .Object("vrfMaster?", row => row.Link.Kind == "vrf" ? row.Link : null, LinkKindRows.Vrf)
            .Object("wireguard?", row => row.Link.WireGuard, LinkKindRows.Tunnel)
            .Objects("settings?", row => row.Link.Settings.Entries, new Rows<(LinkSetting Setting, object Value)>()
                .Text("name", entry => entry.Setting.Name)
                .Text("value", entry => entry.Setting.Format(entry.Value)))
            .Flag("ours", row => row.Link.IsOurs),
        Columns =
        [
            ("ALIAS", "alias"), ("POLICY", "policy"), ("TYPE", "type"), ("KIND", "kind"), ("HW ADDR", "hardwareAddr"), ("OPER STATE", "operationalState"), ("LINK STATE", "linkState"),
            ("MTU", "mtu"), ("MASTER", "master"),
        ],
    };

    /// <summary>Those that the model knows, in the order of the kernel.</summary>
    private static string Flags(LinkStatus link) =>
        string.Join(',', new[] { link.Up ? "UP" : "", link.Multicast ? "MULTICAST" : "", link.Carrier ? "LOWER_UP" : "" }.Where(flag => flag.Length > 0));

    /// <summary>ARPHRD_* of linux/if_arp.h in the words of Talos.</summary>
    private static string TypeText(ushort type) => type switch
    {
        LinkStatus.EthernetType => "ether",
        LinkStatus.LoopbackType => "loopback",
        32 => "infiniband",
        0xFFFE => "none",
        _ => type.ToString(),
    };
}
