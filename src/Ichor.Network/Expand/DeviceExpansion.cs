using Ichor.Config;
using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Network;

/// <summary>One entry of <c>machine.network.interfaces</c>: the link it names, or each link that its selector matches.</summary>
internal static class DeviceExpansion
{
    public static void Expand(Scope scope, string path, DeviceConfig device)
    {
        var because = MachineConfigExpansion.Why(device.Because);
        if (device.Interface is { } written)
        {
            var name = scope.Resolve(written);
            if (name != written)
                scope.Fragment.Unmet("config", path, ConditionState.Applied, $"'{written}' is an alternative name; the link is called {name}", because);
            Expand(scope, name, device, because);
            return;
        }

        var matches = scope.Select(device.Selector!).ToList();
        if (matches.Count == 0)
            scope.Fragment.Unmet("selector", path, ConditionState.Waiting, $"for a link that matches {device.Selector}; {scope.Inventory()}", because);
        else if (matches.Count > 1 && !device.Addresses.IsEmpty)
            scope.Fragment.Unmet("selector", path, ConditionState.Failed,
                $"{device.Selector} matches {Names(matches)}: one static address cannot be on several links; nothing was done for this entry", because);
        else
        {
            if (matches.Count > 1)
                scope.Fragment.Unmet("selector", path, ConditionState.Applied, $"{device.Selector} matches {Names(matches)}: applied to each", because);
            foreach (var link in matches)
                Expand(scope, link.Name, device, because);
        }
    }

    private static string Names(IEnumerable<LinkStatus> links) => string.Join(", ", links.Select(link => link.Name));

    private static void Expand(Scope scope, LinkName name, DeviceConfig device, Because because)
    {
        var fragment = scope.Fragment;
        fragment.Link(name, new LinkSpec
        {
            Up = true,
            Mtu = device.Mtu,
            Kind = device.Bond is not null ? Bond.Kind : device.Dummy ? Dummy.Kind : null,
            Settings = device.Bond?.Settings ?? LinkSettings.Empty,
        }, because);
        if (device.Bond is { } bond)
            BondPorts(scope, name, bond, because);
        Addressing(fragment, name, device.Addresses, device.Routes, device.Dhcp, device.DhcpOptions, because);

        foreach (var vlan in device.Vlans)
        {
            var vlanName = VlanNames.NameOf(name, vlan.VlanId);
            var vlanBecause = MachineConfigExpansion.Why(vlan.Because);
            fragment.Link(vlanName, VlanLinks.Spec(name, vlan.VlanId, vlan.Mtu), vlanBecause);
            Addressing(fragment, vlanName, vlan.Addresses, vlan.Routes, vlan.Dhcp, vlan.DhcpOptions, vlanBecause);
        }
    }

    private static void Addressing(
        Fragment fragment, LinkName link, ValueList<Located<InterfaceAddress>> addresses, ValueList<RouteConfig> routes,
        bool dhcp, DhcpOptions options, Because because)
    {
        foreach (var address in addresses)
            fragment.Address(link, address.Value, MachineConfigExpansion.Why(address.Because));
        foreach (var route in routes)
            fragment.Route(new RouteSpec
            {
                Destination = route.Destination,
                Link = link,
                Gateway = route.Gateway,
                Source = route.Source,
                Metric = route.Metric,
                Mtu = route.Mtu ?? 0,
            }, MachineConfigExpansion.Why(route.Because));
        if (dhcp && options.Ipv4)
            fragment.Dhcp4(link, new OperatorSpec(options.RouteMetric, SendClientId: false), because);
    }

    /// <summary>Ports by name, then by selector; a bond that has taken its port's address is never its own port.</summary>
    private static void BondPorts(Scope scope, LinkName bond, BondConfig config, Because because)
    {
        var ports = config.Interfaces.Select(port => scope.Resolve(port.Value))
            .Concat(config.DeviceSelectors.SelectMany(scope.Select).Where(link => link.IsPhysical).Select(link => link.Name))
            .Where(port => port != bond).Distinct().ToList();
        foreach (var port in ports)
            scope.Fragment.Link(port, new LinkSpec { Up = true, Master = bond }, because);
        if (ports.Count == 0)
            scope.Fragment.Unmet("selector", $"ports of {bond}", ConditionState.Waiting, $"for a link that matches; {scope.Inventory()}", because);
    }
}
