using System.Buffers.Binary;
using Org.BouncyCastle.Crypto.Digests;

namespace Ichor.Config;

/// <summary>What was read of a META partition.</summary>
/// <param name="Values">Of the copy that is used.</param>
/// <param name="Remark">What is wrong with the copy that is not; empty when both are good, or the partition is blank.</param>
public sealed record MetaReading(MetaValues Values, string Remark);

/// <summary>
/// The bytes of a META partition: two equal copies of 256 KiB at its beginning, written one after the other, so that a power cut
/// spoils one at most.
/// </summary>
/// <remarks>
/// <para>A copy, big endian: u32 5a4b3c2d; records (u32 tag, u32 size, value) up to the tag 0; zeros; the SHA-256 of the whole copy
/// with these 32 bytes as zeros; u32 a5b4c3d2. Talos has it from siderolabs/go-adv (adv/talos).</para>
/// <para>The bytes may be anybody's: no size in them is believed before it is known to lie inside of the copy.</para>
/// </remarks>
public static class MetaPartition
{
    /// <summary>PARTLABEL of the partition.</summary>
    public const string Label = "META";

    /// <summary>Bytes of one copy.</summary>
    public const int CopySize = 256 * 1024;

    /// <summary>Bytes from the beginning of the partition that matter.</summary>
    public const int Size = 2 * CopySize;

    private const uint Begin = 0x5a4b3c2d, End = 0xa5b4c3d2, LastTag = 0;

    private const int Word = sizeof(uint), HashSize = 32, HashAt = CopySize - Word - HashSize;

    /// <summary>Reads the first copy, or the second when the first is bad.</summary>
    /// <param name="start">The beginning of the partition; what is missing of <see cref="Size"/> counts as bad.</param>
    /// <exception cref="MetaFormatException">Both are bad.</exception>
    public static MetaReading Read(ReadOnlySpan<byte> start)
    {
        if (start.Length >= Size && !start[..Size].ContainsAnyExcept((byte)0))
            return new(MetaValues.None, "");
        var first = Copy(start, 0, out var firstWrong);
        var second = Copy(start, CopySize, out var secondWrong);
        return (first, second) switch
        {
            (not null, not null) => new(first, ""),
            (not null, null) => new(first, $"the second copy is bad ({secondWrong}): the first is used"),
            (null, not null) => new(second, $"the first copy is bad ({firstWrong}): the second is used"),
            _ => throw new MetaFormatException($"both copies are bad: the first {firstWrong}, the second {secondWrong}"),
        };
    }

    private static MetaValues? Copy(ReadOnlySpan<byte> start, int at, out string wrong)
    {
        wrong = "";
        try
        {
            if (start.Length < at + CopySize)
                throw new MetaFormatException("lies beyond the end of the partition");
            return new MetaValues(Records(Checked(start.Slice(at, CopySize))));
        }
        catch (MetaFormatException e)
        {
            wrong = e.Message;
            return null;
        }
    }

    /// <summary>The records of a copy that is whole.</summary>
    private static ReadOnlySpan<byte> Checked(ReadOnlySpan<byte> copy)
    {
        if (BinaryPrimitives.ReadUInt32BigEndian(copy) != Begin)
            throw new MetaFormatException($"begins with {Convert.ToHexStringLower(copy[..Word])}, not {Begin:x8}");
        if (BinaryPrimitives.ReadUInt32BigEndian(copy[^Word..]) != End)
            throw new MetaFormatException($"ends with {Convert.ToHexStringLower(copy[^Word..])}, not {End:x8}");
        if (!copy.Slice(HashAt, HashSize).SequenceEqual(Hash(copy)))
            throw new MetaFormatException("has another SHA-256 than it says");
        return copy[Word..HashAt];
    }

    private static byte[] Hash(ReadOnlySpan<byte> copy)
    {
        var digest = new Sha256Digest();
        digest.BlockUpdate(copy[..HashAt]);
        digest.BlockUpdate(new byte[HashSize]);
        digest.BlockUpdate(copy[^Word..]);
        var hash = new byte[HashSize];
        digest.DoFinal(hash, 0);
        return hash;
    }

    private static Dictionary<byte, ValueList<byte>> Records(ReadOnlySpan<byte> records)
    {
        var values = new Dictionary<byte, ValueList<byte>>();
        while (records.Length >= Word)
        {
            var tag = BinaryPrimitives.ReadUInt32BigEndian(records);
            if (tag == LastTag)
                return values;
            if (records.Length < 2 * Word)
                break;
            var size = BinaryPrimitives.ReadUInt32BigEndian(records[Word..]);
            records = records[(2 * Word)..];
            if (size > records.Length)
                throw new MetaFormatException($"has a value {tag:x2} of {size} bytes, of which {records.Length} are there");
            if (tag <= byte.MaxValue)
                values[(byte)tag] = [.. records[..(int)size]];
            records = records[(int)size..];
        }
        throw new MetaFormatException("has no end of its values");
    }
}
