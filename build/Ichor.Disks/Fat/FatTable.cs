using System.Buffers.Binary;

namespace Ichor.Disks;

/// <summary>The file allocation table; everything is contiguous, so a chain is a run of ascending numbers.</summary>
internal sealed class FatTable(FatGeometry geometry)
{
    /// <summary>"Fixed disk", repeated in the first entry of the table.</summary>
    public const byte Media = 0xF8;

    private const uint EndOfChain = 0x0FFFFFFF;

    private readonly List<uint> _next = [0x0FFFFF00 | Media, EndOfChain];

    public uint UsedClusters => (uint)_next.Count - 2;

    public uint NextFree => (uint)_next.Count;

    /// <summary>Takes as many clusters as the length needs; 0 when it needs none.</summary>
    public uint Allocate(long length)
    {
        var first = NextFree;
        for (var left = Align.DivideUp(length, geometry.ClusterSize); left > 0; left--)
            _next.Add(left == 1 ? EndOfChain : NextFree + 1);
        return length == 0 ? 0 : first;
    }

    /// <summary>The used part of the table; the rest is zeros.</summary>
    public byte[] Encode()
    {
        var width = geometry.Kind == FatKind.Fat16 ? 2 : 4;
        var table = new byte[_next.Count * width];
        for (var cluster = 0; cluster < _next.Count; cluster++)
        {
            if (width == 2)
                BinaryPrimitives.WriteUInt16LittleEndian(table.AsSpan(cluster * 2), (ushort)_next[cluster]);
            else
                BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(cluster * 4), _next[cluster]);
        }
        return table;
    }
}
