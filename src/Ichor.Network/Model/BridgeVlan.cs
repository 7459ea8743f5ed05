using System.Globalization;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>A VLAN that a VLAN-filtering bridge lets through one of its ports, or to itself.</summary>
public readonly record struct BridgeVlanKey(LinkName Link, ushort Id)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Link}/{Id}");
}

/// <summary>The wish for it. Frames are always tagged: what is untagged is the business of the port's own VLAN (PVID).</summary>
/// <param name="Self">The link is the bridge itself (BRIDGE_FLAGS_SELF), so that its VLAN links see the frames.</param>
public sealed record BridgeVlanSpec(bool Self);

/// <summary>A VLAN of a bridge or port as the kernel reports it (IFLA_BRIDGE_VLAN_INFO).</summary>
public sealed record BridgeVlanStatus
{
    public required int LinkIndex { get; init; }
    public required ushort Id { get; init; }

    /// <summary>BRIDGE_VLAN_INFO_PVID: untagged frames that come in belong to it.</summary>
    public bool IsPvid { get; init; }

    /// <summary>BRIDGE_VLAN_INFO_UNTAGGED.</summary>
    public bool IsUntagged { get; init; }
}
