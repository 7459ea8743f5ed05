namespace Ichor.Network.Names;

/// <summary>Links on busses other than PCI and USB. Each generator tells whether its bus is the link's.</summary>
internal static class BusNames
{
    /// <summary>s390 channel: bus id <c>0.0.0600</c> gives PATH <c>enc600</c>.</summary>
    public static bool Ccw(NetDevice net, NameProperties names)
    {
        if (net.Device.Parent?.SkipVirtio is not { Subsystem: "ccw" or "ccwgroup" } channel || channel.Name.Length is not (8 or 9))
            return false;
        var id = channel.Name.TrimStart('0', '.');
        names.Path = $"{net.Prefix}c{(id.Length == 0 ? channel.Name[^1..] : id)}";
        return true;
    }

    /// <summary>PowerVM virtual I/O: <c>/sys/devices/vio/BBBBSSSS</c>, of which SSSS is the SLOT.</summary>
    public static bool Vio(NetDevice net, NameProperties names)
    {
        if (net.Device.Parent?.Subsystem != "vio" || !MayHaveName(net) || PartBelow(net, "/sys/devices/vio/") is not { Length: 8 } id
            || SysfsNumber.ParseDigits(id, 16) is not { } unit)
            return false;
        names.Slot = $"{net.Prefix}v{unit & 0xffff}";
        return true;
    }

    /// <summary>ACPI: vendor, model and instance, as <c>HISI00C1:02</c>, give PATH <c>enahisic1i2</c>.</summary>
    public static bool Platform(NetDevice net, NameProperties names)
    {
        if (net.Device.Parent?.Subsystem != "platform" || !MayHaveName(net) || PartBelow(net, "/sys/devices/platform/") is not { } id
            || id.Length is not (10 or 11) || id[^3] != ':')
            return false;
        var vendor = id[..^7];
        foreach (var c in vendor)
            if (!(char.IsAsciiLetterUpper(c) || vendor.Length == 4 && char.IsAsciiDigit(c)))
                return false;
        if (SysfsNumber.ParseDigits(id.AsSpan()[^7..^3], 16) is not { } model || SysfsNumber.ParseDigits(id.AsSpan()[^2..], 16) is not { } instance)
            return false;
        names.Path = $"{net.Prefix}a{vendor.ToLowerInvariant()}{model:x}i{instance}";
        return true;
    }

    /// <summary>The kernel's simulated devices: <c>netdevsim10</c>, port <c>p1</c>, give PATH <c>eni10np1</c>.</summary>
    public static bool Netdevsim(NetDevice net, NameProperties names)
    {
        const string bus = "netdevsim";
        if (!net.Scheme.Has(NamingFlags.Netdevsim) || net.Device.Ancestor(bus) is not { } device
            || !device.Name.StartsWith(bus, StringComparison.Ordinal)
            || SysfsNumber.ParseDigits(device.Name.AsSpan(bus.Length), 10) is not { } number
            || net.PhysPortName is not { Length: > 0 } port)
            return false;
        names.Path = $"{net.Prefix}i{number}n{port}";
        return true;
    }

    /// <summary>Xen front end: <c>/sys/devices/vif-0</c> gives SLOT <c>enX0</c>.</summary>
    public static bool Xen(NetDevice net, NameProperties names)
    {
        const string device = "vif-";
        if (!net.Scheme.Has(NamingFlags.Xen) || net.Device.Parent?.Subsystem != "xen" || PartBelow(net, "/sys/devices/") is not { } id
            || !id.StartsWith(device, StringComparison.Ordinal))
            return false;
        var digits = id.AsSpan(device.Length);
        if (SysfsNumber.ParseDigits(digits, 10) is not { } number || digits is ['0', _, ..])
            return false;
        names.Slot = $"{net.Prefix}X{number}";
        return true;
    }

    /// <summary>Up to systemd 252 some busses named only what the kernel had called eth0 and so on.</summary>
    private static bool MayHaveName(NetDevice net) =>
        net.After(NamingGeneration.Systemd257) || net.KernelName.StartsWith("eth", StringComparison.Ordinal);

    /// <summary>The one component of the link's path that follows <paramref name="directory"/>.</summary>
    private static string? PartBelow(NetDevice net, string directory) =>
        net.Device.Path.StartsWith(directory, StringComparison.Ordinal) ? net.Device.Path[directory.Length..].Split('/')[0] : null;
}
