namespace Ichor.Disks;

/// <summary>The one time that everything in an image carries, so that the same contents give the same bytes on any day.</summary>
public static class ImageTime
{
    /// <summary>1 January 2025, 00:00 UTC; later than 1980, where the calendar of FAT begins.</summary>
    public static DateTimeOffset Default { get; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
