using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Network;

/// <summary>What one source, or after merging everybody together, wants of a link. A null field is "no opinion".</summary>
public sealed record LinkSpec
{
    /// <summary>The kind to create; null for a link that exists by itself (a NIC).</summary>
    public LinkKind? Kind { get; init; }

    public bool? Up { get; init; }

    /// <summary>Bytes; 0 is never wanted.</summary>
    public uint? Mtu { get; init; }

    public HardwareAddress? HardwareAddress { get; init; }

    /// <summary>The link that carries this one (a VLAN's parent).</summary>
    public LinkName? Parent { get; init; }

    /// <summary>The bond, bridge or VRF that this link is a port of.</summary>
    public LinkName? Master { get; init; }

    /// <summary>Place among the ports of <see cref="Master"/>, as the config lists them: of the first one a bond takes its hardware address.</summary>
    public int? PortIndex { get; init; }

    /// <summary>IFF_MULTICAST.</summary>
    public bool? Multicast { get; init; }

    /// <summary>IFLA_IFALIAS: another name, by which configs may call the link.</summary>
    public string? Alias { get; init; }

    public WireGuardSpec? WireGuard { get; init; }

    public EthernetSpec? Ethernet { get; init; }

    /// <summary>Settings of the kind, merged one by one.</summary>
    public LinkSettings Settings { get; init; } = LinkSettings.Empty;

    /// <summary>
    /// Lays the opinions of a higher layer over these. Where the two speak of links of different kinds, what belongs to the
    /// lower one's kind goes with it.
    /// </summary>
    public LinkSpec Overlay(LinkSpec higher)
    {
        var lower = higher.Kind is { } kind && Kind is { } other && kind != other ? WithoutKind() : this;
        return new()
        {
            Kind = higher.Kind ?? lower.Kind,
            Up = higher.Up ?? lower.Up,
            Mtu = higher.Mtu ?? lower.Mtu,
            HardwareAddress = higher.HardwareAddress ?? lower.HardwareAddress,
            Parent = higher.Parent ?? lower.Parent,
            Master = higher.Master ?? lower.Master,
            PortIndex = higher.PortIndex ?? lower.PortIndex,
            Multicast = higher.Multicast ?? lower.Multicast,
            Alias = higher.Alias ?? lower.Alias,
            WireGuard = higher.WireGuard is { } tunnel ? lower.WireGuard?.Overlay(tunnel) ?? tunnel : lower.WireGuard,
            Ethernet = higher.Ethernet is { } ethernet ? lower.Ethernet?.Overlay(ethernet) ?? ethernet : lower.Ethernet,
            Settings = lower.Settings.Overlay(higher.Settings),
        };
    }

    /// <summary>What it says of a link of whatever kind.</summary>
    public LinkSpec WithoutKind() =>
        Kind is { } kind ? this with { Kind = null, Parent = null, WireGuard = null, Settings = Settings.Without(kind) } : this;
}
