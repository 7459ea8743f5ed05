using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>What the parts of a device, and devices among each other, must not contradict.</summary>
internal static class DeviceRules
{
    public static void Check(ObjectReader o, DeviceConfig device)
    {
        if (device.Ignore)
            return;
        RefuseSelectorForVirtual(o, device);
        foreach (var again in device.Vlans.GroupBy(vlan => vlan.VlanId).SelectMany(same => same.Skip(1)))
            o.Error(again.Because, "vlans", $"VLAN {again.VlanId} is given twice");
        o.NotYet("vip", "a shared address");
        foreach (var vlan in device.Vlans.Where(vlan => vlan.Vip is not null))
            o.NotYet("vlans", $"the shared address of VLAN {vlan.VlanId}");
        if (device.DhcpOptions.Ipv6)
            o.NotYet("dhcpOptions", "DHCPv6");
    }

    /// <summary>A link is a port of one master at most, and has no addresses of its own then.</summary>
    public static void CheckPorts(ObjectReader o, NetworkConfig network)
    {
        var masters = new Dictionary<LinkName, LinkName>();
        foreach (var (device, index) in Active(network))
            foreach (var (port, path) in PortsOf(device))
            {
                var master = device.Interface ?? default;
                if (port.Value == master)
                    o.Error(port.Because, $"interfaces[{index}].{path}", $"{port} cannot be its own port");
                else if (!masters.TryAdd(port.Value, master) && masters[port.Value] != master)
                    o.Error(port.Because, $"interfaces[{index}].{path}", $"{port} is a port of {masters[port.Value]} already");
            }
        foreach (var (device, index) in Active(network))
            if (device.Interface is { } name && masters.TryGetValue(name, out var master) && OwnSettings(device) is { } setting)
                o.Error(device.Because, $"interfaces[{index}].{setting}", $"{name} is a port of {master} and cannot have '{setting}' itself");
    }

    private static void RefuseSelectorForVirtual(ObjectReader o, DeviceConfig device)
    {
        if (device.Selector is null)
            return;
        foreach (var key in new[] { "bond", "bridge", "dummy", "wireguard" })
            if (o.Has(key) && (key != "dummy" || device.Dummy))
                o.Error(key, $"needs 'interface': a link that is made here has a name, and no hardware to select it by");
    }

    private static IEnumerable<(DeviceConfig Device, int Index)> Active(NetworkConfig network) =>
        network.Interfaces.Select((device, index) => (device, index)).Where(pair => !pair.device.Ignore);

    private static IEnumerable<(Located<LinkName> Port, string Path)> PortsOf(DeviceConfig device)
    {
        foreach (var port in device.Bond?.Interfaces ?? [])
            yield return (port, "bond.interfaces");
        foreach (var port in device.Bridge?.Interfaces ?? [])
            yield return (port, "bridge.interfaces");
    }

    internal static string? OwnSettings(DeviceConfig device) =>
        device.Dhcp ? "dhcp" : !device.Addresses.IsEmpty ? "addresses" : device.Vip is not null ? "vip" : null;
}
