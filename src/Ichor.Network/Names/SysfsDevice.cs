namespace Ichor.Network.Names;

/// <summary>A device: a real directory below /sys/devices that holds a file <c>uevent</c>. It remembers what it was asked.</summary>
internal sealed class SysfsDevice(Sysfs sysfs, string path)
{
    private readonly List<(string Name, SysfsText Text)> _texts = [];
    private readonly List<(string Name, SysfsDevice? Device)> _links = [];
    private (string? Name, bool IsKnown) _subsystem;
    private (SysfsDevice? Device, bool IsKnown) _parent;
    private (byte[]? Bytes, bool IsKnown) _header;
    private bool? _isReal;
    private Dictionary<string, ulong>? _virtualFunctions;

    public Sysfs Sysfs { get; } = sysfs;

    public string Path { get; } = path;

    public string Name { get; } = Sysfs.BaseName(path);

    /// <summary>Whether this is a device and not a directory between two. All but a few have a subsystem, which is the cheaper question.</summary>
    public bool IsReal => _isReal ??= Subsystem is not null || Text("uevent") is not null;

    /// <summary>The bus or class: last component of the link <c>subsystem</c>, which need not exist.</summary>
    public string? Subsystem
    {
        get
        {
            if (!_subsystem.IsKnown)
                _subsystem = (Sysfs.Target($"{Path}/subsystem") is { } target ? Sysfs.BaseName(target) : null, true);
            return _subsystem.Name;
        }
    }

    /// <summary>The nearest directory above that is a device.</summary>
    public SysfsDevice? Parent
    {
        get
        {
            if (!_parent.IsKnown)
                _parent = (Sysfs.DeviceAbove(Path), true);
            return _parent.Device;
        }
    }

    /// <summary>The device itself, or what is above when it is on the virtio bus.</summary>
    public SysfsDevice? SkipVirtio => Subsystem == "virtio" ? Parent?.SkipVirtio : this;

    public bool IsPci => Subsystem == "pci";

    /// <summary>SR-IOV: the function that this one is a virtual function of.</summary>
    public SysfsDevice? PhysicalFunction => Linked("physfn");

    /// <summary>The beginning of a PCI function's configuration space.</summary>
    public byte[]? PciHeader
    {
        get
        {
            if (!_header.IsKnown)
                _header = (Sysfs.Bytes($"{Path}/config"), true);
            return _header.Bytes;
        }
    }

    /// <summary>SR-IOV: the paths of this function's virtual functions, with their numbers.</summary>
    public IReadOnlyDictionary<string, ulong> VirtualFunctions => _virtualFunctions ??= ReadVirtualFunctions();

    /// <summary>Where one of its links leads; null when there is no link.</summary>
    public SysfsDevice? Linked(string link)
    {
        foreach (var (name, known) in _links)
            if (name == link)
                return known;
        var device = Sysfs.Target($"{Path}/{link}") is { } target ? Sysfs.Device(target) : null;
        _links.Add((link, device));
        return device;
    }

    /// <summary>Reads attributes at once that will be asked for one after another.</summary>
    public void Load(IReadOnlyList<string> attributes)
    {
        var contents = Sysfs.ReadFiles(Path, attributes);
        for (var i = 0; i < contents.Length; i++)
            _texts.Add((attributes[i], new SysfsText(contents[i])));
    }

    public string? Text(string attribute) => TextOf(attribute).Value;

    /// <summary>Text that is UTF-8 without control characters; null otherwise.</summary>
    public string? CleanText(string attribute) => TextOf(attribute).Clean;

    public ulong? Number(string attribute, ulong most = uint.MaxValue) => SysfsNumber.Parse(Text(attribute), most);

    /// <summary>The value of KEY=VALUE in <c>uevent</c>.</summary>
    public string? Uevent(string key)
    {
        var text = Text("uevent") ?? "";
        foreach (var line in text.AsSpan().Split('\n'))
            if (text.AsSpan(line) is var pair && pair.StartsWith(key, StringComparison.Ordinal) && pair.Length > key.Length && pair[key.Length] == '=')
                return pair[(key.Length + 1)..].ToString();
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

    // A device has a dozen attributes that matter: looking through them costs less than a hash.
    private SysfsText TextOf(string attribute)
    {
        foreach (var (name, known) in _texts)
            if (name == attribute)
                return known;
        var text = new SysfsText(Sysfs.Bytes($"{Path}/{attribute}"));
        _texts.Add((attribute, text));
        return text;
    }

    private Dictionary<string, ulong> ReadVirtualFunctions()
    {
        const string prefix = "virtfn";
        var functions = new Dictionary<string, ulong>(StringComparer.Ordinal);
        foreach (var entry in Sysfs.List(Path))
            if (entry.StartsWith(prefix, StringComparison.Ordinal) && SysfsNumber.ParseDigits(entry.AsSpan(prefix.Length), 10) is { } number
                && Sysfs.Target($"{Path}/{entry}") is { } function)
                functions.TryAdd(function, number);
        return functions;
    }
}
