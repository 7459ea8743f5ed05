using static Ichor.Network.Names.NamingFlags;

namespace Ichor.Network.Names;

/// <summary>The PCI function that names are made of, and what is appended to them.</summary>
/// <param name="Net">The link.</param>
/// <param name="Device">The function; of a virtual function, the physical one.</param>
/// <param name="Suffix">v and S numbers, or the part of a USB or bcma device.</param>
internal sealed record PciFunction(NetDevice Net, SysfsDevice Device, string Suffix)
{
    private const int HeaderTypeOffset = 0x0e, MultifunctionBit = 0x80;

    public PciAddress? Address { get; } = PciAddress.TryParse(Device.Name, out var address) ? address : null;

    /// <summary>Bit 7 of the header type (PCI Local Bus Specification 3.0, 6.2.1).</summary>
    public bool IsMultifunction { get; } =
        Device.PciHeader is { Length: > HeaderTypeOffset } header && (header[HeaderTypeOffset] & MultifunctionBit) != 0;

    /// <summary><c>f</c> and the number, which goes beyond seven with ARI; empty for the only function of a device.</summary>
    public string FunctionPart
    {
        get
        {
            var address = Address.GetValueOrDefault();
            var number = address.Function + (HasAri ? 8 * address.Device : 0);
            return number > 0 || IsMultifunction ? $"f{number}" : "";
        }
    }

    /// <summary>Azure's MANA is in a domain of no meaning (systemd hwdb.d/20-net-ifname.hwdb, ID_NET_NAME_INCLUDE_DOMAIN, 258).</summary>
    public bool HidesDomain =>
        Net.After(NamingGeneration.Systemd262) && Device.Number("vendor") == 0x1414 && Device.Number("device") == 0x00ba;

    /// <summary>A bridge by its modalias: subclass 04, whatever the base class.</summary>
    public static bool IsBridge(NetDevice net, SysfsDevice device)
    {
        var alias = net.Text(device, "modalias");
        if (alias is null || !alias.StartsWith("pci:", StringComparison.Ordinal))
            return false;
        var subclass = alias.LastIndexOf('s');
        return subclass >= 0 && alias.AsSpan(subclass).StartsWith("sc04");
    }

    public static PciFunction Open(NetDevice net, SysfsDevice device, string suffix)
    {
        if (net.Scheme.Has(SriovV) && device.PhysicalFunction is { } physical && physical.VirtualFunctions.TryGetValue(device.Path, out var number))
            return new PciFunction(net, physical, $"v{number}{suffix}");
        return new PciFunction(net, device, suffix);
    }

    private bool HasAri => Net.Scheme.Has(NparAri) && Net.Text(Device, "ari_enabled") is { } text
        && (text == "1" || Net.After(NamingGeneration.Systemd257) && text.ToLowerInvariant() is "yes" or "y" or "true" or "t" or "on");
}
