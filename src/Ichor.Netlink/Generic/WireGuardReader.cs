using System.Net;
using System.Runtime.InteropServices;
using Ichor.Netlink.Route;
using static Ichor.Netlink.Kernel.NetlinkConstants;
using static Ichor.Netlink.Kernel.WireGuardConstants;

namespace Ichor.Netlink.Generic;

/// <summary>Puts a WireGuard device together from the messages of a dump.</summary>
/// <remarks>
/// The device's own attributes are in the first message only. A peer with more networks than a message holds goes on in the next
/// one, with its public key and further networks.
/// </remarks>
public sealed class WireGuardReader
{
    private readonly Dictionary<WireGuardKey, (WireGuardPeer Peer, List<IpPrefix> AllowedIps)> _peers = [];
    private WireGuardDevice _device = new() { Index = 0, Name = default };

    /// <summary>Asks the kernel for a device.</summary>
    /// <returns>The device, or why there is none: EOPNOTSUPP when the link is not a WireGuard device.</returns>
    public static (WireGuardDevice? Device, NetlinkError? Error) Read(NetlinkSocket socket, GenericFamily wireGuard, LinkTarget link)
    {
        var answer = socket.Ask(WireGuardRequests.Get(wireGuard, link));
        if (answer.Error is not null)
            return (null, answer.Error);
        var reader = new WireGuardReader();
        foreach (var reply in answer.Messages)
            reader.Add(reply.Payload.Span);
        return (reader.Device, null);
    }

    /// <summary>What the messages so far say.</summary>
    public WireGuardDevice Device => _device with
    {
        Peers = new(_peers.Values.OrderBy(entry => entry.Peer.PublicKey)
            .Select(entry => entry.Peer with { AllowedIps = new(entry.AllowedIps.Order()) })),
    };

    /// <summary>Adds the payload of one message.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not a WireGuard device.</exception>
    public void Add(ReadOnlySpan<byte> payload)
    {
        foreach (var attribute in GenericHeader.AttributesOf(payload))
            if (attribute.Type == WGDEVICE_A_PEERS)
                foreach (var peer in attribute.Nested)
                    AddPeer(peer.Nested);
            else
                _device = attribute.Type switch
                {
                    WGDEVICE_A_IFINDEX => _device with { Index = attribute.Int32 },
                    WGDEVICE_A_IFNAME => _device with { Name = LinkName.FromKernel(attribute.String) },
                    WGDEVICE_A_PRIVATE_KEY => _device with { PrivateKey = Secret(attribute) },
                    WGDEVICE_A_PUBLIC_KEY => _device with { PublicKey = Key(attribute) },
                    WGDEVICE_A_LISTEN_PORT => _device with { ListenPort = attribute.UInt16 },
                    WGDEVICE_A_FWMARK => _device with { Mark = attribute.UInt32 },
                    _ => _device,
                };
    }

    private void AddPeer(AttributeReader attributes)
    {
        var (peer, allowedIps) = (new WireGuardPeer { PublicKey = WireGuardKey.Zero }, new List<IpPrefix>());
        foreach (var attribute in attributes)
            if (attribute.Type == WGPEER_A_ALLOWEDIPS)
                foreach (var entry in attribute.Nested)
                    allowedIps.AddRange(AllowedIp(entry.Nested));
            else
                peer = With(peer, attribute);
        if (_peers.TryGetValue(peer.PublicKey, out var known))
            known.AllowedIps.AddRange(allowedIps);
        else
            _peers.Add(peer.PublicKey, (peer, allowedIps));
    }

    private static WireGuardPeer With(WireGuardPeer peer, NetlinkAttribute attribute) => attribute.Type switch
    {
        WGPEER_A_PUBLIC_KEY => peer with { PublicKey = Key(attribute) },
        WGPEER_A_PRESHARED_KEY => peer with { PresharedKey = Secret(attribute) },
        WGPEER_A_ENDPOINT => peer with { Endpoint = SocketAddress.Read(attribute) },
        WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL => peer with { KeepaliveSeconds = attribute.UInt16 },
        WGPEER_A_LAST_HANDSHAKE_TIME => peer with { Traffic = peer.Traffic with { LastHandshake = Time(attribute) } },
        WGPEER_A_RX_BYTES => peer with { Traffic = peer.Traffic with { ReceivedBytes = attribute.UInt64 } },
        WGPEER_A_TX_BYTES => peer with { Traffic = peer.Traffic with { SentBytes = attribute.UInt64 } },
        _ => peer,
    };

    /// <summary>None for a family other than IPv4 and IPv6.</summary>
    private static IpPrefix[] AllowedIp(AttributeReader attributes)
    {
        var family = 0;
        IPAddress? address = null;
        byte length = 0;
        foreach (var attribute in attributes)
            switch (attribute.Type)
            {
                case WGALLOWEDIP_A_FAMILY: family = attribute.UInt16; break;
                case WGALLOWEDIP_A_IPADDR: address = attribute.Address; break;
                case WGALLOWEDIP_A_CIDR_MASK: length = attribute.UInt8; break;
            }
        if (family is not (AF_INET or AF_INET6))
            return [];
        return address is null ? throw new NetlinkFormatException("allowed IP without an address") : [RouteMessage.Prefix(address, length)];
    }

    private static WireGuardKey Key(NetlinkAttribute attribute) => attribute.Value.Length == WireGuardKey.Size
        ? WireGuardKey.FromBytes(attribute.Value)
        : throw new NetlinkFormatException($"key of {attribute.Value.Length} bytes");

    /// <summary>The kernel reports a preshared key that is not there as zeros.</summary>
    private static WireGuardSecretKey? Secret(NetlinkAttribute attribute) =>
        Key(attribute) is var key && key == WireGuardKey.Zero ? null : new WireGuardSecretKey(key);

    /// <summary>struct __kernel_timespec: seconds and nanoseconds of 64 bits; zero is never.</summary>
    private static DateTimeOffset? Time(NetlinkAttribute attribute)
    {
        if (attribute.Value.Length != 16)
            throw new NetlinkFormatException($"time of {attribute.Value.Length} bytes");
        var (seconds, nanoseconds) = (MemoryMarshal.Read<long>(attribute.Value), MemoryMarshal.Read<long>(attribute.Value[8..]));
        if (seconds == 0 && nanoseconds == 0)
            return null;
        return seconds is < 0 or > 253_402_300_799 || nanoseconds is < 0 or > 999_999_999       // the year 9999 ends DateTimeOffset
            ? throw new NetlinkFormatException($"time {seconds}.{nanoseconds}")
            : DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanoseconds / 100);
    }
}
