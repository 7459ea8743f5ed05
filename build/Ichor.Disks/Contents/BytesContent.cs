namespace Ichor.Disks;

internal sealed class BytesContent(ReadOnlyMemory<byte> bytes) : Content
{
    public override long Length => bytes.Length;

    public override void Read(long offset, Span<byte> destination)
    {
        CheckRange(offset, destination.Length);
        bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);
    }
}
