using System.Collections.Immutable;

namespace Ichor.Config.Expressions;

/// <summary>What can be written after <c>link.</c>: one row is the name, the type, the value and the documentation.</summary>
internal sealed record LinkField(string Name, CelType Type, Func<ExpressionLink, Value> Of, string Documentation)
{
    public static ImmutableArray<LinkField> All { get; } =
    [
        Text("name", link => link.Name, "Name of the link. Not in Talos."),
        Text("alias", link => link.Alias, "Kernel alias; empty until one was given."),
        new("alt_names", CelType.ListOf(Kind.String), link => Value.List([.. link.AlternativeNames.Select(Value.String)]), "Alternative names."),
        Text("driver", link => link.Driver, "Driver, `virtio_net`."),
        Text("driver_version", link => link.DriverVersion, "Version the driver reports."),
        Text("firmware_version", link => link.FirmwareVersion, "Version of the card's firmware."),
        Text("bus_path", link => link.BusPath, "Place on the bus, `0000:00:03.0`."),
        Text("pciid", link => link.PciId, "PCI vendor and device, `1AF4:1000`, upper case."),
        Text("vendor_id", link => link.VendorId, "PCI vendor, `0x1af4`."),
        Text("product_id", link => link.ProductId, "PCI device, `0x1000`."),
        Text("vendor", link => link.Vendor, "Name of the vendor."),
        Text("product", link => link.Product, "Name of the product."),
        Bytes("permanent_addr", link => link.PermanentAddress, "Hardware address in the card; `mac()` makes it text."),
        Bytes("hardware_addr", link => link.HardwareAddress, "Hardware address in use."),
        Bytes("broadcast_addr", link => link.BroadcastAddress, "Broadcast hardware address."),
        Number("type", link => link.Type, "ARPHRD number: 1 Ethernet, 32 InfiniBand, 772 loopback."),
        Text("kind", link => link.Kind, "Kind of a virtual link, `vlan`; empty for hardware."),
        Text("slave_kind", link => link.PortKind, "Kind of the link this one is a port of, `bond`; else empty."),
        new("link_state", CelType.Bool, link => Value.Bool(link.LinkState), "Whether there is a carrier."),
        Number("operational_state", link => link.OperationalState,
            "0 unknown, 1 not present, 2 down, 3 lower layer down, 4 testing, 5 dormant, 6 up."),
        Number("speed_megabits", link => link.SpeedMegabits, "Mbit/s; 0 when not known."),
        Number("port", link => link.Port, "Connector, ethtool's number: 0 twisted pair, 3 fibre, 5 direct attach."),
        Number("duplex", link => link.Duplex, "0 half, 1 full, 255 unknown."),
        Unsigned("mtu", link => link.Mtu, "Bytes."),
        Unsigned("flags", link => link.Flags, "IFF flags as one number."),
        Unsigned("index", link => link.Index, "Index in the kernel."),
        Unsigned("link_index", link => link.LinkIndex, "Index of the link below; 0 for none."),
        Unsigned("master_index", link => link.MasterIndex, "Index of the bond, bridge or VRF; 0 for none."),
        Text("queue_disc", link => link.QueueDiscipline, "Queueing discipline, `fq_codel`."),
    ];

    /// <summary>Parts of Talos's message that only virtual links have. An alias is for hardware, so nothing would match.</summary>
    public static ImmutableArray<string> OfVirtualLinks { get; } =
        ["vlan", "bridge_master", "bond_master", "vrf_master", "wireguard", "veth"];

    public static LinkField? Find(string name)
    {
        foreach (var field in All)
            if (field.Name == name)
                return field;
        return null;
    }

    private static LinkField Text(string name, Func<ExpressionLink, string> of, string documentation) =>
        new(name, CelType.String, link => Value.String(of(link)), documentation);

    private static LinkField Bytes(string name, Func<ExpressionLink, ValueList<byte>> of, string documentation) =>
        new(name, CelType.Bytes, link => Value.Bytes(of(link).AsSpan().ToArray()), documentation);

    private static LinkField Number(string name, Func<ExpressionLink, long> of, string documentation) =>
        new(name, CelType.Int, link => Value.Int(of(link)), documentation);

    private static LinkField Unsigned(string name, Func<ExpressionLink, uint> of, string documentation) =>
        new(name, CelType.Uint, link => Value.Uint(of(link)), documentation);
}
