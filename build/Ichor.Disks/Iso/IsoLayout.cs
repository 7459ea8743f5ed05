namespace Ichor.Disks;

/// <summary>Gives every part of an ISO 9660 volume its place.</summary>
internal sealed class IsoLayout
{
    public const int FirstDescriptor = 16;
    private const int FirstFree = FirstDescriptor + 3;      // primary, boot record, terminator

    private long _nextBlock = FirstFree;

    public IsoLayout(IsoDirectory root, IEnumerable<IsoFile> files, FatImage? efiSystem)
    {
        Directories = InPathTableOrder(root);
        PathTableLength = IsoDescriptors.PathTable(Directories, littleEndian: true).Length;
        LittleEndianPathTable = Take(PathTableLength);
        BigEndianPathTable = Take(PathTableLength);
        Catalogue = Take(IsoFields.BlockSize);
        foreach (var directory in Directories)
            directory.Block = Take(directory.Length);
        foreach (var file in files.Where(file => file.Own is not null))
            file.Block = Take(file.Length);

        var end = _nextBlock * IsoFields.BlockSize;
        if (efiSystem is not null)
        {
            EfiSystem = new Extent(Align.Up(end, Align.MiB), efiSystem.Length);
            end = EfiSystem.Value.End + GptTable.Size;
            foreach (var file in files.Where(file => file.Own is null))
                file.Block = (EfiSystem.Value.Offset + file.OffsetInEfiSystem) / IsoFields.BlockSize;
        }
        Length = Align.Up(end, efiSystem is null ? IsoFields.BlockSize : Align.MiB);
    }

    /// <summary>Root first, then level by level.</summary>
    public IReadOnlyList<IsoDirectory> Directories { get; }

    public long PathTableLength { get; }

    public long LittleEndianPathTable { get; }

    public long BigEndianPathTable { get; }

    public long Catalogue { get; }

    public Extent? EfiSystem { get; }

    public long Length { get; }

    private long Take(long length)
    {
        var block = _nextBlock;
        _nextBlock += Math.Max(1, Align.DivideUp(length, IsoFields.BlockSize));
        return block;
    }

    private static List<IsoDirectory> InPathTableOrder(IsoDirectory root)
    {
        var ordered = new List<IsoDirectory> { root };
        for (var i = 0; i < ordered.Count; i++)
            ordered.AddRange(ordered[i].Directories);
        return ordered;
    }
}
