using System.Buffers.Binary;

namespace Ichor.Disks;

/// <summary>An EFI program (PE32+) taken apart into headers and sections, and put together again with more of them.</summary>
/// <remarks>Microsoft PE format; field offsets are those of IMAGE_FILE_HEADER and IMAGE_OPTIONAL_HEADER64.</remarks>
internal sealed class PeFile
{
    private const int FileHeaderSize = 20;
    private const int PointerToPe = 0x3C;
    private const int CertificateTable = 4, DebugDirectory = 6;
    private const int LargeAlignment = 4096;

    private readonly byte[] _headers;      // up to the section table
    private readonly int _pe;              // offset of "PE\0\0"
    private readonly List<PeSection> _sections = [];
    private readonly HashSet<string> _added = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">This is no PE32+ file.</exception>
    public PeFile(Content file)
    {
        _pe = (int)ReadUInt32(file, PointerToPe);
        if (_pe is < PointerToPe + 4 or > 0x10000 || ReadUInt32(file, _pe) != 0x00004550)
            throw new FormatException("not a PE file");
        var counts = ReadUInt32(file, _pe + 4);
        var optionalSize = (ushort)ReadUInt32(file, _pe + 20);
        if (optionalSize < 112 || (ushort)ReadUInt32(file, OptionalHeader) != 0x20B)
            throw new FormatException("not a PE32+ (64-bit) file");

        var table = OptionalHeader + optionalSize;
        _headers = Slice(file, 0, table);
        for (var number = 0; number < counts >> 16; number++)
            _sections.Add(PeSection.Decode(Slice(file, table + number * PeSection.HeaderSize, PeSection.HeaderSize), file));
    }

    /// <summary>Where the sections lie in the file as it is.</summary>
    public static Dictionary<string, Extent> Locate(Content file)
    {
        var sections = new Dictionary<string, Extent>(StringComparer.Ordinal);
        foreach (var section in new PeFile(file)._sections)
            sections.TryAdd(section.Name, new Extent(section.FileOffset, Math.Min(section.VirtualSize, section.Data.Length)));
        return sections;
    }

    private int OptionalHeader => _pe + 4 + FileHeaderSize;

    private uint SectionAlignment => Math.Max(LargeAlignment, Get(32));   // pages, so that the loader may protect them

    private uint FileAlignment => Math.Max(512, Get(36));

    /// <summary>Appends a section behind all others.</summary>
    /// <exception cref="ArgumentException">The name is taken or too long, or the image would pass 4 GiB.</exception>
    public void Add(string name, Content data)
    {
        if (_sections.Exists(section => section.Name == name))
            throw new ArgumentException($"the stub has a section {name} already", nameof(name));
        var end = _sections.Max(section => section.VirtualEnd);
        _sections.Add(PeSection.Create(name, Align.Up(end, SectionAlignment), data));
        _added.Add(name);
    }

    /// <summary>Lays out the file anew; gives it with the place of each added section.</summary>
    /// <remarks>Large sections begin at multiples of 4096 in the file, so that an ISO 9660 volume can point at them.</remarks>
    public (Content File, Dictionary<string, Extent> Sections) Build(DateTimeOffset time)
    {
        var headers = new byte[Align.Up(_headers.Length + _sections.Count * PeSection.HeaderSize, FileAlignment)];
        _headers.CopyTo(headers, 0);
        if (headers.Length > _sections.Min(section => section.VirtualAddress))
            throw new ArgumentException($"{_sections.Count} sections: their headers reach into the first of them");

        var parts = new List<(long, Content)> { (0, Content.FromBytes(headers)) };
        var places = new Dictionary<string, Extent>(StringComparer.Ordinal);
        long end = headers.Length;
        for (var number = 0; number < _sections.Count; number++)
        {
            var section = _sections[number];
            var offset = Align.Up(end, section.Data.Length >= LargeAlignment && _added.Contains(section.Name) ? LargeAlignment : FileAlignment);
            var size = Align.Up(section.Data.Length, FileAlignment);
            section.Encode(headers.AsSpan(_headers.Length + number * PeSection.HeaderSize), offset, size);
            parts.Add((offset, section.Data));
            if (_added.Contains(section.Name))
                places[section.Name] = new Extent(offset, section.Data.Length);
            end = offset + size;
        }
        WriteTotals(headers, time);
        return (Content.Layout(end, parts), places);
    }

    private void WriteTotals(byte[] headers, DateTimeOffset time)
    {
        void Put(int offset, long value) => BinaryPrimitives.WriteUInt32LittleEndian(headers.AsSpan(offset), (uint)value);
        long SizeOf(bool code) => _sections.Where(section => (section.Characteristics & PeSection.Code) != 0 == code)
            .Sum(section => Align.Up(section.Data.Length, FileAlignment));

        BinaryPrimitives.WriteUInt16LittleEndian(headers.AsSpan(_pe + 6), (ushort)_sections.Count);
        Put(_pe + 8, time.ToUnixTimeSeconds());
        Put(_pe + 12, 0);                                     // symbol table: it lay behind the sections and is dropped
        Put(_pe + 16, 0);
        Put(OptionalHeader + 4, SizeOf(code: true));
        Put(OptionalHeader + 8, SizeOf(code: false));
        Put(OptionalHeader + 56, Align.Up(_sections.Max(section => section.VirtualEnd), Get(32)));
        Put(OptionalHeader + 60, headers.Length);
        Put(OptionalHeader + 64, 0);                          // checksum: EFI does not look at it
        // A signature no longer holds, and debug entries carry file offsets that have moved.
        foreach (var directory in new[] { CertificateTable, DebugDirectory })
        {
            var at = 112 + directory * 8;
            if (OptionalHeader + at + 8 <= _headers.Length && directory < Get(108))
                headers.AsSpan(OptionalHeader + at, 8).Clear();
        }
    }

    /// <summary>A 32-bit field of the optional header.</summary>
    private uint Get(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(_headers.AsSpan(OptionalHeader + offset));

    private static uint ReadUInt32(Content file, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(file, offset, 4));

    private static byte[] Slice(Content file, int offset, int length) => offset >= 0 && offset + (long)length <= file.Length
        ? file.Slice(offset, length).ToArray()
        : throw new FormatException("the PE file ends within its headers");
}
