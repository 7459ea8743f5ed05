namespace Ichor.Disks;

/// <summary>The variants of the FAT file system. Which one a volume is follows from its number of clusters alone.</summary>
public enum FatKind
{
    /// <summary>4,085 to 65,524 clusters.</summary>
    Fat16,

    /// <summary>65,525 clusters and more: at least 33 MiB.</summary>
    Fat32,
}
