namespace Ichor.Disks;

/// <summary>Contents at their places, zeros elsewhere.</summary>
internal sealed class LayoutContent : Content
{
    private readonly (long Offset, Content Content)[] _parts;

    public LayoutContent(long length, IEnumerable<(long Offset, Content Content)> parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        _parts = [.. parts.Where(part => part.Content.Length > 0).OrderBy(part => part.Offset)];
        CheckPlaces();
    }

    public override long Length { get; }

    public override void Read(long offset, Span<byte> destination)
    {
        CheckRange(offset, destination.Length);
        for (var at = FirstEndingBehind(offset); !destination.IsEmpty; at++)
        {
            var gap = at == _parts.Length ? destination.Length : Math.Clamp(_parts[at].Offset - offset, 0, destination.Length);
            destination[..(int)gap].Clear();
            destination = destination[(int)gap..];
            offset += gap;
            if (destination.IsEmpty)
                return;

            var (start, content) = _parts[at];
            var count = (int)Math.Min(content.Length - (offset - start), destination.Length);
            content.Read(offset - start, destination[..count]);
            destination = destination[count..];
            offset += count;
        }
    }

    public override long EndOfHole(long offset)
    {
        for (var at = FirstEndingBehind(offset); at < _parts.Length; at++)
        {
            var (start, content) = _parts[at];
            if (offset < start)
                offset = start;
            var end = content.EndOfHole(offset - start) + start;
            if (end < start + content.Length)
                return end;
            offset = end;
        }
        return Length;
    }

    /// <summary>Index of the first part that is not wholly before the offset.</summary>
    private int FirstEndingBehind(long offset)
    {
        var (low, high) = (0, _parts.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_parts[middle].Offset + _parts[middle].Content.Length > offset)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    private void CheckPlaces()
    {
        var end = 0L;
        foreach (var (offset, content) in _parts)
        {
            if (offset < end)
                throw new ArgumentException($"a part at offset {offset} begins before the previous one ends at {end}", nameof(content));
            end = offset + content.Length;
        }
        if (end > Length)
            throw new ArgumentException($"the last part ends at {end}, behind the end of the image at {Length}");
    }
}
