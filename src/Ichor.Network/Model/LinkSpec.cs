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

    /// <summary>IFF_MULTICAST.</summary>
    public bool? Multicast { get; init; }

    /// <summary>IFLA_IFALIAS: another name, by which configs may call the link.</summary>
    public string? Alias { get; init; }

    public WireGuardSpec? WireGuard { get; init; }

    public EthernetSpec? Ethernet { get; init; }

    /// <summary>Settings of the kind, merged one by one.</summary>
    public LinkSettings Settings { get; init; } = LinkSettings.Empty;

    /// <summary>Lays the opinions of a higher layer over these.</summary>
    public LinkSpec Overlay(LinkSpec higher) => new()
    {
        Kind = higher.Kind ?? Kind,
        Up = higher.Up ?? Up,
        Mtu = higher.Mtu ?? Mtu,
        HardwareAddress = higher.HardwareAddress ?? HardwareAddress,
        Parent = higher.Parent ?? Parent,
        Master = higher.Master ?? Master,
        Multicast = higher.Multicast ?? Multicast,
        Alias = higher.Alias ?? Alias,
        WireGuard = higher.WireGuard is { } tunnel ? WireGuard?.Overlay(tunnel) ?? tunnel : WireGuard,
        Ethernet = higher.Ethernet is { } ethernet ? Ethernet?.Overlay(ethernet) ?? ethernet : Ethernet,
        Settings = Settings.Overlay(higher.Settings),
    };
}
