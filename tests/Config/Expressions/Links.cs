using Ichor.Config.Expressions;

namespace Ichor.Config.Tests.Expressions;

/// <summary>The links that the expressions of the tests are asked about.</summary>
internal static class Links
{
    public static ExpressionLink Virtio { get; } = new()
    {
        Name = "enp0s3",
        Index = 2,
        Type = 1,
        Flags = 0x11043,
        HardwareAddress = [0x02, 0, 0, 0, 0, 0x99],
        PermanentAddress = [0x00, 0x1a, 0x2b, 0x3c, 0x4d, 0x5e],
        BroadcastAddress = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        Mtu = 1500,
        OperationalState = 6,
        PortKind = "bond",
        MasterIndex = 7,
        BusPath = "0000:00:03.0",
        PciId = "1AF4:1000",
        Driver = "virtio_net",
        DriverVersion = "1.0.0",
        ProductId = "0x1000",
        VendorId = "0x1af4",
        Vendor = "Red Hat, Inc.",
        Product = "Virtio network device",
        LinkState = true,
        SpeedMegabits = -1,
        Duplex = 255,
        AlternativeNames = ["enx001a2b3c4d5e", "lan\u00e9"],
        QueueDiscipline = "fq_codel",
    };

    public static ExpressionLink Fast { get; } = Virtio with
    {
        Name = "enp1s0f0",
        Index = 3,
        PermanentAddress = [0xb4, 0x96, 0x91, 0, 0, 1],
        Driver = "ixgbe",
        BusPath = "0000:01:00.0",
        PciId = "8086:10FB",
        Vendor = "Intel Corporation",
        Mtu = 9000,
        SpeedMegabits = 10_000,
        Port = 3,
        Duplex = 1,
        PortKind = "",
        AlternativeNames = [],
    };

    /// <summary>A link of which nothing is known.</summary>
    public static ExpressionLink Unknown { get; } = new();
}
