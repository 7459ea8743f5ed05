using System.Buffers.Binary;
using System.Net;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Dhcp;

/// <summary>A route that a DHCP server hands out.</summary>
/// <param name="Destination">Network address; its host bits are zero.</param>
/// <param name="PrefixLength">0 (default route) to 32.</param>
/// <param name="Gateway">Next hop, or null when the destination is on the link itself.</param>
public sealed record DhcpRoute(IPAddress Destination, int PrefixLength, IPAddress? Gateway)
{
    /// <summary>Whether this is 0.0.0.0/0.</summary>
    public bool IsDefault => PrefixLength == 0;

    /// <summary>The default route over a gateway.</summary>
    public static DhcpRoute Default(IPAddress gateway) => new(IPAddress.Any, 0, gateway);

    /// <summary><c>10.0.0.0/8 via 10.1.0.1</c>, or without <c>via</c> when on-link.</summary>
    public override string ToString() => Gateway is null ? $"{Destination}/{PrefixLength}" : $"{Destination}/{PrefixLength} via {Gateway}";

    /// <summary>The network that an address is in; clears host bits, which RFC 3442 lets servers send.</summary>
    internal static IPAddress Network(IPAddress address, int prefixLength)
    {
        Span<byte> bytes = stackalloc byte[Ipv4Bytes.Size];
        Ipv4Bytes.Write(address, bytes);
        BinaryPrimitives.WriteUInt32BigEndian(bytes, BinaryPrimitives.ReadUInt32BigEndian(bytes) & SubnetMaskWire.Mask(prefixLength));
        return new IPAddress(bytes);
    }
}
