using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ichor.Config.Tests.Platform;

/// <summary>Bytes of a META partition as another program writes them.</summary>
internal static class MetaBytes
{
    public const int CopySize = 262144;

    /// <summary>A copy as it is written out here: the digits, zeros up to the hash, the hash, and the last four bytes.</summary>
    public static byte[] Written(string begin, string hash)
    {
        var copy = new byte[CopySize];
        Convert.FromHexString(begin.Replace(" ", "", StringComparison.Ordinal)).CopyTo(copy, 0);
        Convert.FromHexString(hash).CopyTo(copy, CopySize - 36);
        Convert.FromHexString("a5b4c3d2").CopyTo(copy, CopySize - 4);
        return copy;
    }

    /// <summary>A copy with any records, whose checksum is right.</summary>
    public static byte[] Sealed(ReadOnlySpan<byte> records)
    {
        var copy = Written("5a4b3c2d", new string('0', 64));
        records.CopyTo(copy.AsSpan(4));
        SHA256.HashData(copy).CopyTo(copy, CopySize - 36);
        return copy;
    }

    public static byte[] Record(uint tag, string value)
    {
        var record = new byte[8 + Encoding.UTF8.GetByteCount(value)];
        BinaryPrimitives.WriteUInt32BigEndian(record, tag);
        BinaryPrimitives.WriteUInt32BigEndian(record.AsSpan(4), (uint)record.Length - 8);
        Encoding.UTF8.GetBytes(value).CopyTo(record, 8);
        return record;
    }
}
