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
    private readonly Dictionary<WireGuardKey, (WireGuardPeer Peer, List<IpPrefix>? More)> _peers = [];
    private readonly List<IpPrefix> _allowedIps = [];       // of the peer that is being read
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
    public WireGuardDevice Device
    {
        get
        {
            var peers = new WireGuardPeer[_peers.Count];
            var at = 0;
            foreach (var (peer, more) in _peers.Values)
                peers[at++] = more is null ? peer : peer with { AllowedIps = new(more.Order()) };
            Array.Sort(peers, static (left, right) => left.PublicKey.CompareTo(right.PublicKey));
            return _device with { Peers = new(peers) };
        }
    }

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
        var publicKey = WireGuardKey.Zero;
        WireGuardSecretKey? presharedKey = null;
        IPEndPoint? endpoint = null;
        ushort keepalive = 0;
        DateTimeOffset? lastHandshake = null;
        ulong received = 0, sent = 0;
        _allowedIps.Clear();
        foreach (var attribute in attributes)
            switch (attribute.Type)
            {
                case WGPEER_A_PUBLIC_KEY: publicKey = Key(attribute); break;
                case WGPEER_A_PRESHARED_KEY: presharedKey = Secret(attribute); break;
                case WGPEER_A_ENDPOINT: endpoint = SocketAddress.Read(attribute); break;
                case WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL: keepalive = attribute.UInt16; break;
                case WGPEER_A_LAST_HANDSHAKE_TIME: lastHandshake = Time(attribute); break;
                case WGPEER_A_RX_BYTES: received = attribute.UInt64; break;
                case WGPEER_A_TX_BYTES: sent = attribute.UInt64; break;
                case WGPEER_A_ALLOWEDIPS:
                    foreach (var entry in attribute.Nested)
                        if (AllowedIp(entry.Nested) is { } prefix)
                            _allowedIps.Add(prefix);
                    break;
            }
        if (_peers.TryGetValue(publicKey, out var known))
        {
            _peers[publicKey] = (known.Peer, [.. known.More ?? [.. known.Peer.AllowedIps], .. _allowedIps]);
            return;
        }
        _allowedIps.Sort();
        _peers.Add(publicKey, (new WireGuardPeer
        {
            PublicKey = publicKey,
            PresharedKey = presharedKey,
            Endpoint = endpoint,
            KeepaliveSeconds = keepalive,
            AllowedIps = new(_allowedIps),
            Traffic = lastHandshake is null && received == 0 && sent == 0 ? WireGuardTraffic.None : new(lastHandshake, received, sent),
        }, null));
    }

    /// <summary>None for a family other than IPv4 and IPv6.</summary>
    private static IpPrefix? AllowedIp(AttributeReader attributes)
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
            return null;
        return RouteMessage.Prefix(address ?? throw new NetlinkFormatException("allowed IP without an address"), length);
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
