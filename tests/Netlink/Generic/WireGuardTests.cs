using System.Net;
using Ichor.Netlink.Generic;
using Ichor.Netlink.Route;

namespace Ichor.Netlink.Tests.Generic;

/// <summary>WireGuard messages: bytes by hand after include/uapi/linux/wireguard.h, and what we write read back by what reads the kernel's.</summary>
public class WireGuardTests
{
    private const int Headers = 20, LargestAttribute = ushort.MaxValue;

    private static readonly GenericFamily s_family = new(0x23, "wireguard", 1, new());
    private static readonly LinkTarget s_wg0 = new(7, LinkName.Parse("wg0"));

    private static WireGuardKey Key(int seed) => WireGuardKey.FromBytes([.. Enumerable.Range(0, 32).Select(i => (byte)(seed >> i % 4 * 8 ^ i))]);

    private static string Hex(byte first) => string.Concat(Enumerable.Repeat($"{first:x2}", 32));

    private static WireGuardKey Same(byte value) => WireGuardKey.FromBytes(Enumerable.Repeat(value, 32).ToArray());

    private static WireGuardDevice ReadBack(IEnumerable<NetlinkMessage> messages)
    {
        var reader = new WireGuardReader();
        foreach (var message in messages)
            reader.Add(message.ToBytes()[16..]);
        return reader.Device;
    }

    [Fact]
    public void A_whole_device_in_bytes()
    {
        var change = new WireGuardChange
        {
            PrivateKey = new(Same(0x11)),
            ListenPort = 51820,
            Mark = 0x1234,
            ReplacePeers = true,
            Peers = new(new WireGuardPeerChange
            {
                PublicKey = Same(0x22),
                PresharedKey = new(Same(0x33)),
                Endpoint = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 51820),
                KeepaliveSeconds = 25,
                ReplaceAllowedIps = true,
                AllowedIps = new(IpPrefix.Parse("10.2.0.0/16"), IpPrefix.Parse("2001:db8::/32")),
            }),
        };
        const string allowed = "48000980"
            + "1c000080" + "0600010002000000" + "080002000a020000" + "0500030010000000"
            + "28000080" + "060001000a000000" + "1400020020010db8000000000000000000000000" + "0500030020000000";
        var expected = "08000100" + "07000000"                              // WGDEVICE_A_IFINDEX
            + "24000300" + Hex(0x11) + "06000600" + "6cca0000" + "08000700" + "34120000" + "08000500" + "01000000"
            + "bc000880" + "b8000080"                                       // WGDEVICE_A_PEERS, its first entry
            + "24000100" + Hex(0x22) + "08000300" + "02000000" + "24000200" + Hex(0x33)
            + "14000400" + "0200ca6cc0000201" + "0000000000000000" + "06000500" + "19000000" + allowed;

        var message = Assert.Single(WireGuardRequests.Set(s_family, s_wg0, change)).ToBytes().ToArray();

