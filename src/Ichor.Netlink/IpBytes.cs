using System.Net;

namespace Ichor.Netlink;

/// <summary>Addresses as bytes, without an array for each.</summary>
internal static class IpBytes
{
    /// <summary>Bytes of the longest address.</summary>
    public const int Most = 16;

    /// <summary>Writes an address in network order, and gives the part of the buffer that it takes.</summary>
    public static Span<byte> WriteTo(this IPAddress address, Span<byte> buffer) =>
        address.TryWriteBytes(buffer, out var length) ? buffer[..length] : throw new ArgumentException("an address needs 16 bytes", nameof(buffer));

    /// <summary>Sets the bits behind a prefix to zero; true when one of them was not.</summary>
    public static bool ClearHostBits(Span<byte> address, int prefix)
    {
        var changed = false;
        for (var i = prefix / 8; i < address.Length; i++)
        {
            var kept = (byte)(address[i] & (i == prefix / 8 ? 0xff00 >> prefix % 8 : 0));
            changed |= kept != address[i];
            address[i] = kept;
        }
        return changed;
    }
}
