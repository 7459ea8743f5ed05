using Ichor.Config;
using Ichor.Netlink.Links;

namespace Ichor.Network;

/// <summary>What an entry of <c>machine.network.interfaces</c> says beyond bond, dummy, addresses and VLANs.</summary>
internal static class DeviceKinds
{
    public static void Expand(Scope scope, Netlink.LinkName name, DeviceConfig device, Because because)
    {
        if (device.Bridge is { } bridge)
            Bridge(scope, name, bridge, because);
        if (device.BridgePort is { } port)
        {
            var why = MachineConfigExpansion.Why(port.Because);
            scope.Fragment.Link(name, new LinkSpec { Up = true, Master = scope.Resolve(port.Master, why) }, why);
        }
        if (device.Wireguard is { } tunnel)
            scope.Fragment.Link(name, new LinkSpec { Kind = WireGuard.Kind, WireGuard = WireGuardExpansion.Spec(tunnel) }, because);
        if (device.Dhcp && device.DhcpOptions.Ipv6)
            NotBuilt.Dhcp6(scope, name, because);
        if (device.Vip is { } vip)
            NotBuilt.Vip(scope, vip.Address, name, MachineConfigExpansion.Why(vip.Because));
        foreach (var vlan in device.Vlans)
        {
            var vlanName = VlanNames.NameOf(name, vlan.VlanId);
            if (vlan.Dhcp && vlan.DhcpOptions.Ipv6)
                NotBuilt.Dhcp6(scope, vlanName, MachineConfigExpansion.Why(vlan.Because));
            if (vlan.Vip is { } shared)
                NotBuilt.Vip(scope, shared.Address, vlanName, MachineConfigExpansion.Why(shared.Because));
        }
    }

    private static void Bridge(Scope scope, Netlink.LinkName name, BridgeConfig bridge, Because because)
    {
        scope.Fragment.Link(name, new LinkSpec
        {
            Kind = Netlink.Links.Bridge.Kind,
            Settings = LinkSettings.Empty
                .With(Netlink.Links.Bridge.Stp, bridge.Stp)
                .With(Netlink.Links.Bridge.VlanFiltering, bridge.VlanFiltering),
        }, because);
        foreach (var (place, port) in bridge.Interfaces.Index())
            Ports.Add(scope, port, name, place);
    }
}
