namespace Ichor.Disks;

/// <summary>A FAT volume as bytes. Every file lies in one piece, so its place can be given to boot loaders and shared with other formats.</summary>
public sealed class FatImage : Content
{
    private readonly Content _bytes;
    private readonly Dictionary<string, Extent> _files;

    internal FatImage(Content bytes, Dictionary<string, Extent> files, int clusterSize) =>
        (_bytes, _files, ClusterSize) = (bytes, files, clusterSize);

    /// <inheritdoc/>
    public override long Length => _bytes.Length;

    /// <summary>Bytes per cluster: the unit in which space is given to files.</summary>
    public int ClusterSize { get; }

    /// <summary>Where a file lies, counted from the start of the volume. An empty file lies nowhere: offset 0, length 0.</summary>
    /// <exception cref="FileNotFoundException">The volume has no such file.</exception>
    public Extent Find(string path) =>
        _files.TryGetValue(path.Trim('/'), out var extent) ? extent : throw new FileNotFoundException($"{path}: not on the volume", path);

    /// <inheritdoc/>
    public override void Read(long offset, Span<byte> destination) => _bytes.Read(offset, destination);

    /// <inheritdoc/>
    public override long EndOfHole(long offset) => _bytes.EndOfHole(offset);
}
