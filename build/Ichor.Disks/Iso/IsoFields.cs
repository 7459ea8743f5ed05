using System.Buffers.Binary;
using System.Text;

namespace Ichor.Disks;

/// <summary>The field types of ECMA-119: numbers in both byte orders, padded text, two kinds of dates.</summary>
internal static class IsoFields
{
    public const int BlockSize = 2048;

    /// <summary>Eight bytes: little endian, then big endian (7.3.3).</summary>
    public static void BothUInt32(Span<byte> at, long value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(at, checked((uint)value));
        BinaryPrimitives.WriteUInt32BigEndian(at[4..], (uint)value);
    }

    /// <summary>Four bytes: little endian, then big endian (7.2.3).</summary>
    public static void BothUInt16(Span<byte> at, ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(at, value);
        BinaryPrimitives.WriteUInt16BigEndian(at[2..], value);
    }

    /// <summary>Text filled up with blanks.</summary>
    public static void Text(Span<byte> at, string text)
    {
        at.Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, at);
    }

    /// <summary>Seven bytes, as in directory records (9.1.5); UTC.</summary>
    public static void ShortTime(Span<byte> at, DateTimeOffset time)
    {
        var utc = time.ToUniversalTime();
        new[] { utc.Year - 1900, utc.Month, utc.Day, utc.Hour, utc.Minute, utc.Second, 0 }
            .Select(part => (byte)part).ToArray().CopyTo(at);
    }

    /// <summary>Sixteen digits and an offset, as in volume descriptors (8.4.26.1); null is "not specified".</summary>
    public static void LongTime(Span<byte> at, DateTimeOffset? time)
    {
        var digits = time is { } given ? $"{given.UtcDateTime:yyyyMMddHHmmss}00" : new string('0', 16);
        Encoding.ASCII.GetBytes(digits, at);
        at[16] = 0;
    }
}
