using Ichor.Config;
using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Network.Offline;

/// <summary>One of <c>links</c> in an observed file.</summary>
internal sealed record LinkEntry(LinkStatus Status, Located<LinkName>? Parent, Located<LinkName>? Master, Provenance Because)
{
    public static LinkEntry Read(ObjectReader o)
    {
        var kindName = o.Optional("kind", Scalars.Text, "", "Kind of a virtual link, as bond or vlan; empty for a device.");
        var kind = LinkKind.Find(kindName);
        var up = o.Optional("up", Scalars.Bool, true, "Whether it is set up.");
        var carrier = o.Optional("carrier", Scalars.Bool, up, "Whether a cable is in.");
        var name = o.Required("name", Scalars.LinkName, "Name of the link.", "enp0s3");
        var address = o.OptionalValue("hardwareAddr", Scalars.HardwareAddress, "Current hardware address.");
        return new(new LinkStatus
        {
            Name = name,
            Index = (int)o.Optional("index", Scalars.UInt32(1, int.MaxValue), 0u, "Index; its place in the list when left out."),
            Kind = kindName,
            Type = name.ToString() == "lo" ? LinkStatus.LoopbackType : LinkStatus.EthernetType,
            Up = up,
            Carrier = carrier,
            OperationalState = up && carrier ? "up" : "down",
            Mtu = o.Optional("mtu", Scalars.UInt32(0, int.MaxValue), 1500u, "MTU in bytes."),
            Address = address,
            Group = o.Optional("ours", Scalars.Bool, false, "Whether it carries our mark.") ? Ownership.LinkGroup : 0,
            Settings = kind is null ? LinkSettings.Empty : o.Object("settings", inner => inner.Settings(kind), "Settings of the kind.") ?? LinkSettings.Empty,
            AlternativeNames = o.List("altNames", Scalars.Text, "Alternative names."),
            Alias = o.Optional("alias", Scalars.Text, "", "Name that somebody gave it (ifalias)."),
            Multicast = o.Optional("multicast", Scalars.Bool, true, "Whether it takes multicast packets."),
            WireGuard = o.Object("wireguard", TunnelEntry.Read, "State of a tunnel."),
            Ethernet = o.Object("ethernet", EthernetEntry.Read, "What ethtool knows; left out before it was asked."),
            FormerNames = o.List("formerNames", Scalars.LinkName, "Names that it has had before."),
            Named = o.Optional("named", Scalars.Bool, true, "Whether its predictable name is decided."),
            Identity = new LinkIdentity
            {
                PermanentAddress = o.OptionalValue("permanentAddr", Scalars.HardwareAddress, "Hardware address burnt into the device.") ?? address,
                Driver = o.Optional("driver", Scalars.Text, "", "Driver, as virtio_net."),
                BusPath = o.Optional("busPath", Scalars.Text, "", "Bus address, as 0000:00:03.0."),
                PciId = o.Optional("pciID", Scalars.Text, "", "PCI vendor and device, as 1AF4:1000."),
            },
        },
        o.Located("parent", Scalars.LinkName, "Link that carries it."),
        o.Located("master", Scalars.LinkName, "Bond or bridge that it is a port of."),
        o.Because);
    }
}
