using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Ichor.Disks;

/// <summary>Writes the streamOptimized VMDK format, the one inside OVA files: compressed, in one pass, without seeking.</summary>
/// <remarks>VMware "Virtual Disk Format 5.0". All numbers are little endian; positions are in sectors of 512 bytes.</remarks>
public sealed class StreamVmdk
{
    private const int SectorSize = 512;
    private const int GrainSize = 64 * 1024;
    private const int GrainsPerTable = 512;
    private const int FirstGrain = 128;                       // sectors for header and descriptor
    private const uint Flags = 0x30001;                       // newline test valid, compressed grains, markers
    private const ulong DirectoryAtEnd = ulong.MaxValue;
    private const uint GrainTableMarker = 1, DirectoryMarker = 2, FooterMarker = 3;

    private readonly Content _disk;
    private readonly Stream _output;
    private readonly uint[] _directory;
    private uint[] _table = new uint[GrainsPerTable];
    private long _tableIndex;
    private long _written;

    private StreamVmdk(Content disk, Stream output)
    {
        (_disk, _output) = (disk, output);
        _directory = new uint[Align.DivideUp(disk.Length, (long)GrainSize * GrainsPerTable)];
    }

    /// <summary>Writes a disk.</summary>
    /// <param name="disk">A whole number of 64 KiB.</param>
    /// <param name="output">Written from its current position on.</param>
    public static void Write(Content disk, Stream output)
    {
        ArgumentNullException.ThrowIfNull(disk);
        ArgumentNullException.ThrowIfNull(output);
        if (disk.Length % GrainSize != 0)
            throw new ArgumentException($"{disk.Length} bytes are not a whole number of {GrainSize}", nameof(disk));
        new StreamVmdk(disk, output).Write();
    }

    private void Write()
    {
        Put(Header(DirectoryAtEnd));
        Put(Encoding.ASCII.GetBytes(Descriptor()));
        Put(new byte[FirstGrain * SectorSize - _written]);
        _disk.ForEachDataBlock(GrainSize, WriteGrain);
        FlushTable();

        var directory = WriteMarked(DirectoryMarker, ToBytes(_directory));
        WriteMarked(FooterMarker, Header((ulong)directory));
        Put(new byte[SectorSize]);                            // end of stream
    }

    private void WriteGrain(long offset, ReadOnlySpan<byte> grain)
    {
        var number = offset / GrainSize;
        if (number / GrainsPerTable != _tableIndex)
            FlushTable();
        _tableIndex = number / GrainsPerTable;
        _table[number % GrainsPerTable] = (uint)(_written / SectorSize);

        using var compressed = new MemoryStream();
        compressed.Write(new byte[12]);
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(grain);
        var bytes = compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes, offset / SectorSize);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], bytes.Length - 12);
        Put(bytes);
    }

    /// <summary>Grain tables follow the grains they describe; a table without grains is left out.</summary>
    private void FlushTable()
    {
        if (_table.AsSpan().ContainsAnyExcept(0u))
            _directory[_tableIndex] = (uint)WriteMarked(GrainTableMarker, ToBytes(_table));
        _table = new uint[GrainsPerTable];
    }

    /// <summary>A marker sector, then the structure; tells at which sector that is.</summary>
    private long WriteMarked(uint marker, byte[] structure)
    {
        var sector = new byte[SectorSize];
        BinaryPrimitives.WriteInt64LittleEndian(sector, Align.DivideUp(structure.Length, SectorSize));
        BinaryPrimitives.WriteUInt32LittleEndian(sector.AsSpan(12), marker);
        Put(sector);
        var at = _written / SectorSize;
        Put(structure);
        return at;
    }

    /// <summary>Writes and fills up the sector.</summary>
    private void Put(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        var padding = (int)(Align.Up(bytes.Length, SectorSize) - bytes.Length);
        _output.Write(new byte[padding]);
        _written += bytes.Length + padding;
    }

    private byte[] Header(ulong directory)
    {
        var header = new byte[SectorSize];
        "KDMV"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), 3);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), Flags);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(12), _disk.Length / SectorSize);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(20), GrainSize / SectorSize);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(28), 1);                                             // descriptor
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(36), Align.DivideUp(Descriptor().Length, SectorSize));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(44), GrainsPerTable);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(56), directory);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(64), FirstGrain);
        "\n \r\n"u8.CopyTo(header.AsSpan(73));                                                                     // detects text-mode transfers
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(77), 1);                                            // deflate
        return header;
    }

    private string Descriptor()
    {
        const int heads = 255, sectorsPerTrack = 63;
        var sectors = _disk.Length / SectorSize;
        return $"""
            # Disk DescriptorFile
            version=1
            CID=fffffffe
            parentCID=ffffffff
            createType="streamOptimized"

            # Extent description
            RW {sectors} SPARSE "disk.vmdk"

            # The Disk Data Base
            #DDB

            ddb.virtualHWVersion = "4"
            ddb.geometry.cylinders = "{sectors / (heads * sectorsPerTrack)}"
            ddb.geometry.heads = "{heads}"
            ddb.geometry.sectors = "{sectorsPerTrack}"
            ddb.adapterType = "lsilogic"

            """;
    }

    private static byte[] ToBytes(uint[] entries)
    {
        var bytes = new byte[entries.Length * sizeof(uint)];
        for (var i = 0; i < entries.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * sizeof(uint)), entries[i]);
        return bytes;
    }
}
