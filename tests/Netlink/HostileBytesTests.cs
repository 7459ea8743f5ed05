using Ichor.Netlink.Generic;
using Ichor.Netlink.Links;
using Ichor.Netlink.Route;

namespace Ichor.Netlink.Tests;

/// <summary>Whatever the bytes, decoders return or throw <see cref="NetlinkFormatException"/>, and nothing else.</summary>
public class HostileBytesTests
{
    private static readonly ushort[] s_types = [16, 17, 20, 21, 24, 25, 32, 33];

    [Fact]
    public void Random_bytes_are_refused_or_read()
    {
        var random = new Random(20240901);
        for (var round = 0; round < 40_000; round++)
        {
            var bytes = new byte[random.Next(0, 96)];
            random.NextBytes(bytes);
            if (bytes.Length > 0)
                bytes[0] = (byte)random.Next(0, 12);        // a family that is looked at more often
            DecodeAll(bytes);
            if (round % 5 == 0)
                DecodeAllGeneric(bytes);
        }
    }

    [Fact]
    public void Recorded_messages_with_a_few_bytes_changed_or_cut_off_are_refused_or_read()
    {
        var random = new Random(7);
        foreach (var hex in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "testdata", "iproute2.txt")).Where((_, i) => i % 2 == 1))
            for (var round = 0; round < 1_000; round++)
            {
                var bytes = Convert.FromHexString(hex)[16..];
                for (var change = random.Next(0, 4); change > 0; change--)
                    bytes[random.Next(bytes.Length)] = (byte)(random.Next(2) == 0 ? random.Next(256) : random.Next(24));
                DecodeAll(random.Next(3) == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            }
    }

    [Theory]
    [InlineData("0300 0100", "attribute length 3 with 4 bytes left")]
    [InlineData("0900 0100 01020304", "attribute length 9 with 8 bytes left")]
    [InlineData("0000 0000 00000000", "attribute length 0 with 8 bytes left")]
    [InlineData("0400", "2 bytes after the last attribute")]
    [InlineData("0600 0100 0102 0000 0500 02", "3 bytes after the last attribute")]
    public void Impossible_lengths_are_named(string hex, string message)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(message, Assert.Throws<NetlinkFormatException>(() =>
        {
            foreach (var attribute in new AttributeReader(bytes))
                _ = attribute.Type;
        }).Message);
    }

    [Fact]
    public void The_last_attribute_may_lack_its_padding()
    {
        var seen = new List<string>();
        foreach (var attribute in new AttributeReader(Convert.FromHexString("0500010041000000060003806162")))
            seen.Add($"{attribute.Type} {attribute.String}");
        Assert.Equal(["1 A", "3 ab"], seen);
    }

    [Fact]
    public void A_value_of_the_wrong_length_is_refused()
    {
        var reader = new AttributeReader(Convert.FromHexString("0600010041420000"));
        Assert.True(reader.MoveNext());
        Assert.Equal(0x4241, reader.Current.UInt16);
        Assert.Equal(0x4142, reader.Current.UInt16BigEndian);
        Assert.Equal("attribute 1 has 2 bytes instead of 4", Message(reader, attribute => attribute.UInt32));
        Assert.Equal("attribute 1 has 2 bytes instead of 1", Message(reader, attribute => attribute.UInt8));
        Assert.Equal("attribute 1 has 2 bytes instead of 4 or 16", Message(reader, attribute => attribute.Address));
    }

    [Fact]
    public void Generic_netlink_with_a_few_bytes_changed_or_cut_off_is_refused_or_read()
    {
        var random = new Random(11);
        var family = new GenericFamily(21, "x", 1, new());
        var (link, key) = (new LinkTarget(7, LinkName.Parse("wg0")), WireGuardKey.FromBytes(new byte[32]));
        var peer = new WireGuardPeerChange
        {
            PublicKey = key,
            PresharedKey = new(key),
            Endpoint = new(System.Net.IPAddress.IPv6Loopback, 5),
            AllowedIps = new(IpPrefix.AnyV4, IpPrefix.AnyV6),
        };
        List<NetlinkMessage> messages =
        [
            .. WireGuardRequests.Set(family, link, new WireGuardChange { PrivateKey = new(key), ListenPort = 5, Peers = new(peer, peer) }),
            EthtoolRequests.SetFeatures(family, link, ("rx-gro", true), ("tx-gro", false)),
            EthtoolRequests.SetWakeOnLan(family, link, "magic", "arp"),
            EthtoolRequests.SetRings(family, link, LinkSettings.Empty.With(EthtoolRings.Rx, 5u).With(EthtoolRings.TxPush, true)),
            GenericFamily.GetFamily("wireguard"),
            new NetlinkMessage(16, NetlinkFlags.None).Header(new GenericHeader(1, 2)).UInt16(1, 21).String(2, "x").Nested(7, groups => groups
                .Nested(1, group => group.String(1, "monitor").UInt32(2, 5))),
        ];
        foreach (var message in messages)
            for (var round = 0; round < 1_000; round++)
            {
                var bytes = message.ToBytes()[16..].ToArray();
                for (var change = random.Next(0, 4); change > 0; change--)
                    bytes[random.Next(bytes.Length)] = (byte)(random.Next(2) == 0 ? random.Next(256) : random.Next(40));
                DecodeAllGeneric(random.Next(3) == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            }
    }

    [Fact]
    public void Bridge_vlans_with_a_few_bytes_changed_or_cut_off_are_refused_or_read()
    {
        var random = new Random(12);
        var message = BridgeVlanRequests.Add(new LinkTarget(7, LinkName.Parse("br0")), isBridge: true,
            new BridgeVlan(1, IsPvid: true, IsUntagged: true), new BridgeVlan(5), new BridgeVlan(6), new BridgeVlan(7));
        for (var round = 0; round < 5_000; round++)
        {
            var bytes = message.ToBytes()[16..].ToArray();
            for (var change = random.Next(0, 4); change > 0; change--)
                bytes[random.Next(1, bytes.Length)] = (byte)random.Next(random.Next(2) == 0 ? 256 : 24);
            DecodeAll(random.Next(3) == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
        }
    }

    private static void DecodeAllGeneric(byte[] bytes)
    {
        Action<byte[]>[] decoders =
        [
            payload => GenericFamily.Decode(payload),
            payload => _ = Read(payload).Device.WithoutTraffic(),
            payload => EthtoolNumbers.DecodeRings(payload),
            payload => EthtoolNumbers.DecodeChannels(payload),
            payload => EthtoolFeatures.Decode(payload),
            payload => EthtoolWakeOnLan.Decode(payload),
            payload => new EthtoolLink { Index = 1 }.WithInfo(EthtoolMessage.Read(payload, out _)),
            payload => new EthtoolLink { Index = 1 }.WithModes(EthtoolMessage.Read(payload, out _)),
            payload => new EthtoolLink { Index = 1 }.WithState(EthtoolMessage.Read(payload, out _)),
        ];
        foreach (var decode in decoders)
            try
            {
                decode(bytes);
            }
            catch (NetlinkFormatException)
            {
                // the one exception that is allowed
            }
    }

    private static WireGuardReader Read(byte[] payload)
    {
        var reader = new WireGuardReader();
        reader.Add(payload);
        return reader;
    }

    private delegate object Access(NetlinkAttribute attribute);

    private static string Message(AttributeReader reader, Access access)
    {
        try
        {
            return access(reader.Current).ToString()!;
        }
        catch (NetlinkFormatException e)
        {
            return e.Message;
        }
    }

    private static void DecodeAll(byte[] bytes)
    {
        foreach (var type in s_types)
            try
            {
                RouteEvent.Decode(new NetlinkReply(type, bytes), index => LinkName.Parse($"eth{index & 1023}"));
            }
            catch (NetlinkFormatException)
            {
                // the one exception that is allowed
            }
    }
}