        Assert.Equal("01010000", Convert.ToHexStringLower(message[16..20]));   // WG_CMD_SET_DEVICE, version 1
        Assert.Equal(expected, Convert.ToHexStringLower(message[Headers..]));
    }

    [Fact]
    public void A_new_endpoint_is_only_the_key_and_the_endpoint()
    {
        var moved = WireGuardPeerChange.Moved(Same(0x22), new IPEndPoint(IPAddress.Parse("fe80::1%3"), 1));
        var message = Assert.Single(WireGuardRequests.Set(s_family, s_wg0, new WireGuardChange { Peers = new(moved) }));
        Assert.Equal("0800010007000000" + "54000880" + "50000080" + "24000100" + Hex(0x22) + "08000300" + "04000000"
            + "20000400" + "0a00000100000000" + "fe800000000000000000000000000001" + "03000000", Convert.ToHexStringLower(message.ToBytes()[Headers..]));
    }

    [Fact]
    public void A_peer_is_removed_by_its_key()
    {
        var message = Assert.Single(WireGuardRequests.Set(s_family, s_wg0, new WireGuardChange { Peers = new(WireGuardPeerChange.Removal(Same(0x22))) }));
        Assert.Equal("0800010007000000" + "34000880" + "30000080" + "24000100" + Hex(0x22) + "08000300" + "01000000",
            Convert.ToHexStringLower(message.ToBytes()[Headers..]));
    }

    private static WireGuardPeerChange Peer(int number, int allowedIps) => new()
    {
        PublicKey = Key(number),
        PresharedKey = number % 3 == 0 ? new(Key(-number)) : null,
        Endpoint = (number % 4) switch
        {
            0 => null,
            1 => new IPEndPoint(new IPAddress([10, 0, (byte)(number >> 8), (byte)number]), 51820),
            _ => new IPEndPoint(IPAddress.Parse($"2001:db8::{number:x}"), number),
        },
        KeepaliveSeconds = number % 2 == 0 ? (ushort)number : null,
        ReplaceAllowedIps = true,
        AllowedIps = new(Enumerable.Range(0, allowedIps).Select(i => (number + i) % 2 == 0
            ? new IpPrefix(new IPAddress([10, (byte)number, (byte)(i >> 8), (byte)i]), 32)
            : new IpPrefix(IPAddress.Parse($"2001:db8:{number:x}:{i:x}::"), 64))),
    };

    private static WireGuardDevice Wanted(WireGuardChange change) => new()
    {
        Index = 7,
        Name = default,
        PrivateKey = change.PrivateKey,
        ListenPort = change.ListenPort ?? 0,
        Mark = change.Mark ?? 0,
        Peers = new(change.Peers.OrderBy(peer => peer.PublicKey).Select(peer => new WireGuardPeer
        {
            PublicKey = peer.PublicKey,
            PresharedKey = peer.PresharedKey,
            Endpoint = peer.Endpoint,
            KeepaliveSeconds = peer.KeepaliveSeconds ?? 0,
            AllowedIps = new(peer.AllowedIps.Order()),
        })),
    };

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(1, 10_000, 6)]
    [InlineData(1_000, 1, 3)]
    [InlineData(3, 4_000, 7)]
    [InlineData(0, 0, 1)]
    public void A_change_of_any_size_is_divided_and_nothing_of_it_lost(int peers, int allowedIps, int expected)
    {
        var change = new WireGuardChange
        {
            PrivateKey = new(Key(99)),
            ListenPort = 51820,
            Mark = 5,
            ReplacePeers = true,
            Peers = new(Enumerable.Range(1, peers).Select(number => Peer(number, allowedIps))),
        };
        var messages = WireGuardRequests.Set(s_family, s_wg0, change);

        Assert.Equal(expected, messages.Count);
        Assert.All(messages, message => Assert.InRange(message.Length, 1, LargestAttribute));
        Assert.Equal(Wanted(change), ReadBack(messages));
    }

    [Fact]
    public void Only_the_first_part_replaces_things()
    {
        var random = new Random(4);
        for (var round = 0; round < 300; round++)
        {
            var change = new WireGuardChange
            {
                ReplacePeers = true,
                ListenPort = 1,
                Peers = new(Enumerable.Range(1, random.Next(1, 12)).Select(number => Peer(number, random.Next(0, 30)) with { UpdateOnly = number % 2 == 0 })),
            };
            var parts = WireGuardChunks.Split(change, random.Next(250, 1200));

            Assert.Equal([true, .. parts.Skip(1).Select(_ => false)], parts.Select(part => part.ReplacePeers));
            Assert.Equal([(ushort?)1, .. parts.Skip(1).Select(_ => (ushort?)null)], parts.Select(part => part.ListenPort));
            var seen = new HashSet<WireGuardKey>();
            foreach (var peer in parts.SelectMany(part => part.Peers))
            {
                var whole = change.Peers.Single(wanted => wanted.PublicKey == peer.PublicKey);
                Assert.Equal(whole.UpdateOnly, peer.UpdateOnly);
                if (seen.Add(peer.PublicKey))
                    Assert.Equal(whole with { AllowedIps = peer.AllowedIps }, peer);
                else
                    Assert.Equal(new WireGuardPeerChange { PublicKey = peer.PublicKey, UpdateOnly = peer.UpdateOnly, AllowedIps = peer.AllowedIps }, peer);
            }
            Assert.All(change.Peers, peer => Assert.Equal(peer.AllowedIps,
                parts.SelectMany(part => part.Peers).Where(part => part.PublicKey == peer.PublicKey).SelectMany(part => part.AllowedIps)));
        }
    }

    [Fact]
    public void What_was_exchanged_with_a_peer_is_left_out_of_comparison()
    {
        var dump = new NetlinkMessage(0x23, NetlinkFlags.None).Header(new GenericHeader(0, 1)).UInt32(1, 7).String(2, "wg0")
            .Bytes(3, Same(1).ToBytes()).Bytes(4, Same(2).ToBytes()).UInt16(6, 51820).Nested(8, peers => peers.Nested(0, peer => peer
                .Bytes(1, Same(3).ToBytes()).Bytes(2, new byte[32])
                .Bytes(6, Convert.FromHexString("00f1536500000000" + "0065cd1d00000000"))
                .Bytes(7, Convert.FromHexString("0500000000000000")).Bytes(8, Convert.FromHexString("0000000001000000"))));
        var reader = new WireGuardReader();
        reader.Add(dump.ToBytes()[16..]);
        var device = reader.Device;
        Assert.Equal("wg0", device.Name.ToString());
        var peer = Assert.Single(device.Peers);
        Assert.Null(peer.PresharedKey);
        Assert.Equal(new DateTimeOffset(2023, 11, 14, 22, 13, 20, 500, TimeSpan.Zero), peer.Traffic.LastHandshake);
        Assert.Equal(5ul, peer.Traffic.ReceivedBytes);
        Assert.Equal(1ul << 32, peer.Traffic.SentBytes);
        Assert.Equal(WireGuardTraffic.None, Assert.Single(device.WithoutTraffic().Peers).Traffic);
    }

    [Fact]
    public void A_peer_that_goes_on_in_the_next_message_is_one_peer()
    {
        static NetlinkMessage Part(params WireGuardPeerChange[] peers) =>
            Assert.Single(WireGuardRequests.Set(s_family, s_wg0, new WireGuardChange { Peers = new(peers) }));
        var (first, second) = (Peer(1, 3), Peer(2, 5));
        var rest = new WireGuardPeerChange { PublicKey = second.PublicKey, AllowedIps = new(second.AllowedIps.Skip(2)) };
        var device = ReadBack([Part(first, second with { AllowedIps = new(second.AllowedIps.Take(2)) }), Part(rest, Peer(3, 0))]);
        Assert.Equal(Wanted(new WireGuardChange { Peers = new(first, second, Peer(3, 0)) }), device);
    }

    [Fact]
    public void Secret_keys_do_not_show()
    {
        var change = new WireGuardChange { PrivateKey = new(Key(1)), Peers = new(Peer(3, 1)) };
        var text = $"{change} {ReadBack(WireGuardRequests.Set(s_family, s_wg0, change))} {change.PrivateKey}";
        Assert.DoesNotContain(Key(1).ToString(), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Key(-3).ToString(), text, StringComparison.Ordinal);
        Assert.Contains(Key(3).ToString(), text, StringComparison.Ordinal);
        Assert.Contains("(secret)", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=", true)]
    [InlineData("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyB=", false)]      // stray bits
    [InlineData("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHy==", false)]      // 31 bytes
    [InlineData(" QIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=", false)]
    [InlineData("", false)]
    public void A_key_is_base64_in_its_canonical_form(string text, bool isKey)
    {
        Assert.Equal(isKey, WireGuardKey.TryParse(text, out var key));
        if (isKey)
            Assert.Equal(text, key!.ToString());
    }

    [Fact]
    public void Keys_are_ordered_as_their_bytes()
    {
        var keys = Enumerable.Range(0, 50).Select(i => Key(i * 7919)).ToList();
        Assert.Equal(keys.OrderBy(key => Convert.ToHexString(key.ToBytes()), StringComparer.Ordinal), keys.Order());
    }
}
