namespace Ichor.Config;

/// <summary>What the parts of a device must not contradict; <see cref="LinkRules"/> looks at devices among each other.</summary>
internal static class DeviceRules
{
    public static void Check(ObjectReader o, DeviceConfig device)
    {
        if (device.Ignore)
            return;
        RefuseSelectorForVirtual(o, device);
        foreach (var again in device.Vlans.GroupBy(vlan => vlan.VlanId).SelectMany(same => same.Skip(1)))
            o.Error(again.Because, "vlans", $"VLAN {again.VlanId} is given twice");
        if (device.BridgePort is { } port && OwnSettings(device) is { } setting)
            o.Error(setting, $"excludes 'bridgePort': a port of {port.Master} has none of its own");
    }

    private static void RefuseSelectorForVirtual(ObjectReader o, DeviceConfig device)
    {
        if (device.Selector is null)
            return;
        foreach (var key in new[] { "bond", "bridge", "dummy", "wireguard" })
            if (o.Has(key) && (key != "dummy" || device.Dummy))
                o.Error(key, $"needs 'interface': a link that is made here has a name, and no hardware to select it by");
    }

    internal static string? OwnSettings(DeviceConfig device) =>
        device.Dhcp ? "dhcp" : !device.Addresses.IsEmpty ? "addresses" : device.Vip is not null ? "vip" : null;
}
