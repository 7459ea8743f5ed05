using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ichor.Disks;

/// <summary>Puts together a FAT16 or FAT32 volume with long file names, in 512-byte sectors.</summary>
/// <remarks>Microsoft FAT specification of 30 August 2005. Files lie in the order in which they were added, each in one piece.</remarks>
public sealed class FatVolume
{
    private const int UsualRootEntries = 512;

    private readonly FatDirectory _root = new("", parent: null);
    private readonly List<FatDirectory> _directories = [];
    private readonly List<(string Path, FatFile File)> _files = [];
    private readonly List<(byte[] Bytes, Func<FatImage, string> Text)> _texts = [];

    /// <summary>Which variant to write.</summary>
    public FatKind Kind { get; init; } = FatKind.Fat32;

    /// <summary>Volume label, at most 11 printable ASCII characters; stored in upper case.</summary>
    public required string Label { get; init; }

    /// <summary>Size of the volume in bytes; 0 for the smallest whole number of MiB that holds the contents.</summary>
    public long Size { get; init; }

    /// <summary>Bytes per cluster, a power of two from 512 to 32768; 0 to choose by size.</summary>
    public int ClusterSize { get; init; }

    /// <summary>Files begin at multiples of this many bytes, a multiple of 512. With 2048 here and as <see cref="ClusterSize"/>, an ISO 9660 volume can share them.</summary>
    public int DataAlignment { get; init; } = FatGeometry.SectorSize;

    /// <summary>Where on its disk the volume begins, in bytes (the "hidden sectors" of the boot sector).</summary>
    public long PartitionOffset { get; init; }

    /// <summary>The time of everything on the volume, written in UTC; before 1980 it becomes 1 January 1980.</summary>
    public DateTimeOffset Time { get; init; } = ImageTime.Default;

    /// <summary>Volume serial number; derived from the label when not given.</summary>
    public uint? Serial { get; init; }

    /// <summary>Adds a directory and its missing parents; nothing happens when it is there already.</summary>
    /// <exception cref="ArgumentException">The path is not usable or names a file.</exception>
    public FatVolume AddDirectory(string path)
    {
        Descend(path.Trim('/').Split('/'));
        return this;
    }

    /// <summary>Adds a file and its missing parent directories.</summary>
    /// <exception cref="ArgumentException">The path is not usable or already taken (names do not differ by case), or the content is 4 GiB or longer.</exception>
    public FatVolume AddFile(string path, Content content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var full = path.Trim('/');
        if (content.Length > uint.MaxValue)
            throw new ArgumentException($"{full}: {content.Length} bytes are too many for a file on FAT", nameof(content));
        var parts = full.Split('/');
        var directory = Descend(parts[..^1]);
        if (directory.Find(parts[^1]) is not null)
            throw new ArgumentException($"{full}: is already on the volume", nameof(path));
        var file = new FatFile(parts[^1], content);
        directory.Add(file);
        _files.Add((full, file));
        return this;
    }

    /// <summary>Adds a text that depends on where other files lie, such as a boot loader's block lists.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="length">Length of the file in bytes; a shorter text is filled up with line feeds.</param>
    /// <param name="text">Gives the text once the volume is laid out.</param>
    public FatVolume AddText(string path, int length, Func<FatImage, string> text)
    {
        var bytes = new byte[length];
        _texts.Add((bytes, text));
        return AddFile(path, Content.FromBytes(bytes));
    }

    /// <summary>Lays out the volume.</summary>
    /// <exception cref="ArgumentException">The contents do not fit, or the label or a size is not lawful.</exception>
    public FatImage Build()
    {
        CheckOptions();
        var rootEntries = Kind == FatKind.Fat32 ? 0 : (int)Align.Up(Math.Max(UsualRootEntries, _root.EntryCount), 16);
        var geometry = FatSizing.Choose(this, rootEntries, ClustersNeeded);
        var table = new FatTable(geometry);
        FatNode[] nodes = [_root, .. _directories, .. _files.Select(file => file.File)];
        foreach (var node in nodes)
            node.FirstCluster = table.Allocate(node.LengthIn(geometry));

        var extents = _files.ToDictionary(file => file.Path, file => Place(geometry, file.File), StringComparer.OrdinalIgnoreCase);
        var image = new FatImage(Content.Layout(geometry.TotalSectors * FatGeometry.SectorSize, Parts(geometry, table)), extents, geometry.ClusterSize);
        foreach (var (bytes, text) in _texts)
            Fill(bytes, text(image));
        return image;
    }

