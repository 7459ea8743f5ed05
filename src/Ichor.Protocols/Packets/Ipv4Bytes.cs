using System.Net;
using System.Net.Sockets;

namespace Ichor.Protocols.Packets;

/// <summary>Writes IPv4 addresses, and refuses others: an IPv6 address in an IPv4 field is a fault of the caller.</summary>
internal static class Ipv4Bytes
{
    public const int Size = 4;

    public static void Write(IPAddress address, Span<byte> destination)
    {
        if (address.AddressFamily != AddressFamily.InterNetwork)
            throw new ArgumentException($"{address} is not an IPv4 address", nameof(address));
        if (!address.TryWriteBytes(destination, out _))
            throw new ArgumentException("an IPv4 address needs 4 bytes", nameof(destination));
    }
}
