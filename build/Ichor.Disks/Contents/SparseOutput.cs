namespace Ichor.Disks;

/// <summary>Writes contents without their zeros: the form in which a disk image of 300 MiB takes 24 MB.</summary>
public static class SparseOutput
{
    private const int HoleGranularity = 4096;   // the block size of the usual file systems: smaller holes save nothing
    private const int ReadSize = 64 * HoleGranularity;

    /// <summary>Writes into a stream that is empty and seekable, seeking over zeros; the stream ends up with the content's length.</summary>
    public static void WriteSparse(this Content content, Stream destination)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(destination);
        destination.SetLength(content.Length);
        content.ForEachDataBlock(ReadSize, (offset, block) => WriteDataRuns(destination, offset, block));
    }

    /// <summary>Writes a new file (an existing one is replaced), leaving holes where the content is zero.</summary>
    public static void WriteFile(this Content content, string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        content.WriteSparse(file);
    }

    /// <summary>Calls <paramref name="handle"/> for each aligned block that holds anything but zeros; the last block may be short.</summary>
    internal static void ForEachDataBlock(this Content content, int blockSize, DataBlockHandler handle)
    {
        var buffer = new byte[blockSize];
        for (var offset = 0L; offset < content.Length; offset += blockSize)
        {
            offset = Math.Max(offset, content.EndOfHole(offset) / blockSize * blockSize);
            if (offset >= content.Length)
                return;
            var block = buffer.AsSpan(0, (int)Math.Min(blockSize, content.Length - offset));
            content.Read(offset, block);
            if (block.ContainsAnyExcept((byte)0))
                handle(offset, block);
        }
    }

    internal delegate void DataBlockHandler(long offset, ReadOnlySpan<byte> block);

    private static void WriteDataRuns(Stream destination, long offset, ReadOnlySpan<byte> block)
    {
        var start = 0;
        while (start < block.Length)
        {
            var end = start;
            while (end < block.Length && block[end..Math.Min(end + HoleGranularity, block.Length)].ContainsAnyExcept((byte)0))
                end = Math.Min(end + HoleGranularity, block.Length);
            if (end > start)
            {
                destination.Position = offset + start;
                destination.Write(block[start..end]);
            }
            start = end + HoleGranularity;
        }
    }
}
