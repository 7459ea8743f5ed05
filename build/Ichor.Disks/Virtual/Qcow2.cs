using System.Buffers.Binary;

namespace Ichor.Disks;

/// <summary>Writes QEMU's copy-on-write format, version 3, without backing file and without compression.</summary>
/// <remarks>QEMU docs/interop/qcow2.txt. All numbers are big endian; data comes first, so one pass over the disk is enough.</remarks>
public sealed class Qcow2
{
    /// <summary>Cluster size that QEMU takes by default: 64 KiB.</summary>
    public const int DefaultClusterBits = 16;

    private const uint Magic = 0x514649FB;             // "QFI" 0xFB
    private const int HeaderSize = 104;
    private const int RefcountBits = 16;
    private const ulong Copied = 1UL << 63;            // the refcount is exactly one: may be written in place

    private readonly Content _disk;
    private readonly Stream _output;
    private readonly int _clusterBits;
    private readonly SortedDictionary<long, ulong[]> _tables = [];     // L2 tables by their index in the L1 table
    private long _clusters = 1;                                       // taken so far; the header has the first

    private Qcow2(Content disk, Stream output, int clusterBits) => (_disk, _output, _clusterBits) = (disk, output, clusterBits);

    private int ClusterSize => 1 << _clusterBits;

    private int EntriesPerTable => ClusterSize / sizeof(ulong);

    /// <summary>Writes a disk; clusters of zeros take no space.</summary>
    /// <param name="disk">A whole number of 512-byte sectors.</param>
    /// <param name="output">Empty and seekable.</param>
    /// <param name="clusterBits">Cluster size as a power of two, 9 to 21; some clouds want 13 (8 KiB).</param>
    public static void Write(Content disk, Stream output, int clusterBits = DefaultClusterBits)
    {
        ArgumentNullException.ThrowIfNull(disk);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentOutOfRangeException.ThrowIfLessThan(clusterBits, 9);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(clusterBits, 21);
        if (disk.Length % 512 != 0)
            throw new ArgumentException($"{disk.Length} bytes are not a whole number of sectors", nameof(disk));
        new Qcow2(disk, output, clusterBits).Write();
    }

    private void Write()
    {
        _disk.ForEachDataBlock(ClusterSize, WriteData);

        var level1 = new ulong[Align.DivideUp(Align.DivideUp(_disk.Length, ClusterSize), EntriesPerTable)];
        foreach (var (index, table) in _tables)
            level1[index] = (ulong)Append(table) | Copied;
        var level1Offset = Append(level1);
        var (refcountOffset, refcountClusters) = WriteRefcounts();
        _output.SetLength(_clusters * ClusterSize);

        _output.Position = 0;
        _output.Write(Header(level1.Length, level1Offset, refcountOffset, refcountClusters));
    }

    private void WriteData(long offset, ReadOnlySpan<byte> data)
    {
        var cluster = offset / ClusterSize;
        var index = cluster / EntriesPerTable;
        if (!_tables.TryGetValue(index, out var table))
            _tables[index] = table = new ulong[EntriesPerTable];
        table[cluster % EntriesPerTable] = (ulong)Append(data) | Copied;
    }

    /// <summary>Every cluster of the file is in use once, those of the counters included.</summary>
    private (long Offset, int Clusters) WriteRefcounts()
    {
        var perBlock = ClusterSize * 8 / RefcountBits;
        long blocks = 0, tableClusters = 0;
        while (true)
        {
            var total = _clusters + blocks + tableClusters;
            var (neededBlocks, neededClusters) = (Align.DivideUp(total, perBlock), Align.DivideUp(blocks, EntriesPerTable));
            if (neededBlocks <= blocks && neededClusters <= tableClusters)
                break;
            (blocks, tableClusters) = (Math.Max(blocks, neededBlocks), Math.Max(tableClusters, neededClusters));
        }

        var used = _clusters + blocks + tableClusters;
        var table = new ulong[blocks];
        for (var number = 0; number < blocks; number++)
        {
            var block = new byte[ClusterSize];
            for (var i = 0; i < Math.Min(perBlock, used - number * perBlock); i++)
                BinaryPrimitives.WriteUInt16BigEndian(block.AsSpan(i * 2), 1);
            table[number] = (ulong)Append(block);
        }
        return (Append(table), (int)tableClusters);
    }

    private long Append(ReadOnlySpan<ulong> table)
    {
        var bytes = new byte[table.Length * sizeof(ulong)];
        for (var i = 0; i < table.Length; i++)
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(i * sizeof(ulong)), table[i]);
        return Append(bytes);
    }

    /// <summary>Writes into the next free clusters; tells where that is.</summary>
    private long Append(ReadOnlySpan<byte> data)
    {
        var offset = _clusters * ClusterSize;
        _output.Position = offset;
        _output.Write(data);
        _clusters += Align.DivideUp(data.Length, ClusterSize);
        return offset;
    }

    private byte[] Header(int level1Entries, long level1Offset, long refcountOffset, int refcountClusters)
    {
        var header = new byte[HeaderSize + 8];                                          // and the end of the (absent) extensions
        BinaryPrimitives.WriteUInt32BigEndian(header, Magic);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), 3);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(20), _clusterBits);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(24), _disk.Length);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(36), level1Entries);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(40), level1Offset);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(48), refcountOffset);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(56), refcountClusters);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(96), int.Log2(RefcountBits));
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(100), HeaderSize);
        return header;
    }
}
