using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary>An entry of <c>links</c> (Talos's LinkSpecSpec): a link that is made here when it has a kind, else one that is there.</summary>
public sealed record PlatformLink
{
    public required Provenance Because { get; init; }

    public LinkName Name { get; init; }

    /// <summary>Null for a link that exists by itself.</summary>
    public LinkKind? Kind { get; init; }

    public bool Up { get; init; } = true;

    /// <summary>Null leaves it alone.</summary>
    public uint? Mtu { get; init; }

    /// <summary>Null leaves it alone.</summary>
    public HardwareAddress? HardwareAddress { get; init; }

    /// <summary>Null leaves it alone.</summary>
    public bool? Multicast { get; init; }

    /// <summary>The link that a VLAN is on.</summary>
    public LinkName? Parent { get; init; }

    /// <summary>The bond, bridge or VRF that it is a port of.</summary>
    public LinkName? Master { get; init; }

    /// <summary>Place among the ports of a bond.</summary>
    public uint PortIndex { get; init; }

    /// <summary>Options of the kind.</summary>
    public LinkSettings Settings { get; init; } = LinkSettings.Empty;

    public WireguardConfig? Wireguard { get; init; }

    internal static PlatformLink Read(ObjectReader o)
    {
        o.AtMostOne("masterName", "bridgeSlave", "vrfSlave");
        var bond = ReadMaster(o, "The bond that the link is a port of.");
        var bridge = o.Section("bridgeSlave", port => ReadMaster(port, "The bridge."), "Makes the link a port of a bridge.");
        var vrf = o.Section("vrfSlave", port => ReadMaster(port, "The VRF."), "Makes the link a port of a VRF.");
        var link = new PlatformLink
        {
            Because = o.Because,
            Name = o.Required("name", Scalars.LinkName, "Name of the link.", "bond0"),
            Kind = o.OptionalOrNull("kind", PlatformScalars.LinkKind, "What is made; nothing for a link that exists by itself.", "bond"),
            Up = o.Optional("up", Scalars.Bool, true, "Whether the link is up; a link that is named here is, unless this says no."),
            Mtu = o.NonZero("mtu", Scalars.Mtu, "MTU of the link; 0 leaves it alone.", "9000"),
            HardwareAddress = LinkDocument.ReadHardwareAddress(o),
            Multicast = o.OptionalValue("multicast", Scalars.Bool, "Whether the link takes multicast packets.", "true"),
            Parent = o.OptionalValue("parentName", Scalars.LinkName, "The link that a VLAN is on.", "bond0"),
            Master = bond ?? bridge ?? vrf,
            PortIndex = o.Optional("slaveIndex", Scalars.UInt32(most: int.MaxValue), 0u, "Place among the ports of the bond, which takes the hardware address of the first.", "1"),
        };
        var settings = PlatformLinkKinds.Read(o);
        link = link with { Settings = settings, Wireguard = o.Object("wireguard", PlatformLinkKinds.ReadTunnel, "What a link of kind wireguard is.") };
        var logical = o.OptionalValue("logical", Scalars.Bool, "Whether the link is made here; it follows from the kind.", "true");
        o.OptionalOrNull("type", Scalars.Text, "Hardware type of the link; it follows from the link.", "ether");
        o.NoEffect("logical", asked: false);
        o.NoEffect("type", asked: false);
        PlatformConfig.ReadLayer(o);
        return o.Validate(link, (at, read) => PlatformLinkKinds.Check(at, read, logical));
    }

    private static LinkName? ReadMaster(ObjectReader o, string description) => o.OptionalValue("masterName", Scalars.LinkName, description, "bond0");
}
