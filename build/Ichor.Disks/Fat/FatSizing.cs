namespace Ichor.Disks;

/// <summary>Chooses cluster size and volume size where the caller left them open.</summary>
internal static class FatSizing
{
    private const int LargestCluster = 32 * 1024;

    /// <summary>Finds a layout with room for the contents.</summary>
    /// <param name="volume">The wishes.</param>
    /// <param name="rootEntries">Entries of the fixed root directory of FAT16; 0 for FAT32.</param>
    /// <param name="clustersNeeded">How many clusters of the given size the contents take.</param>
    public static FatGeometry Choose(FatVolume volume, int rootEntries, Func<int, long> clustersNeeded)
    {
        foreach (var clusterSize in CandidateClusterSizes(volume))
        {
            var needed = clustersNeeded(clusterSize);
            var geometry = volume.Size > 0
                ? FatGeometry.Create(volume.Kind, clusterSize, volume.Size, rootEntries, volume.DataAlignment)
                : Smallest(volume, clusterSize, rootEntries, needed);
            if (geometry.HasLawfulClusterCount && geometry.Clusters >= needed)
                return geometry;
        }
        throw new ArgumentException(Complaint(volume, clustersNeeded), nameof(volume));
    }

    /// <summary>The smallest whole number of MiB.</summary>
    private static FatGeometry Smallest(FatVolume volume, int clusterSize, int rootEntries, long needed)
    {
        var minimum = volume.Kind == FatKind.Fat16 ? FatGeometry.MinimumFat16Clusters : FatGeometry.MinimumFat32Clusters;
        needed = Math.Max(needed, minimum);
        for (var size = Align.Up(needed * clusterSize, Align.MiB); ; size += Align.MiB)
        {
            var geometry = FatGeometry.Create(volume.Kind, clusterSize, size, rootEntries, volume.DataAlignment);
            if (geometry.Clusters >= needed)
                return geometry;
        }
    }

    private static int[] CandidateClusterSizes(FatVolume volume)
    {
        if (volume.ClusterSize != 0)
            return [volume.ClusterSize];
        // FAT16 must not have too many clusters, so from small to large. For FAT32 4 KiB is what firmware reads best;
        // small volumes need smaller ones to be FAT32 at all, and one whose size is open takes the smallest volume.
        int[] rising = [512, 1024, 2048, 4096, 8192, 16384, LargestCluster];
        if (volume.Kind == FatKind.Fat16 || volume.Size == 0)
            return rising;
        const long largeVolume = 8L << 30;
        return volume.Size > largeVolume ? [LargestCluster] : [4096, 2048, 1024, 512];
    }

    private static string Complaint(FatVolume volume, Func<int, long> clustersNeeded)
    {
        var clusterSize = volume.ClusterSize == 0 ? 512 : volume.ClusterSize;
        return $"volume {volume.Label}: {clustersNeeded(clusterSize) * clusterSize} bytes of contents do not make a {volume.Kind}"
            + (volume.Size > 0 ? $" of {volume.Size} bytes" : "")
            + (volume.ClusterSize > 0 ? $" with clusters of {volume.ClusterSize} bytes" : "");
    }
}
