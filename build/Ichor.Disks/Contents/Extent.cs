namespace Ichor.Disks;

/// <summary>A run of bytes inside an image: where it begins and how long it is.</summary>
/// <param name="Offset">First byte, counted from the start of the image.</param>
/// <param name="Length">Number of bytes.</param>
public readonly record struct Extent(long Offset, long Length)
{
    /// <summary>The byte behind the last one.</summary>
    public long End => Offset + Length;

    /// <summary>Where an extent given relative to this one lies: a section of a file that lies in a volume.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It would reach beyond this extent.</exception>
    public Extent Within(Extent inner)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inner.Offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(inner.End, Length);
        return new Extent(Offset + inner.Offset, inner.Length);
    }
}
