using System.Text;

namespace Ichor.Disks;

/// <summary>A sequence of bytes of known length that is read only when an image is written: a file, a buffer, or a composition of others.</summary>
/// <remarks>
/// Every format of this library takes contents and is a content itself, so a kernel goes from its file into a UKI, into a FAT,
/// into a disk without a copy in between. Reading has no position: the same content may appear in several images at once.
/// </remarks>
public abstract class Content
{
    private const int CopyBufferSize = 256 * 1024;

    /// <summary>Length in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Reads the bytes from <paramref name="offset"/> on, exactly as many as <paramref name="destination"/> holds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not wholly inside the content.</exception>
    public abstract void Read(long offset, Span<byte> destination);

    /// <summary>The end of the run of zeros known to begin at <paramref name="offset"/>; <paramref name="offset"/> itself when none is known.</summary>
    /// <remarks>Lets writers of sparse formats pass over empty space without reading it. An answer too small is never wrong.</remarks>
    public virtual long EndOfHole(long offset) => offset;

    /// <summary>Writes all bytes, holes as zeros.</summary>
    public void CopyTo(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var buffer = new byte[(int)Math.Min(CopyBufferSize, Math.Max(1, Length))];
        for (long offset = 0; offset < Length; offset += buffer.Length)
        {
            var piece = buffer.AsSpan(0, (int)Math.Min(buffer.Length, Length - offset));
            Read(offset, piece);
            destination.Write(piece);
        }
    }

    /// <summary>All bytes as an array.</summary>
    /// <exception cref="OverflowException">The content is larger than an array can be.</exception>
    public byte[] ToArray()
    {
        var bytes = new byte[checked((int)Length)];
        Read(0, bytes);
        return bytes;
    }

    /// <summary>A part of this content.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part is not wholly inside.</exception>
    public Content Slice(long offset, long length) => new SliceContent(this, offset, length);

    /// <summary>A part of this content.</summary>
    public Content Slice(Extent extent) => Slice(extent.Offset, extent.Length);

    /// <summary>This content followed by zeros up to <paramref name="length"/> bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The content is already longer.</exception>
    public Content PadTo(long length) => length == Length ? this : new LayoutContent(length, [(0, this)]);

    /// <summary>The given bytes. They are not copied and must not change.</summary>
    public static Content FromBytes(ReadOnlyMemory<byte> bytes) => new BytesContent(bytes);

    /// <summary>The UTF-8 bytes of a text, without a byte order mark.</summary>
    public static Content FromText(string text) => new BytesContent(Encoding.UTF8.GetBytes(text));

    /// <summary>The bytes of a file, opened for each read, so no handle is held in between.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Content FromFile(string path) => new FileContent(path);

    /// <summary>A run of zeros.</summary>
    public static Content Zeros(long length) => new LayoutContent(length, []);

    /// <summary>The parts, one after another.</summary>
    public static Content Concat(params IEnumerable<Content> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var placed = new List<(long, Content)>();
        var length = 0L;
        foreach (var part in parts)
        {
            placed.Add((length, part));
            length += part.Length;
        }
        return new LayoutContent(length, placed);
    }

    /// <summary>Contents at chosen places with zeros between them.</summary>
    /// <exception cref="ArgumentException">Two parts overlap, or one ends behind <paramref name="length"/>.</exception>
    public static Content Layout(long length, params IEnumerable<(long Offset, Content Content)> parts) => new LayoutContent(length, parts);

    /// <summary>Refuses a range outside of the content; for implementations of <see cref="Read"/>.</summary>
    protected void CheckRange(long offset, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - offset);
    }
}
