using System.Security.Cryptography;
using System.Text;

namespace Ichor.Disks;

/// <summary>Identifiers that derive from names, so that the same image is built with the same ones.</summary>
public static class NamedGuid
{
    /// <summary>A version 8 UUID (RFC 9562 section 5.8): the first 16 bytes of the SHA-256 of the UTF-8 name, with version and variant set.</summary>
    public static Guid From(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
