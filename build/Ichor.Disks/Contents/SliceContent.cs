namespace Ichor.Disks;

internal sealed class SliceContent : Content
{
    private readonly Content _whole;
    private readonly long _offset;

    public SliceContent(Content whole, long offset, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, whole.Length - offset);
        (_whole, _offset, Length) = (whole, offset, length);
    }

    public override long Length { get; }

    public override void Read(long offset, Span<byte> destination)
    {
        CheckRange(offset, destination.Length);
        _whole.Read(_offset + offset, destination);
    }

    public override long EndOfHole(long offset) => Math.Min(Length, _whole.EndOfHole(_offset + offset) - _offset);
}
