using System.Buffers.Binary;
using System.Text;

namespace Ichor.Disks;

/// <summary>Partition entries and the two headers of a GPT on sectors of 512 bytes.</summary>
/// <remarks>UEFI specification 5.3; both headers and entry arrays have the sizes that every tool writes: 92 bytes, 128 entries of 128.</remarks>
internal sealed class GptTable(long diskSectors, Guid diskId)
{
    public const int SectorSize = 512;
    public const int EntryCount = 128;
    private const int EntrySize = 128;
    private const int HeaderSize = 92;
    private const int EntrySectors = EntryCount * EntrySize / SectorSize;

    /// <summary>Bytes that the table takes at each end of the disk; one sector more at the front, for the MBR.</summary>
    public const int Size = (1 + EntrySectors) * SectorSize;

    private readonly byte[] _entries = new byte[EntryCount * EntrySize];
    private int _count;

    public static long FirstUsableSector => 2 + EntrySectors;

    public long LastUsableSector => diskSectors - EntrySectors - 2;

    public void Add(string name, Guid type, Guid id, GptAttributes attributes, Extent place)
    {
        if (_count == EntryCount)
            throw new ArgumentException($"partition {name}: a disk has at most {EntryCount}", nameof(name));
        if (name.Length > 36)
            throw new ArgumentException($"partition name '{name}' is longer than 36 characters", nameof(name));
        var entry = _entries.AsSpan(_count++ * EntrySize, EntrySize);
        type.TryWriteBytes(entry);          // .NET's byte order is the mixed one of GPT
        id.TryWriteBytes(entry[16..]);
        BinaryPrimitives.WriteInt64LittleEndian(entry[32..], place.Offset / SectorSize);
        BinaryPrimitives.WriteInt64LittleEndian(entry[40..], place.End / SectorSize - 1);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[48..], (ulong)attributes);
        Encoding.Unicode.GetBytes(name, entry[56..]);
    }

    /// <summary>Header and entries at the front, entries and header at the end.</summary>
    public IEnumerable<(long Offset, Content Content)> Parts()
    {
        var entries = Content.FromBytes(_entries);
        var backup = diskSectors - 1;
        yield return (SectorSize, Header(own: 1, other: backup, entries: 2));
        yield return (2 * SectorSize, entries);
        yield return ((backup - EntrySectors) * SectorSize, entries);
        yield return (backup * SectorSize, Header(own: backup, other: 1, entries: backup - EntrySectors));
    }

    private Content Header(long own, long other, long entries)
    {
        var header = new byte[SectorSize];
        "EFI PART"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), 0x00010000);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), HeaderSize);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(24), own);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(32), other);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(40), FirstUsableSector);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(48), LastUsableSector);
        diskId.TryWriteBytes(header.AsSpan(56));
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(72), entries);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(80), EntryCount);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(84), EntrySize);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(88), Crc32.Of(_entries));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), Crc32.Of(header.AsSpan(0, HeaderSize)));
        return Content.FromBytes(header);
    }
}
