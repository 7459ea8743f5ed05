using System.Net;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Dhcp;

/// <summary>Option 121 (RFC 3442): routes with compact destinations.</summary>
/// <remarks>Each: prefix length (1) | the significant bytes of the destination (0 to 4) | router (4). Router 0.0.0.0 means on-link.</remarks>
internal static class ClasslessRoutesWire
{
    public static string? Read(ReadOnlySpan<byte> bytes, out ValueList<DhcpRoute> value)
    {
        value = [];
        var routes = new List<DhcpRoute>();
        while (!bytes.IsEmpty)
        {
            int length = bytes[0];
            if (length > 32)
                return $"prefix length {length} exceeds 32";
            var significant = (length + 7) / 8;
            if (bytes.Length < 1 + significant + Ipv4Bytes.Size)
                return "cut off inside a route";
            routes.Add(new DhcpRoute(Destination(bytes.Slice(1, significant), length), length, Router(bytes.Slice(1 + significant, Ipv4Bytes.Size))));
            bytes = bytes[(1 + significant + Ipv4Bytes.Size)..];
        }
        value = [.. routes];
        return routes.Count == 0 ? "holds no route" : null;
    }

    public static byte[] Write(ValueList<DhcpRoute> value)
    {
        var bytes = new List<byte>();
        foreach (var route in value)
        {
            bytes.Add((byte)route.PrefixLength);
            bytes.AddRange(OptionWire.WriteAddress(route.Destination).AsSpan(0, (route.PrefixLength + 7) / 8));
            bytes.AddRange(OptionWire.WriteAddress(route.Gateway ?? IPAddress.Any));
        }
        return [.. bytes];
    }

    private static IPAddress Destination(ReadOnlySpan<byte> significant, int length)
    {
        Span<byte> bytes = stackalloc byte[Ipv4Bytes.Size];
        bytes.Clear();
        significant.CopyTo(bytes);
        return DhcpRoute.Network(new IPAddress(bytes), length);
    }

    private static IPAddress? Router(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept((byte)0) < 0 ? null : new IPAddress(bytes);
}
