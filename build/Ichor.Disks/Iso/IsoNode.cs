namespace Ichor.Disks;

/// <summary>A file or directory of an ISO 9660 volume; the block is known once the volume is laid out.</summary>
internal abstract class IsoNode(string identifier)
{
    private const int RecordSize = 33;    // without identifier
    private const byte IsDirectory = 2;

    public string Identifier { get; } = identifier;

    public long Block { get; set; }

    public abstract long Length { get; }

    /// <summary>A directory record (ECMA-119 9.1).</summary>
    protected static byte[] Record(IsoNode node, string identifier, DateTimeOffset time)
    {
        var record = new byte[RecordLength(identifier)];
        record[0] = (byte)record.Length;
        IsoFields.BothUInt32(record.AsSpan(2), node.Block);
        IsoFields.BothUInt32(record.AsSpan(10), node.Length);
        IsoFields.ShortTime(record.AsSpan(18), time);
        record[25] = node is IsoDirectory ? IsDirectory : (byte)0;
        IsoFields.BothUInt16(record.AsSpan(28), 1);
        record[32] = (byte)identifier.Length;
        System.Text.Encoding.ASCII.GetBytes(identifier, record.AsSpan(RecordSize));
        return record;
    }

    protected static int RecordLength(string identifier) => (int)Align.Up(RecordSize + identifier.Length, 2);
}

internal sealed class IsoFile(string identifier, long length, Content? own) : IsoNode(identifier)
{
    public override long Length => length;

    /// <summary>The bytes, unless they lie in the EFI system partition.</summary>
    public Content? Own => own;

    /// <summary>For files in the EFI system partition: their place there.</summary>
    public long OffsetInEfiSystem { get; init; }
}

internal sealed class IsoDirectory(string identifier, IsoDirectory? parent) : IsoNode(identifier)
{
    public const string Self = "\0", Above = "\u0001";

    private readonly SortedDictionary<string, IsoNode> _children = new(IsoName.Order);

    public IsoDirectory Parent => parent ?? this;

    public override long Length => IsoFields.BlockSize * (1 + Places().Max(place => place.Offset / IsoFields.BlockSize));

    public IEnumerable<IsoDirectory> Directories => _children.Values.OfType<IsoDirectory>();

    public IsoNode? Find(string identifier) => _children.GetValueOrDefault(identifier);

    public void Add(IsoNode child) => _children.Add(child.Identifier, child);

    /// <summary>The record in the volume descriptor.</summary>
    public byte[] OwnRecord(DateTimeOffset time) => Record(this, Self, time);

    public byte[] Encode(DateTimeOffset time)
    {
        var extent = new byte[Length];
        foreach (var (offset, node, identifier) in Places())
            Record(node, identifier, time).CopyTo(extent, offset);
        return extent;
    }

    /// <summary>Where each record lies; none crosses the border of a block (6.8.1.1).</summary>
    private IEnumerable<(long Offset, IsoNode Node, string Identifier)> Places()
    {
        var offset = 0L;
        foreach (var (node, identifier) in Records())
        {
            var length = RecordLength(identifier);
            if (offset % IsoFields.BlockSize + length > IsoFields.BlockSize)
                offset = Align.Up(offset, IsoFields.BlockSize);
            yield return (offset, node, identifier);
            offset += length;
        }
    }

    private IEnumerable<(IsoNode Node, string Identifier)> Records() =>
        [(this, Self), (Parent, Above), .. _children.Values.Select(child => (child, child.Identifier))];
}
