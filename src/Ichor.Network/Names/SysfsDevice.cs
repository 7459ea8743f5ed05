namespace Ichor.Network.Names;

/// <summary>A device: a real directory below /sys/devices that holds a file <c>uevent</c>.</summary>
internal sealed record SysfsDevice(Sysfs Sysfs, string Path)
{
    public string Name => Sysfs.BaseName(Path);

    /// <summary>The bus or class: last component of the link <c>subsystem</c>, which need not exist.</summary>
    public string? Subsystem => Sysfs.Target($"{Path}/subsystem") is { } target ? Sysfs.BaseName(target) : null;

    /// <summary>The nearest directory above that is a device.</summary>
    public SysfsDevice? Parent => Sysfs.DeviceAbove(Path) is { } path ? new SysfsDevice(Sysfs, path) : null;

    /// <summary>The device itself, or what is above when it is on the virtio bus.</summary>
    public SysfsDevice? SkipVirtio => Subsystem == "virtio" ? Parent?.SkipVirtio : this;

    public bool IsPci => Subsystem == "pci";

    public string? Text(string attribute) => Sysfs.Text($"{Path}/{attribute}");

    public ulong? Number(string attribute, ulong most = uint.MaxValue) => Sysfs.Number($"{Path}/{attribute}", most);

    /// <summary>The value of KEY=VALUE in <c>uevent</c>.</summary>
    public string? Uevent(string key)
    {
        foreach (var line in (Text("uevent") ?? "").Split('\n'))
            if (line.StartsWith(key, StringComparison.Ordinal) && line.Length > key.Length && line[key.Length] == '=')
                return line[(key.Length + 1)..];
        return null;
    }

    /// <summary>The nearest device above on that bus, and of that DEVTYPE if one is given.</summary>
    public SysfsDevice? Ancestor(string subsystem, string? devType = null)
    {
        for (var device = Parent; device is not null; device = device.Parent)
            if (device.Subsystem == subsystem && (devType is null || device.Uevent("DEVTYPE") == devType))
                return device;
        return null;
    }
}
