using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using static Ichor.Netlink.Kernel.NetlinkConstants;

namespace Ichor.Netlink.Generic;

/// <summary>struct sockaddr_in (16 bytes) and struct sockaddr_in6 (28 bytes): family in host order, port in network order, address.</summary>
internal static class SocketAddress
{
    private const int V4Size = 16, V6Size = 28;

    public static byte[] ToBytes(IPEndPoint endpoint)
    {
        var v4 = endpoint.AddressFamily == AddressFamily.InterNetwork;
        var bytes = new byte[v4 ? V4Size : V6Size];
        MemoryMarshal.Write(bytes, (ushort)(v4 ? AF_INET : AF_INET6));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)endpoint.Port);
        endpoint.Address.TryWriteBytes(bytes.AsSpan(v4 ? 4 : 8), out _);
        if (!v4)
            MemoryMarshal.Write(bytes.AsSpan(24), (uint)endpoint.Address.ScopeId);
        return bytes;
    }

    /// <summary>Null for a family other than IPv4 and IPv6.</summary>
    public static IPEndPoint? Read(NetlinkAttribute attribute)
    {
        var bytes = attribute.Value;
        if (bytes.Length < 4)
            throw new NetlinkFormatException($"socket address of {bytes.Length} bytes");
        int port = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        return (MemoryMarshal.Read<ushort>(bytes), bytes.Length) switch
        {
            (AF_INET, >= V4Size) => new IPEndPoint(new IPAddress(bytes.Slice(4, 4)), port),
            (AF_INET6, >= V6Size) => new IPEndPoint(new IPAddress(bytes.Slice(8, 16), MemoryMarshal.Read<uint>(bytes[24..])), port),
            (AF_INET or AF_INET6, _) => throw new NetlinkFormatException($"socket address of {bytes.Length} bytes"),
            _ => null,
        };
    }
}
