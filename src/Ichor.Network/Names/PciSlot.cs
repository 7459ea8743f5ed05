using static Ichor.Network.Names.NamingFlags;

namespace Ichor.Network.Names;

/// <summary>The slot of a PCI function: the number that is printed beside it on the machine's back.</summary>
/// <param name="Number">The number.</param>
/// <param name="IsUnique">s390: the number is the machine's only one, so that the domain says nothing more.</param>
internal readonly record struct PciSlot(ulong Number, bool IsUnique = false)
{
    public static PciSlot? Find(NetDevice net, PciFunction function) =>
        net.Scheme.Has(FirmwareSun) && FirmwareNumber(net, function) is { } number ? new PciSlot(number) : Walk(net, function);

    /// <summary>ACPI _SUN of the function, else of the next PCI device above, and no further.</summary>
    private static ulong? FirmwareNumber(NetDevice net, PciFunction function)
    {
        if (SunOf(net, function.Device) is { } own)
            return own;
        return function.Device.Ancestor("pci") is { } above && SunOf(net, above) is { } number
            && (function.IsMultifunction || !PciFunction.IsBridge(net, above)) ? number : null;
    }

    private static ulong? SunOf(NetDevice net, SysfsDevice device) =>
        device.Linked("firmware_node") is { } node && net.Number(node, "sun") is > 0 and var number ? number : null;

    /// <summary>Looks for the function, then for what is above it, in the slots directory.</summary>
    private static PciSlot? Walk(NetDevice net, PciFunction function)
    {
        var sysfs = function.Device.Sysfs;
        for (var device = function.Device; device is not null; device = device.Ancestor("pci"))
        {
            if (net.Scheme.Has(FunctionId) && net.Text(device, "function_id") is { } text)      // it decides, also when it says nothing
                return SysfsNumber.Parse(text) is > 0 and var id && sysfs.Exists($"{Sysfs.SlotsPath}/{id:x8}/address") ? new PciSlot(id, IsUnique: true) : null;
            if (SlotOf(device) is { } number)
                return NamesNothingBehind(net, function, device) ? null : new PciSlot(number);
        }
        return null;
    }

    /// <summary>A slot's address has no function, and that of a placeholder no device either.</summary>
    private static ulong? SlotOf(SysfsDevice device)
    {
        var name = device.Name;
        foreach (var (address, number) in device.Sysfs.Slots)
            if (name.StartsWith(address, StringComparison.Ordinal))
                return number;
        return null;
    }

    /// <summary>Everything behind a bridge would have one slot and so one name.</summary>
    private static bool NamesNothingBehind(NetDevice net, PciFunction function, SysfsDevice device) =>
        net.Scheme.Has(BridgeNoSlot) && PciFunction.IsBridge(net, device)
        && !(net.Scheme.Has(BridgeMultifunction) && function.IsMultifunction);
}
