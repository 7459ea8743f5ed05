namespace Ichor.Network.Names;

/// <summary>The place of a PCI function: domain, bus and device are written in hexadecimal, the function in decimal.</summary>
/// <remarks>The domain may have five digits: that of an Intel VMD begins at 10000.</remarks>
public readonly record struct PciAddress(uint Domain, uint Bus, uint Device, uint Function) : IComparable<PciAddress>
{
    /// <summary>Reads <c>0000:00:1f.6</c>.</summary>
    public static bool TryParse(string text, out PciAddress address)
    {
        address = default;
        var parts = text.Split(':', '.');
        if (parts.Length != 4 || text.LastIndexOf('.') < text.LastIndexOf(':'))
            return false;
        if (SysfsNumber.ParseDigits(parts[0], 16) is not { } domain || SysfsNumber.ParseDigits(parts[1], 16) is not { } bus
            || SysfsNumber.ParseDigits(parts[2], 16) is not { } device || SysfsNumber.ParseDigits(parts[3], 10) is not { } function
            || domain > uint.MaxValue || bus > 255 || device > 31 || function > 7)
            return false;
        address = new PciAddress((uint)domain, (uint)bus, (uint)device, (uint)function);
        return true;
    }

    public int CompareTo(PciAddress other) =>
        (Domain, Bus, Device, Function).CompareTo((other.Domain, other.Bus, other.Device, other.Function));

    public override string ToString() => $"{Domain:x4}:{Bus:x2}:{Device:x2}.{Function}";
}
