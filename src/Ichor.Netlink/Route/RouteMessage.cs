using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using static Ichor.Netlink.Kernel.NetlinkConstants;
using static Ichor.Netlink.Kernel.RouteConstants;

namespace Ichor.Netlink.Route;

/// <summary>A route: as the kernel reports it (RTM_NEWROUTE), or as it is to be.</summary>
public sealed record RouteMessage
{
    private static readonly EquatableList<NextHop> NoHops = new();

    /// <summary>Where to; it also says the family.</summary>
    public required IpPrefix Destination { get; init; }

    /// <summary>Only for packets from there (IPv6).</summary>
    public IpPrefix? Source { get; init; }

    /// <summary>Next hop; null when the destination is on the link. May be IPv6 for an IPv4 destination (RTA_VIA).</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>Index of the link out of which packets go; null for a route that refuses (of IPv6 the kernel says <c>lo</c>).</summary>
    public int? OutIndex { get; init; }

    /// <summary>Routing table.</summary>
    public uint Table { get; init; } = RouteTable.Main;

    /// <summary>Metric; lower wins. The kernel makes 1024 of 0 for IPv6.</summary>
    public uint Priority { get; init; }

    /// <summary>Who made it.</summary>
    public byte Protocol { get; init; } = RouteProtocol.Static;

    /// <summary>How far the destination is; always global for IPv6.</summary>
    public RouteScope Scope { get; init; }

    /// <summary>What happens to packets.</summary>
    public RouteType Type { get; init; } = RouteType.Unicast;

    /// <summary>Local address that packets get when the sender did not choose one.</summary>
    public IPAddress? PreferredSource { get; init; }

    /// <summary>Largest packet; 0 is that of the link.</summary>
    public uint Mtu { get; init; }

    /// <summary>Flags.</summary>
    public RouteFlags Flags { get; init; }

    /// <summary>Several next hops to choose from; <see cref="Gateway"/> and <see cref="OutIndex"/> are then null.</summary>
    public EquatableList<NextHop> NextHops { get; init; } = NoHops;

    /// <summary>Family of the destination.</summary>
    public AddressFamily Family => Destination.Family;

    /// <summary>Reads the payload of RTM_NEWROUTE or RTM_DELROUTE.</summary>
    /// <returns>The route; null for a family other than IPv4 and IPv6 and for cache entries.</returns>
    /// <exception cref="NetlinkFormatException">The bytes are not a route message.</exception>
    public static RouteMessage? Decode(ReadOnlySpan<byte> payload)
    {
        var header = RtMsg.Read(payload);
        if (header.Family is not (AF_INET or AF_INET6) || ((RouteFlags)header.Flags & RouteFlags.Cloned) != RouteFlags.None)
            return null;
        var any = header.Family == AF_INET ? IPAddress.Any : IPAddress.IPv6Any;
        var destination = Prefix(any, header.DestinationLength);
        var source = header.SourceLength == 0 ? (IpPrefix?)null : Prefix(any, header.SourceLength);
        IPAddress? gateway = null, preferredSource = null;
        int? outIndex = null;
        uint table = header.Table, priority = 0, mtu = 0;
        var nextHops = NoHops;
        foreach (var attribute in new AttributeReader(payload[RtMsg.Size..]))
            switch (attribute.Type)
            {
                case RTA_DST: destination = Prefix(attribute.AddressOf(header.Family), header.DestinationLength); break;
                case RTA_SRC: source = Prefix(attribute.AddressOf(header.Family), header.SourceLength); break;
                case RTA_GATEWAY: gateway = attribute.AddressOf(header.Family); break;
                case RTA_VIA: gateway = attribute.Via; break;
                case RTA_OIF: outIndex = attribute.Int32; break;
                case RTA_TABLE: table = attribute.UInt32; break;        // supersedes the 8-bit header field
                case RTA_PRIORITY: priority = attribute.UInt32; break;
                case RTA_PREFSRC: preferredSource = attribute.AddressOf(header.Family); break;
                case RTA_METRICS: mtu = MtuIn(attribute.Nested); break;
                case RTA_MULTIPATH: nextHops = NextHop.DecodeAll(attribute.Value, header.Family); break;
            }
        var type = (RouteType)header.Type;
        return new RouteMessage
        {
            Destination = destination,
            Source = source,
            Gateway = gateway,
            OutIndex = type is RouteType.Blackhole or RouteType.Unreachable or RouteType.Prohibit or RouteType.Throw ? null : outIndex,
            Table = table,
            Priority = priority,
            Protocol = header.Protocol,
            Scope = (RouteScope)header.Scope,
            Type = type,
            PreferredSource = preferredSource,
            Mtu = mtu,
            Flags = (RouteFlags)header.Flags,
            NextHops = nextHops,
        };
    }

    private static uint MtuIn(AttributeReader metrics)
    {
        foreach (var metric in metrics)
            if (metric.Type == RTAX_MTU)
                return metric.UInt32;
        return 0;
    }

    internal static IpPrefix Prefix(IPAddress address, int length) => length <= address.BitLength()
        ? new IpPrefix(address, length)
        : throw new NetlinkFormatException($"prefix length {length}");
}

/// <summary>One of several next hops of a route.</summary>
/// <param name="Gateway">The gateway; null when the destination is on the link.</param>
/// <param name="OutIndex">Index of the link.</param>
/// <param name="Weight">Share of the traffic, 1 to 256.</param>
/// <param name="Flags">Flags: those of RTNH_F_*.</param>
public sealed record NextHop(IPAddress? Gateway, int OutIndex, int Weight = 1, RouteFlags Flags = RouteFlags.None)
{
    private const int HeaderSize = 8;

    /// <summary>struct rtnexthop: length, flags, weight less one, link; attributes follow.</summary>
    internal static EquatableList<NextHop> DecodeAll(ReadOnlySpan<byte> bytes, int family)
    {
        var hops = new List<NextHop>();
        while (!bytes.IsEmpty)
        {
            int length = bytes.Length < HeaderSize ? 0 : MemoryMarshal.Read<ushort>(bytes);
            if (length < HeaderSize || length > bytes.Length)
                throw new NetlinkFormatException($"next hop length {length} with {bytes.Length} bytes left");
            IPAddress? gateway = null;
            foreach (var attribute in new AttributeReader(bytes[HeaderSize..length]))
                if (attribute.Type == RTA_GATEWAY)
                    gateway = attribute.AddressOf(family);
                else if (attribute.Type == RTA_VIA)
                    gateway = attribute.Via;
            hops.Add(new NextHop(gateway, MemoryMarshal.Read<int>(bytes[4..]), bytes[3] + 1, (RouteFlags)bytes[2]));
            bytes = bytes[Math.Min(length + 3 & ~3, bytes.Length)..];
        }
        return new EquatableList<NextHop>(hops);
    }

    internal void WriteTo(NetlinkMessage into, AddressFamily family)
    {
        var flags = (byte)(Flags & RouteFlags.OnLink);
        into.Structure([flags, (byte)(Weight - 1), (byte)OutIndex, (byte)(OutIndex >> 8), (byte)(OutIndex >> 16), (byte)(OutIndex >> 24)],
            hop =>
            {
                if (Gateway is not null)
                    RouteRequests.WriteGateway(hop, Gateway, family);
            });
    }
}
