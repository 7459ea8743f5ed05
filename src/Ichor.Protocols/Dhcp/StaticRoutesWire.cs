using System.Net;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Dhcp;

/// <summary>Option 33 (RFC 2132 section 5.8): pairs of destination (4) and router (4), destinations by address class.</summary>
internal static class StaticRoutesWire
{
    private const int PairSize = 2 * Ipv4Bytes.Size;

    public static string? Read(ReadOnlySpan<byte> bytes, out ValueList<DhcpRoute> value)
    {
        value = [];
        if (bytes.IsEmpty || bytes.Length % PairSize != 0)
            return $"{bytes.Length} bytes are no list of address pairs";
        var routes = new List<DhcpRoute>();
        for (; !bytes.IsEmpty; bytes = bytes[PairSize..])
        {
            var destination = new IPAddress(bytes[..4]);
            // "The default route (0.0.0.0) is an illegal destination for a static route."
            if (destination.Equals(IPAddress.Any))
                return "holds a default route";
            routes.Add(new DhcpRoute(destination, PrefixLength(bytes[..4]), new IPAddress(bytes[4..8])));
        }
        value = [.. routes];
        return null;
    }

    public static byte[] Write(ValueList<DhcpRoute> value) =>
        [.. value.SelectMany(route => (byte[])[.. OptionWire.WriteAddress(route.Destination), .. OptionWire.WriteAddress(route.Gateway ?? IPAddress.Any)])];

    /// <summary>The class decides, but never cuts off bits that are set: a subnet's or host's address means just that.</summary>
    private static int PrefixLength(ReadOnlySpan<byte> destination)
    {
        var byClass = destination[0] switch { < 128 => 8, < 192 => 16, < 224 => 24, _ => 32 };
        var hostBits = destination[(byClass / 8)..].IndexOfAnyExcept((byte)0) >= 0;
        return hostBits ? 32 : byClass;
    }
}
