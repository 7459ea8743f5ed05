namespace Ichor.Network.Names;

/// <summary>One look at a <see cref="SysfsTree"/>: a device that was met once is not read again, and no answer is an exception.</summary>
internal sealed class Sysfs(SysfsTree tree)
{
    public const string SlotsPath = "/sys/bus/pci/slots";

    private List<(string Address, ulong Number)>? _slots;
    private readonly Dictionary<string, SysfsDevice> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _lists = new(StringComparer.Ordinal);

    public byte[]? Bytes(string path) => tree.ReadFile(path);

    /// <summary>Files of one directory, each null when it is absent.</summary>
    public byte[]?[] ReadFiles(string directory, IReadOnlyList<string> names) =>
        tree.ReadFiles?.Invoke(directory, names) ?? [.. names.Select(name => tree.ReadFile($"{directory}/{name}"))];

    public bool Exists(string path) => Bytes(path) is not null;

    public string? Text(string path) => new SysfsText(Bytes(path)).Value;

    /// <summary>The one object for a directory, whether it is a device or not.</summary>
    public SysfsDevice Device(string path)
    {
        if (!_devices.TryGetValue(path, out var device))
            _devices[path] = device = new SysfsDevice(this, path);
        return device;
    }

    /// <summary>The nearest directory above that is a device; null when there is none.</summary>
    /// <remarks>A link is always in a directory <c>net</c> that is none (drivers/base/core.c: get_device_parent): it is not asked.</remarks>
    public SysfsDevice? DeviceAbove(string path)
    {
        path = Directory(path) is var above && BaseName(above) == "net" ? above : path;
        for (var directory = Directory(path); directory.Length > 0; directory = Directory(directory))
            if (Device(directory) is { IsReal: true } device)
                return device;
        return null;
    }

    /// <summary>The slots that have a number, with the beginning of the addresses of what is in them.</summary>
    public IReadOnlyList<(string Address, ulong Number)> Slots => _slots ??= ReadSlots();

    /// <summary>Where a link leads, as an absolute path; null when there is no link.</summary>
    public string? Target(string path) => tree.ReadLink(path) is { } written ? Resolve(Directory(path), written) : null;

    /// <summary>Names in a directory, in byte order.</summary>
    public string[] List(string path)
    {
        if (!_lists.TryGetValue(path, out var names))
        {
            names = [.. tree.List(path)];
            Array.Sort(names, StringComparer.Ordinal);
            _lists[path] = names;
        }
        return names;
    }

    public static string Directory(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash <= 0 ? "" : path[..slash];
    }

    public static string BaseName(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Removes "." and ".." by the text alone: sysfs's links lead to real directories.</summary>
    private static string Resolve(string directory, string target)
    {
        var kept = target.StartsWith('/') ? "" : directory;
        var rest = target.AsSpan();
        while (rest.StartsWith("../"))      // as nearly every link of sysfs begins
        {
            kept = Directory(kept);
            rest = rest[3..];
        }
        if (!rest.IsEmpty && rest[0] != '/' && !HasDots(rest))
            return $"{kept}/{rest}";
        var parts = new List<string>(kept.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in rest.ToString().Split('/'))
            if (part == "..")
            {
                if (parts.Count > 0)
                    parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "."))
                parts.Add(part);
        return "/" + string.Join('/', parts);
    }

    /// <summary>Whether a component is empty or begins with a dot, so that a look at each is needed.</summary>
    private static bool HasDots(ReadOnlySpan<char> path) => path[0] == '.' || path[^1] == '/' || path.Contains("/.", StringComparison.Ordinal) || path.Contains("//", StringComparison.Ordinal);

    private List<(string Address, ulong Number)> ReadSlots()
    {
        var slots = new List<(string, ulong)>();
        foreach (var slot in List(SlotsPath))
            if (SysfsNumber.Parse(slot) is > 0 and var number && new SysfsText(Bytes($"{SlotsPath}/{slot}/address")).Clean is { Length: > 0 } address)
                slots.Add((address, number));
        return slots;
    }
}
