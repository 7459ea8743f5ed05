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
        if (device.Interface is not { } written)
            Matches(scope, path, device, because);
        else
            Expand(scope, path, IsMade(device) ? written : scope.Resolve(written, because), device, because);
    }

    /// <summary>A link that the entry itself makes has the name that is written, whoever else is known by it.</summary>
    private static bool IsMade(DeviceConfig device) => device.Bond is not null || device.Bridge is not null || device.Wireguard is not null || device.Dummy;

    private static void Matches(Scope scope, string path, DeviceConfig device, Because because)
    {
        var matches = scope.SelectOrTell(device.Selector!, path, because);
        var once = matches.Count > 1 ? Uniqueness.Of(device) : null;
        IEnumerable<LinkStatus> chosen = matches;
        if (once is not null)
        {
            scope.Fragment.LooksAtAddresses = true;
            var holder = Uniqueness.Holder(scope.Observed, device, matches);
            chosen = holder is null ? [] : [holder];
            scope.Fragment.Unmet("selector", path, ConditionState.Failed, $"{device.Selector} matches {Scope.Names(matches)}: {once} cannot be on several links; "
                + (holder is null ? "nothing was done for this entry" : $"it stays on {holder.Name}, which has it, until the next boot"), because);
        }
        else
            scope.TellMatches(device.Selector!, path, matches, because);
        foreach (var link in chosen)
            Expand(scope, path, link.Name, device, because);
    }

    private static void Expand(Scope scope, string path, LinkName name, DeviceConfig device, Because because)
    {
        var fragment = scope.Fragment;
        if (device.Bond is { } bond && !BondPorts(scope, path, name, bond, because))
            return;
        fragment.Link(name, new LinkSpec
        {
            Up = true,
            Mtu = device.Mtu,
            Kind = device.Bond is not null ? Bond.Kind : device.Dummy ? Dummy.Kind : null,
            Settings = device.Bond is null ? LinkSettings.Empty : BondPrimary.WithPresentName(scope, device.Bond.Settings, because),
        }, because);
        DeviceKinds.Expand(scope, name, device, because);
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
            fragment.Route(RouteExpansion.Spec(link, route), MachineConfigExpansion.Why(route.Because));
        if (dhcp && options.Ipv4)
            fragment.Dhcp4(link, new OperatorSpec { RouteMetric = options.RouteMetric, ClientIdentifier = DhcpClientIdentifier.None }, because);
    }

    /// <summary>
    /// Ports by name, or by selectors in their order and by name inside each. False when there is neither port nor bond yet.
    /// </summary>
    private static bool BondPorts(Scope scope, string path, LinkName bond, BondConfig config, Because because)
    {
        var place = 0;
        foreach (var port in config.Interfaces)
            scope.Fragment.Link(scope.Resolve(port.Value, MachineConfigExpansion.Why(port.Because)),
                new LinkSpec { Up = true, Master = bond, PortIndex = place++ }, MachineConfigExpansion.Why(port.Because));

        var selected = new HashSet<LinkName>();
        foreach (var (i, selector) in config.DeviceSelectors.Index())
        {
            var why = MachineConfigExpansion.Why(selector.Because);
            var matches = scope.SelectOrTell(selector, $"{path}.bond.deviceSelectors[{i}]", why);
            scope.TellMatches(selector, $"{path}.bond.deviceSelectors[{i}]", matches, why);
            foreach (var port in matches.Where(link => link.Name != bond && selected.Add(link.Name)))
                scope.Fragment.Link(port.Name, new LinkSpec { Up = true, Master = bond, PortIndex = place++ }, why);
        }
        // A bond that has lost its last port keeps its addresses, for when the port comes back.
        return config.DeviceSelectors.IsEmpty || selected.Count > 0 || scope.Observed.Link(bond) is not null;
    }
}
