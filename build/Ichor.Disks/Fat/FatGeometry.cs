namespace Ichor.Disks;

/// <summary>Where the parts of a FAT volume lie, in sectors of 512 bytes.</summary>
/// <remarks>Microsoft FAT specification of 30 August 2005, section 3.</remarks>
internal sealed record FatGeometry(FatKind Kind, int SectorsPerCluster, int ReservedSectors, int FatSectors, int RootEntries, long TotalSectors)
{
    public const int SectorSize = 512;
    public const int FatCount = 2;
    public const int EntrySize = 32;
    public const int MinimumFat16Clusters = 4085;
    public const int MinimumFat32Clusters = 65525;
    private const int MaximumFat32Clusters = 0x0FFFFFF5;

    public int ClusterSize => SectorsPerCluster * SectorSize;

    public int RootSectors => RootEntries * EntrySize / SectorSize;

    public long FatOffset(int copy) => (ReservedSectors + (long)copy * FatSectors) * SectorSize;

    public long RootOffset => FatOffset(FatCount);

    public long DataOffset => RootOffset + (long)RootSectors * SectorSize;

    public long Clusters => (TotalSectors - DataOffset / SectorSize) / SectorsPerCluster;

    /// <summary>Offset of a cluster; the first one has number 2.</summary>
    public long ClusterOffset(uint cluster) => DataOffset + (cluster - 2) * (long)ClusterSize;

    public bool HasLawfulClusterCount => Kind == FatKind.Fat16
        ? Clusters is >= MinimumFat16Clusters and < MinimumFat32Clusters
        : Clusters is >= MinimumFat32Clusters and <= MaximumFat32Clusters;

    /// <summary>Lays out a volume; the data area begins at a multiple of <paramref name="alignment"/> bytes.</summary>
    public static FatGeometry Create(FatKind kind, int clusterSize, long size, int rootEntries, int alignment)
    {
        var sectors = size / SectorSize;
        var smallest = new FatGeometry(kind, clusterSize / SectorSize, kind == FatKind.Fat16 ? 1 : 32, 1, rootEntries, sectors);
        // Tables that could describe the whole volume are too large by what they take themselves.
        var tables = smallest.FatSectorsFor(smallest.Clusters);
        while (tables > 1 && smallest.WithTables(tables - 1, alignment) is var tighter && tighter.FatSectorsFor(tighter.Clusters) < tables)
            tables--;
        return smallest.WithTables(tables, alignment);
    }

    private FatGeometry WithTables(int fatSectors, int alignment)
    {
        var geometry = this with { FatSectors = fatSectors };
        var misplaced = Align.Up(geometry.DataOffset, alignment) - geometry.DataOffset;
        return geometry with { ReservedSectors = ReservedSectors + (int)misplaced / SectorSize };
    }

    private int FatSectorsFor(long clusters) =>
        (int)Align.DivideUp((Math.Max(0, clusters) + 2) * (Kind == FatKind.Fat16 ? 2 : 4), SectorSize);
}
