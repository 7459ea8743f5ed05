using System.Net;
using System.Runtime.InteropServices;

namespace Ichor.Linux;

/// <summary>struct sockaddr_in6 of netinet/in.h. Port and address are in network order.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct SockAddrIn6
{
    public ushort Family;
    public ushort Port;
    public uint FlowInfo;
    public fixed byte Address[16];
    public uint ScopeId;

    public static SockAddrIn6 From(IPAddress address, ushort port)
    {
        var result = new SockAddrIn6 { Family = Libc.AF_INET6, Port = Libc.NetworkOrder(port) };
        if (!address.TryWriteBytes(new Span<byte>(result.Address, 16), out var written) || written != 16)
            throw new ArgumentException($"{address} is not an IPv6 address", nameof(address));
        result.ScopeId = (uint)address.ScopeId;
        return result;
    }
}
