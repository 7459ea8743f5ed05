using System.Buffers.Binary;
using System.Text;

namespace Ichor.Disks;

/// <summary>A file or directory while a volume is put together.</summary>
internal abstract class FatNode(string name)
{
    public string Name { get; } = name;

    public uint FirstCluster { get; set; }

    public abstract long LengthIn(FatGeometry geometry);
}

internal sealed class FatFile(string name, Content content) : FatNode(name)
{
    public Content Content { get; } = content;

    public override long LengthIn(FatGeometry geometry) => Content.Length;
}

internal sealed class FatDirectory(string name, FatDirectory? parent) : FatNode(name)
{
    private const byte VolumeLabelAttribute = 0x08, DirectoryAttribute = 0x10, ArchiveAttribute = 0x20;

    private readonly List<(string ShortName, FatNode Node)> _children = [];
    private readonly HashSet<string> _shortNames = new(StringComparer.Ordinal);

    public bool IsRoot => parent is null;

    /// <summary>Label, or "." and "..", then each child with the entries of its long name.</summary>
    public int EntryCount => (IsRoot ? 1 : 2) + _children.Sum(child => 1 + LongEntries(child));

    public long Length => (long)EntryCount * FatGeometry.EntrySize;

    public override long LengthIn(FatGeometry geometry) => IsRoot && geometry.Kind == FatKind.Fat16 ? 0 : Length;

    public FatNode? Find(string name) =>
        _children.Find(child => string.Equals(child.Node.Name, name, StringComparison.OrdinalIgnoreCase)).Node;

    public void Add(FatNode node)
    {
        FatName.Check(node.Name);
        var shortName = FatName.Shorten(node.Name, _shortNames.Contains);
        _shortNames.Add(shortName);
        _children.Add((shortName, node));
    }

    public byte[] Encode(string label, FatTime time)
    {
        var entries = new byte[Length];
        var rest = entries.AsSpan();
        if (IsRoot)
        {
            Write(ref rest, label, VolumeLabelAttribute, 0, 0, time);
        }
        else
        {
            Write(ref rest, ".".PadRight(11), DirectoryAttribute, FirstCluster, 0, time);
            // The root is number 0 here even on FAT32, where it has a cluster (specification, section 6.5).
            Write(ref rest, "..".PadRight(11), DirectoryAttribute, parent!.IsRoot ? 0 : parent.FirstCluster, 0, time);
        }
        foreach (var child in _children)
            WriteChild(ref rest, child.ShortName, child.Node, time);
        return entries;
    }

    private static void WriteChild(ref Span<byte> rest, string shortName, FatNode node, FatTime time)
    {
        var longEntries = LongEntries((shortName, node));
        if (longEntries > 0)
            FatName.WriteLongForm(node.Name, shortName, rest);
        rest = rest[(longEntries * FatGeometry.EntrySize)..];
        if (node is FatFile file)
            Write(ref rest, shortName, ArchiveAttribute, node.FirstCluster, (uint)file.Content.Length, time);
        else
            Write(ref rest, shortName, DirectoryAttribute, node.FirstCluster, 0, time);
    }

    private static int LongEntries((string ShortName, FatNode Node) child) =>
        FatName.NeedsLongForm(child.Node.Name, child.ShortName) ? FatName.LongEntries(child.Node.Name) : 0;

    private static void Write(ref Span<byte> rest, string shortName, byte attribute, uint cluster, uint length, FatTime time)
    {
        var entry = rest[..FatGeometry.EntrySize];
        Encoding.ASCII.GetBytes(shortName, entry);
        entry[11] = attribute;
        BinaryPrimitives.WriteUInt16LittleEndian(entry[14..], time.Time);    // created
        BinaryPrimitives.WriteUInt16LittleEndian(entry[16..], time.Date);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[18..], time.Date);    // read
        BinaryPrimitives.WriteUInt16LittleEndian(entry[20..], (ushort)(cluster >> 16));
        BinaryPrimitives.WriteUInt16LittleEndian(entry[22..], time.Time);    // written
        BinaryPrimitives.WriteUInt16LittleEndian(entry[24..], time.Date);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[26..], (ushort)cluster);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[28..], length);
        rest = rest[FatGeometry.EntrySize..];
    }
}
