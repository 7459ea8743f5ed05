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

    internal static DeviceConfig Read(ObjectReader o)
    {
        o.ExactlyOne("interface", "deviceSelector");
        o.AtMostOne("addresses", "cidr");
        o.AtMostOne("bond", "bridge", "dummy", "wireguard");
        var device = new DeviceConfig
        {
            Because = o.Because,
            Interface = o.OptionalValue("interface", Scalars.LinkName, "Name of the link; bonds, bridges and other virtual links are made by that name.", "enp0s3"),
            Selector = o.Object("deviceSelector", DeviceSelector.Read, "Picks links by their hardware; the entry holds for every match."),
            Addresses = ReadAddresses(o),
            Routes = o.List("routes", RouteConfig.Read, "Routes through this link."),
            Bond = o.Object("bond", BondConfig.Read, "Makes the link a bond."),
            Bridge = o.Object("bridge", BridgeConfig.Read, "Makes the link a bridge."),
            BridgePort = o.Object("bridgePort", BridgePortConfig.Read, "Makes the link a port of a bridge."),
            Vlans = o.List("vlans", VlanConfig.Read, "VLANs on this link."),
            Mtu = o.NonZero("mtu", Scalars.Mtu, "MTU of the link; 0 leaves it alone.", "9000"),
            Dhcp = o.Optional("dhcp", Scalars.Bool, false, "Whether DHCP is run on the link."),
            DhcpOptions = o.Section("dhcpOptions", DhcpOptions.Read, "How DHCP is run."),
            Ignore = o.Optional("ignore", Scalars.Bool, false, "True: the link is left alone, whatever this entry or the command line say."),
            Dummy = o.Optional("dummy", Scalars.Bool, false, "True: makes a dummy link."),
            Wireguard = o.Object("wireguard", WireguardConfig.Read, "Makes the link a WireGuard tunnel."),
            Vip = o.Object("vip", VipConfig.Read, "Address shared by the control plane machines."),
        };
        o.NotYet("vip", "a shared address");
        return o.Validate(device, DeviceRules.Check);
    }

    /// <summary><c>addresses</c>, or the older <c>cidr</c>, which holds one.</summary>
    internal static ValueList<Located<InterfaceAddress>> ReadAddresses(ObjectReader o)
    {
        var addresses = o.LocatedList("addresses", Scalars.AddressOrBare, "Static addresses; one without prefix length is a host address.", "10.0.0.5/24");
        var older = o.Located("cidr", Scalars.AddressOrBare, "Older form of addresses, for one address.", "10.0.0.5/24");
        if (older is not null)
            o.Notice("cidr", "is deprecated: use 'addresses'");
        return older is null ? addresses : [.. addresses, older];
    }
}
