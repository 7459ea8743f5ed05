namespace Ichor.Disks;

/// <summary>Date and time as FAT stores them: two seconds resolution, from 1980 to 2107, without a time zone (we mean UTC).</summary>
internal readonly record struct FatTime(ushort Date, ushort Time)
{
    private const int FirstYear = 1980;

    public static FatTime From(DateTimeOffset time)
    {
        var utc = time.ToUniversalTime();
        if (utc.Year < FirstYear)
            utc = new DateTimeOffset(FirstYear, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return new FatTime(
            (ushort)((utc.Year - FirstYear) << 9 | utc.Month << 5 | utc.Day),
            (ushort)(utc.Hour << 11 | utc.Minute << 5 | utc.Second / 2));
    }
}
