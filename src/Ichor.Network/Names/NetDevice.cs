namespace Ichor.Network.Names;

/// <summary>A link's facts in sysfs, with the rules of the scheme that is asked for.</summary>
internal sealed class NetDevice
{
    private const ushort ARPHRD_ETHER = 1, ARPHRD_INFINIBAND = 32, ARPHRD_SLIP = 256, ARPHRD_MCTP = 290, ARPHRD_LOOPBACK = 772;

    private const string VirtualDevices = "/sys/devices/virtual/";
    private static readonly string[] s_attributes =
        ["uevent", "type", "iflink", "name_assign_type", "addr_assign_type", "address", "phys_port_name", "dev_port"];

    /// <param name="kernelName">The link's present name.</param>
    /// <param name="device">Its real directory.</param>
    /// <param name="scheme">The rules.</param>
    public NetDevice(string kernelName, SysfsDevice device, NamingScheme scheme)
    {
        KernelName = kernelName;
        Device = device;
        Scheme = scheme;
        if (!device.Path.StartsWith(VirtualDevices, StringComparison.Ordinal))      // those get no names: most is never asked
            device.Load(s_attributes);
        Type = device.Number("type", ushort.MaxValue);
        Index = SysfsNumber.Parse(device.Uevent("IFINDEX"));
        Prefix = FindPrefix();
    }

    private NetDevice(SysfsDevice device, NamingScheme scheme, string prefix)
    {
        (KernelName, Device, Scheme, Prefix) = ("", device, scheme, prefix);
        IsToCome = true;
    }

    /// <summary>The link that a card will have once it has a driver.</summary>
    public static NetDevice ToCome(SysfsDevice card, NamingScheme scheme, string prefix) => new(card.Sysfs.Device(card.Path + "/net/?"), scheme, prefix);

    public SysfsDevice Device { get; }

    /// <summary>Whether there is no such link yet, so that nothing can be read of it.</summary>
    public bool IsToCome { get; }

    public NamingScheme Scheme { get; }

    /// <summary>ARPHRD_* of include/uapi/linux/if_arp.h.</summary>
    public ulong? Type { get; }

    /// <summary>What the names begin with; null for a link that gets none.</summary>
    public string? Prefix { get; }

    public string KernelName { get; }

    public ulong? Index { get; }

    public bool IsLoopback => Type == ARPHRD_LOOPBACK;

    public bool IsInfiniband => Type == ARPHRD_INFINIBAND;

    /// <summary>NET_NAME_* of include/uapi/linux/netdevice.h; the kernel refuses to tell when nobody said, which counts as 0.</summary>
    public ulong NameAssignType => Device.Number("name_assign_type") ?? 0;

    /// <summary>The driver's name of the port, which most do not have.</summary>
    public string? PhysPortName => Text(Device, "phys_port_name", cleanSince: NamingGeneration.Systemd257);

    public bool After(NamingGeneration generation) => Scheme.Generation >= generation;

    /// <summary>An attribute that must be clean text, since a generation of udev.</summary>
    public string? Text(SysfsDevice device, string attribute, NamingGeneration cleanSince = NamingGeneration.Systemd262) =>
        After(cleanSince) ? device.CleanText(attribute) : device.Text(attribute);

    public ulong? Number(SysfsDevice device, string attribute, ulong most = uint.MaxValue) =>
        SysfsNumber.Parse(Text(device, attribute), most);

    /// <summary>Stacked links have another link's index in iflink and get no name.</summary>
    private string? FindPrefix()
    {
        if (Index is not { } index || Device.Number("iflink") != index)
            return null;
        return Type switch
        {
            ARPHRD_ETHER => Device.Uevent("DEVTYPE") switch { "wlan" => "wl", "wwan" => "ww", _ => "en" },
            ARPHRD_INFINIBAND when Scheme.Has(NamingFlags.Infiniband) => "ib",
            ARPHRD_SLIP => "sl",
            ARPHRD_MCTP when Scheme.Has(NamingFlags.Mctp) => "mc",
            _ => null,
        };
    }
}
