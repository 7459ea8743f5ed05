namespace Ichor.Config;

/// <summary><c>install.diskSelector</c>: every qualifier given must match.</summary>
public sealed record DiskSelector
{
    public DiskSizeMatch? Size { get; init; }

    /// <summary>/sys/block/NAME/device/name.</summary>
    public GlobPattern? Name { get; init; }

    public GlobPattern? Model { get; init; }

    public GlobPattern? Serial { get; init; }

    public GlobPattern? Modalias { get; init; }

    public GlobPattern? Uuid { get; init; }

    public GlobPattern? Wwid { get; init; }

    public DiskType? Type { get; init; }

    /// <summary>Path in sysfs, as <c>/pci0000:00/0000:00:17.0/ata1/*</c>.</summary>
    public GlobPattern? BusPath { get; init; }

    internal static DiskSelector Read(ObjectReader o)
    {
        o.AtLeastOne("size", "name", "model", "serial", "modalias", "uuid", "wwid", "type", "busPath");
        return new DiskSelector
        {
            Size = o.OptionalOrNull("size", Scalars.DiskSizeMatch, "Size of the disk, with a comparison before it.", ">= 100GB"),
            Name = o.OptionalValue("name", Scalars.Pattern, "Name that the device gives itself.", "vdisk*"),
            Model = o.OptionalValue("model", Scalars.Pattern, "Model of the disk.", "WDC*"),
            Serial = o.OptionalValue("serial", Scalars.Pattern, "Serial number.", "WD-*"),
            Modalias = o.OptionalValue("modalias", Scalars.Pattern, "Modalias of the device.", "virtio:*"),
            Uuid = o.OptionalValue("uuid", Scalars.Pattern, "UUID of the device.", "1f8ea9a6-*"),
            Wwid = o.OptionalValue("wwid", Scalars.Pattern, "World wide identifier.", "naa.*"),
            Type = o.OptionalValue("type", Scalars.Enum(("ssd", DiskType.Ssd), ("hdd", DiskType.Hdd), ("nvme", DiskType.Nvme), ("sd", DiskType.Sd)), "Kind of the disk.", "ssd"),
            BusPath = o.OptionalValue("busPath", Scalars.Pattern, "Path of the device in sysfs.", "/pci0000:00/*"),
        };
    }
}

/// <summary>Kind of a disk.</summary>
public enum DiskType
{
    Ssd,
    Hdd,
    Nvme,

    /// <summary>A memory card.</summary>
    Sd,
}
