namespace Ichor.Linux.Modules;

/// <summary>The modalias of every device the kernel shows now. /sys/bus lists each device once and flat, so it is much
/// cheaper than walking /sys/devices; input and dmi devices have no bus and are found by class.</summary>
public static class DeviceAliases
{
    public static HashSet<string> Present(string sysfs = "/sys")
    {
        var aliases = new HashSet<string>(StringComparer.Ordinal);
        var buffer = new byte[4096];   // a sysfs attribute is at most one page
        foreach (var bus in Entries(Path.Combine(sysfs, "bus")))
            AddAll(aliases, Path.Combine(bus, "devices"), buffer);
        AddAll(aliases, Path.Combine(sysfs, "class/input"), buffer);
        AddAll(aliases, Path.Combine(sysfs, "class/dmi"), buffer);
        return aliases;
    }

    static void AddAll(HashSet<string> aliases, string folder, byte[] buffer)
    {
        foreach (var device in Entries(folder))
            if (Read(device + "/modalias", buffer) is { Length: > 0 } alias)
                aliases.Add(alias);
    }

    static IEnumerable<string> Entries(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder) : [];

    /// <summary>Empty when the device has none or vanished meanwhile.</summary>
    static string Read(string path, byte[] buffer)
    {
        var fd = Libc.Open(path, Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (fd < 0)
            return "";
        var count = Libc.Read(fd, buffer);
        Libc.Close(fd);
        return count <= 0 ? "" : System.Text.Encoding.UTF8.GetString(buffer, 0, count).TrimEnd('\n');
    }
}
