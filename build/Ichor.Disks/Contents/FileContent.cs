namespace Ichor.Disks;

internal sealed class FileContent : Content
{
    private readonly string _path;

    public FileContent(string path)
    {
        _path = Path.GetFullPath(path);
        Length = new FileInfo(_path).Length;
    }

    public override long Length { get; }

    public override void Read(long offset, Span<byte> destination)
    {
        CheckRange(offset, destination.Length);
        using var file = File.OpenHandle(_path);
        while (!destination.IsEmpty)
        {
            var read = RandomAccess.Read(file, destination, offset);
            if (read == 0)
                throw new IOException($"{_path}: shorter than the {Length} bytes it had when the image was laid out");
            destination = destination[read..];
            offset += read;
        }
    }
}
