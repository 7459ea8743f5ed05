using System.Buffers.Binary;
using System.Text;

namespace Ichor.Disks;

/// <summary>One section of a PE file: its header and the bytes it has in the file.</summary>
internal sealed record PeSection(string Name, uint VirtualSize, uint VirtualAddress, uint Characteristics, Content Data)
{
    public const int HeaderSize = 40;
    private const int NameSize = 8;

    /// <summary>IMAGE_SCN_CNT_INITIALIZED_DATA and IMAGE_SCN_MEM_READ.</summary>
    public const uint ReadOnlyData = 0x40000040;

    /// <summary>IMAGE_SCN_CNT_CODE.</summary>
    public const uint Code = 0x20;

    /// <summary>Where the bytes lay in the file this was read from.</summary>
    public long FileOffset { get; private init; }

    public long VirtualEnd => VirtualAddress + (long)VirtualSize;

    public static PeSection Decode(ReadOnlySpan<byte> header, Content file)
    {
        var rawSize = BinaryPrimitives.ReadUInt32LittleEndian(header[16..]);
        var rawOffset = BinaryPrimitives.ReadUInt32LittleEndian(header[20..]);
        if (rawSize + (long)rawOffset > file.Length)
            throw new FormatException($"PE section at file offset {rawOffset} reaches beyond the end of the file");
        return new PeSection(
            Encoding.ASCII.GetString(header[..NameSize]).TrimEnd('\0'),
            BinaryPrimitives.ReadUInt32LittleEndian(header[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(header[12..]),
            BinaryPrimitives.ReadUInt32LittleEndian(header[36..]),
            file.Slice(rawOffset, rawSize))
        {
            FileOffset = rawOffset,
        };
    }

    public static PeSection Create(string name, long address, Content data)
    {
        if (Encoding.ASCII.GetByteCount(name) is 0 or > NameSize)
            throw new ArgumentException($"'{name}' is not a name of a PE section", nameof(name));
        if (address + data.Length > uint.MaxValue)
            throw new ArgumentException($"section {name}: {data.Length} bytes do not fit into the image", nameof(data));
        return new PeSection(name, (uint)data.Length, (uint)address, ReadOnlyData, data);
    }

    public void Encode(Span<byte> header, long fileOffset, long fileSize)
    {
        Encoding.ASCII.GetBytes(Name, header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], VirtualSize);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], VirtualAddress);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], (uint)fileSize);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], fileSize == 0 ? 0 : (uint)fileOffset);
        BinaryPrimitives.WriteUInt32LittleEndian(header[36..], Characteristics);
    }
}
