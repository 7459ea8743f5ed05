using System.Runtime.InteropServices;

namespace Ichor.Netlink;

/// <summary>Walks attributes without copying: <c>foreach (var attribute in new AttributeReader(bytes))</c>.</summary>
/// <remarks>
/// Each attribute is a 16-bit length (with these four header bytes), a 16-bit type, the value, and padding to four bytes.
/// A length that is below four or goes beyond the end is refused with <see cref="NetlinkFormatException"/>.
/// </remarks>
public ref struct AttributeReader
{
    private const int HeaderSize = 4;
    private ReadOnlySpan<byte> _rest;

    /// <summary>Reads the attributes in <paramref name="bytes"/>.</summary>
    public AttributeReader(ReadOnlySpan<byte> bytes) => _rest = bytes;

    /// <summary>The attribute that the last <see cref="MoveNext"/> found.</summary>
    public NetlinkAttribute Current { get; private set; }

    /// <summary>This reader.</summary>
    public readonly AttributeReader GetEnumerator() => this;

    /// <summary>Steps to the next attribute; false at the end.</summary>
    /// <exception cref="NetlinkFormatException">The length field is impossible.</exception>
    public bool MoveNext()
    {
        if (_rest.IsEmpty)
            return false;
        if (_rest.Length < HeaderSize)
            throw new NetlinkFormatException($"{_rest.Length} bytes after the last attribute");
        int length = MemoryMarshal.Read<ushort>(_rest);
        if (length < HeaderSize || length > _rest.Length)
            throw new NetlinkFormatException($"attribute length {length} with {_rest.Length} bytes left");
        Current = new NetlinkAttribute(MemoryMarshal.Read<ushort>(_rest[2..]), _rest[HeaderSize..length]);
        _rest = _rest[Math.Min(length + 3 & ~3, _rest.Length)..];
        return true;
    }
}