    private IEnumerable<(long, Content)> Parts(FatGeometry geometry, FatTable table)
    {
        var label = PaddedLabel;
        var time = FatTime.From(Time);
        var boot = Content.FromBytes(FatBootSector.Encode(geometry, label, Serial ?? SerialOf(label), PartitionOffset));
        yield return (0, boot);
        if (Kind == FatKind.Fat32)
        {
            var information = Content.FromBytes(FatBootSector.EncodeInformation((uint)geometry.Clusters - table.UsedClusters, table.NextFree));
            yield return (FatGeometry.SectorSize, information);
            yield return (FatBootSector.BackupSector * FatGeometry.SectorSize, boot);
            yield return ((FatBootSector.BackupSector + 1) * FatGeometry.SectorSize, information);
        }
        var fat = Content.FromBytes(table.Encode());
        for (var copy = 0; copy < FatGeometry.FatCount; copy++)
            yield return (geometry.FatOffset(copy), fat);

        var rootOffset = Kind == FatKind.Fat16 ? geometry.RootOffset : geometry.ClusterOffset(_root.FirstCluster);
        yield return (rootOffset, Content.FromBytes(_root.Encode(label, time)));
        foreach (var directory in _directories)
            yield return (geometry.ClusterOffset(directory.FirstCluster), Content.FromBytes(directory.Encode(label, time)));
        foreach (var (_, file) in _files)
            yield return (Place(geometry, file).Offset, file.Content);
    }

    private long ClustersNeeded(int clusterSize) =>
        _files.Sum(file => Align.DivideUp(file.File.Content.Length, clusterSize))
        + _directories.Append(_root).Sum(directory => Align.DivideUp(directory.Length, clusterSize));

    private static Extent Place(FatGeometry geometry, FatFile file) =>
        file.Content.Length == 0 ? default : new Extent(geometry.ClusterOffset(file.FirstCluster), file.Content.Length);

    private FatDirectory Descend(IEnumerable<string> names)
    {
        var directory = _root;
        foreach (var name in names)
        {
            var child = directory.Find(name);
            if (child is null)
            {
                var created = new FatDirectory(name, directory);
                directory.Add(created);
                _directories.Add(created);
                child = created;
            }
            directory = child as FatDirectory ?? throw new ArgumentException($"{name}: is a file and no directory", nameof(names));
        }
        return directory;
    }

    private static void Fill(Span<byte> file, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > file.Length)
            throw new ArgumentException($"a text of {bytes.Length} bytes does not fit into the {file.Length} bytes reserved for it", nameof(text));
        file.Fill((byte)'\n');
        bytes.CopyTo(file);
    }

    private string PaddedLabel => Label.ToUpperInvariant().PadRight(11);

    private static uint SerialOf(string label) => BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.ASCII.GetBytes(label)));

    private void CheckOptions()
    {
        if (Label.Length is 0 or > 11 || Label.Any(c => c is < ' ' or > '~' || "\"*+,./:;<=>?[\\]|".Contains(c)))
            throw new ArgumentException($"'{Label}' is not a label of a FAT volume", nameof(Label));
        if (ClusterSize != 0 && (ClusterSize is < 512 or > 32768 || !int.IsPow2(ClusterSize)))
            throw new ArgumentException($"{ClusterSize} is not a cluster size", nameof(ClusterSize));
        if (DataAlignment <= 0 || DataAlignment % FatGeometry.SectorSize != 0 || Size % FatGeometry.SectorSize != 0)
            throw new ArgumentException("sizes and alignments are multiples of 512", nameof(DataAlignment));
        if (Size / FatGeometry.SectorSize > uint.MaxValue)
            throw new ArgumentException($"{Size} bytes are too many for a FAT volume", nameof(Size));
    }
}
