using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>An entry of <c>vlans</c> of a device. The protocol is always 802.1Q.</summary>
public sealed record VlanConfig
{
    public required Provenance Because { get; init; }

    public ushort VlanId { get; init; }

    public ValueList<Located<InterfaceAddress>> Addresses { get; init; }

    public ValueList<RouteConfig> Routes { get; init; }

    public bool Dhcp { get; init; }

    public DhcpOptions DhcpOptions { get; init; } = DhcpOptions.Default;

    public uint? Mtu { get; init; }

    public VipConfig? Vip { get; init; }
}
