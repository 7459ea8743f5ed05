namespace Ichor.Disks;

/// <summary>Puts together the image of a GPT disk with sectors of 512 bytes. Partitions lie one after another on whole MiBs.</summary>
public sealed class GptDisk
{
    private readonly List<(GptPartition Partition, Extent Place)> _partitions = [];
    private long _end = Align.MiB;

    /// <summary>Name from which the disk's identifier derives.</summary>
    public required string Name { get; init; }

    /// <summary>Size of the disk in bytes; 0 for just large enough (a whole number of MiB).</summary>
    public long Size { get; init; }

    /// <summary>Program for the first 440 bytes of the disk, given for disks that shall boot with a BIOS.</summary>
    public Content? BootCode { get; set; }

    /// <summary>Adds a partition behind the others and tells where it lies.</summary>
    public Extent Add(GptPartition partition)
    {
        ArgumentNullException.ThrowIfNull(partition);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partition.Size);
        var place = new Extent(_end, Align.Up(partition.Size, Align.MiB));
        _partitions.Add((partition, place));
        _end = place.End;
        return place;
    }

    /// <summary>Lays out the disk.</summary>
    /// <exception cref="ArgumentException">The partitions do not fit, or one's content does not fit into it.</exception>
    public Content Build()
    {
        var size = Size == 0 ? Align.Up(_end + GptTable.Size, Align.MiB) : Size;
        if (size % GptTable.SectorSize != 0 || size < _end + GptTable.Size)
            throw new ArgumentException($"disk {Name}: {size} bytes do not hold partitions up to {_end} and the backup table", nameof(Size));

        var table = new GptTable(size / GptTable.SectorSize, NamedGuid.From(Name));
        var parts = new List<(long, Content)> { (0, ProtectiveMbr.Encode(size / GptTable.SectorSize, BootCode)) };
        foreach (var (partition, place) in _partitions)
        {
            table.Add(partition.Name, partition.Type, partition.Id, partition.Attributes, place);
            var content = partition.Content(place);
            if (content.Length > place.Length)
                throw new ArgumentException($"partition {partition.Name}: {content.Length} bytes do not fit into {place.Length}", nameof(Size));
            parts.Add((place.Offset, content));
        }
        return Content.Layout(size, [.. parts, .. table.Parts()]);
    }
}
