namespace Ichor.Config.Expressions;

/// <summary>A link as an expression sees it; <see cref="LinkField"/> gives each property its name in the language.</summary>
/// <remarks>Field names and types are those of Talos's LinkStatus message. A default value is what "not known" looks like there.</remarks>
public sealed record ExpressionLink
{
    public string Name { get; init; } = "";

    public string Alias { get; init; } = "";

    public ValueList<string> AlternativeNames { get; init; } = [];

    public uint Index { get; init; }

    /// <summary>IFLA_LINK: the index of the link below, for a VLAN its parent.</summary>
    public uint LinkIndex { get; init; }

    /// <summary>IFLA_MASTER: the index of the bond, bridge or VRF that this link is a port of.</summary>
    public uint MasterIndex { get; init; }

    /// <summary>ARPHRD_*.</summary>
    public int Type { get; init; }

    /// <summary>IFF_*.</summary>
    public uint Flags { get; init; }

    public ValueList<byte> HardwareAddress { get; init; } = [];

    public ValueList<byte> PermanentAddress { get; init; } = [];

    public ValueList<byte> BroadcastAddress { get; init; } = [];

    public uint Mtu { get; init; }

    /// <summary>IFLA_QDISC.</summary>
    public string QueueDiscipline { get; init; } = "";

    /// <summary>IF_OPER_*.</summary>
    public int OperationalState { get; init; }

    /// <summary>IFLA_INFO_KIND.</summary>
    public string Kind { get; init; } = "";

    /// <summary>IFLA_INFO_SLAVE_KIND.</summary>
    public string PortKind { get; init; } = "";

    public string BusPath { get; init; } = "";

    /// <summary><c>VVVV:DDDD</c> in upper case.</summary>
    public string PciId { get; init; } = "";

    public string Driver { get; init; } = "";

    public string DriverVersion { get; init; } = "";

    public string FirmwareVersion { get; init; } = "";

    /// <summary>PCI device as the kernel's sysfs prints it, <c>0x1000</c>.</summary>
    public string ProductId { get; init; } = "";

    /// <summary>PCI vendor as the kernel's sysfs prints it, <c>0x1af4</c>.</summary>
    public string VendorId { get; init; } = "";

    public string Product { get; init; } = "";

    public string Vendor { get; init; } = "";

    /// <summary>Whether there is a carrier.</summary>
    public bool LinkState { get; init; }

    /// <summary>Mbit/s; 0 when not known.</summary>
    public long SpeedMegabits { get; init; }

    /// <summary>PORT_* of ethtool.</summary>
    public int Port { get; init; }

    /// <summary>DUPLEX_* of ethtool.</summary>
    public int Duplex { get; init; }
}
