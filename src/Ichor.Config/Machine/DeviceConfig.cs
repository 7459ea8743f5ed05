using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>An entry of <c>machine.network.interfaces</c>: one link by name, or every link that a selector matches.</summary>
public sealed record DeviceConfig
{
    public required Provenance Because { get; init; }

    /// <summary>Exactly one of this and <see cref="Selector"/> is set.</summary>
    public LinkName? Interface { get; init; }

    public DeviceSelector? Selector { get; init; }

    /// <summary>A bare address has been given the full prefix length.</summary>
    public ValueList<Located<InterfaceAddress>> Addresses { get; init; }

    public ValueList<RouteConfig> Routes { get; init; }

    public BondConfig? Bond { get; init; }

    public BridgeConfig? Bridge { get; init; }

    public BridgePortConfig? BridgePort { get; init; }

    public ValueList<VlanConfig> Vlans { get; init; }

    /// <summary>Null leaves the MTU alone.</summary>
    public uint? Mtu { get; init; }

    public bool Dhcp { get; init; }

    public DhcpOptions DhcpOptions { get; init; } = DhcpOptions.Default;

    /// <summary>True: nothing of this entry is applied, and nothing of the command line's for the link either.</summary>
    public bool Ignore { get; init; }

    /// <summary>True: creates a dummy link of this name.</summary>
    public bool Dummy { get; init; }

    public WireguardConfig? Wireguard { get; init; }

    public VipConfig? Vip { get; init; }
}
