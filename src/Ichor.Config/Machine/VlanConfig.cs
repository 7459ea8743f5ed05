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

    internal static VlanConfig Read(ObjectReader o)
    {
        o.AtMostOne("addresses", "cidr");
        o.NotYet("vip", "a shared address");
        return new VlanConfig
        {
            Because = o.Because,
            VlanId = o.Required("vlanId", Scalars.UInt16(1, 4094), "IEEE 802.1Q VLAN identifier.", "100"),
            Addresses = DeviceConfig.ReadAddresses(o),
            Routes = o.List("routes", RouteConfig.Read, "Routes through this VLAN."),
            Dhcp = o.Optional("dhcp", Scalars.Bool, false, "Whether DHCP is run on the VLAN."),
            DhcpOptions = o.Section("dhcpOptions", DhcpOptions.Read, "How DHCP is run."),
            Mtu = o.NonZero("mtu", Scalars.Mtu, "MTU of the VLAN; 0 leaves it alone.", "1500"),
            Vip = o.Object("vip", VipConfig.Read, "Address shared by the control plane machines."),
        };
    }
}
