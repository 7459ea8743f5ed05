using System.Net;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Tests.Packets;

public class PacketTests
{
    private static readonly MacAddress Server = MacAddress.Parse("02:00:00:00:00:01"), Client = MacAddress.Parse("02:00:00:00:00:02");
    private static readonly IPAddress ServerAddress = IPAddress.Parse("10.9.0.1"), ClientAddress = IPAddress.Parse("10.9.0.77");

    [Fact]
    public void An_arp_request_of_linux_reads_and_writes_the_same()
    {
        var frame = Hex.Captured("arp-request");
        var expected = ArpPacket.Request(Client, ClientAddress, ServerAddress);

        Assert.Equal(expected, Arp(frame));
        Assert.Equal(frame[EthernetFrame.HeaderSize..], expected.ToBytes());
    }

    [Fact]
    public void An_arp_reply_of_linux_reads_and_writes_the_same()
    {
        var frame = Hex.Captured("arp-reply");
        var expected = ArpPacket.Request(Client, ClientAddress, ServerAddress).ReplyFrom(Server);

        Assert.Equal(expected, Arp(frame));
        Assert.Equal(frame, expected.ToFrame());
    }

    [Fact]
    public void A_gratuitous_arp_of_busybox_is_an_announcement()
    {
        var packet = Arp(Hex.Captured("arp-announcement"));

        Assert.True(packet.IsAnnouncement);
        Assert.False(packet.IsProbe);
    }

    [Fact]
    public void A_probe_has_no_sender_address()
    {
        var probe = ArpPacket.Probe(Client, ClientAddress);

        Assert.True(probe.IsProbe);
        Assert.False(probe.IsAnnouncement);
        Assert.Equal(probe, Arp(probe.ToFrame()));
    }

    [Theory]
    [InlineData("0001 0800 06 04 0001", "arp: shorter than 28 bytes")]
    [InlineData("0006 0800 06 04 0001 020000000001 0a000001 000000000000 0a000002", "arp: not IPv4 over Ethernet")]
    [InlineData("0001 0800 06 04 0003 020000000001 0a000001 000000000000 0a000002", "arp: neither a request nor a reply")]
    public void Bad_arp_is_refused(string bytes, string problem)
    {
        Assert.False(ArpPacket.TryParse(Hex.Bytes(bytes), out _, out var found));
        Assert.Equal(problem, found);
    }

    [Fact]
    public void A_ping_of_linux_is_answered_with_the_bytes_of_linux()
    {
        Assert.True(EthernetFrame.TryParse(Hex.Captured("ping-request"), out var frame, out _));
        Assert.True(Ipv4Packet.TryParse(frame.Payload, out var packet, out _));
        Assert.True(IcmpEcho.TryParse(packet, out var echo, out _));
        Assert.True(echo.IsRequest);
        Assert.Equal(1, echo.Sequence);

        Assert.True(EthernetFrame.TryParse(Hex.Captured("ping-reply"), out var reply, out _));
        var icmp = reply.Payload[Ipv4Packet.HeaderSize..];
        Assert.Equal(icmp, echo.BuildReply(packet).AsSpan(Ipv4Packet.HeaderSize));
    }

    [Theory]
    [InlineData("4500 0014", "ipv4: shorter than its header of 20 bytes")]
    [InlineData("6500 0014 0000 0000 4011 0000 0a000001 0a000002", "ipv4: version is not 4")]
    [InlineData("4400 0014 0000 0000 4011 0000 0a000001 0a000002", "ipv4: header length is below 20 bytes")]
    [InlineData("4600 0014 0000 0000 4011 0000 0a000001 0a000002", "ipv4: total length is below the header length")]
    [InlineData("4500 0015 0000 0000 4011 0000 0a000001 0a000002", "ipv4: cut off before its total length")]
    [InlineData("4500 0014 0000 0000 4011 dead 0a000001 0a000002", "ipv4: header checksum is wrong")]
    public void Bad_ipv4_is_refused(string bytes, string problem)
    {
        Assert.False(Ipv4Packet.TryParse(Hex.Bytes(bytes), out _, out var found));
        Assert.Equal(problem, found);
    }

    [Fact]
    public void Ipv4_options_are_skipped_and_padding_is_cut()
    {
        var header = Hex.Bytes("4600 0019 0000 0000 4011 0000 0a000001 0a000002 01010101");
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(10), InternetChecksum.Of(header));

        Assert.True(Ipv4Packet.TryParse([.. header, 0x2a, 0, 0], out var packet, out _));
        Assert.Equal([0x2a], packet.Payload.ToArray());
    }

    [Fact]
    public void A_vlan_tag_is_taken_off_and_put_on()
    {
        var frame = EthernetFrame.Build(Server, Client, EtherType.Ipv4, [1, 2], new VlanTag(100, Priority: 5, DropEligible: true));

        Assert.Equal(Hex.Bytes("020000000001 020000000002 8100 b064 0800 0102"), frame);
        Assert.True(EthernetFrame.TryParse(frame, out var parsed, out _));
        Assert.Equal(new VlanTag(100, 5, true), parsed.Vlan);
        Assert.Equal(EtherType.Ipv4, parsed.Type);
        Assert.Equal([1, 2], parsed.Payload.ToArray());
    }

    [Fact]
    public void A_datagram_of_odd_length_keeps_its_checksum()
    {
        var bytes = UdpDatagram.BuildPacket(new IPEndPoint(ServerAddress, 67), new IPEndPoint(ClientAddress, 68), [1, 2, 3]);

        Assert.True(Ipv4Packet.TryParse(bytes, out var packet, out _));
        Assert.True(UdpDatagram.TryParse(packet, out var datagram, out _));
        Assert.Equal((67, 68), ((int)datagram.SourcePort, (int)datagram.DestinationPort));
        Assert.Equal([1, 2, 3], datagram.Payload.ToArray());

        bytes[^1] ^= 1;
        Assert.True(Ipv4Packet.TryParse(bytes, out packet, out _));
        Assert.False(UdpDatagram.TryParse(packet, out _, out var problem));
        Assert.Equal("udp: checksum is wrong", problem);
        Assert.True(UdpDatagram.TryParse(packet, out _, out _, verifyChecksum: false));
    }

    [Fact]
    public void No_bytes_make_a_parser_throw()
    {
        var random = new Random(1);
        byte[][] captured = [Hex.Captured("arp-request"), Hex.Captured("ping-request"), Hex.Captured("dnsmasq-ack"), Hex.Captured("chronyd-reply")];
        for (var i = 0; i < 20_000; i++)
        {
            byte[] bytes = [.. captured[i % captured.Length]];
            for (var flips = random.Next(4); flips >= 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            _ = ParseAll(bytes.AsSpan(0, random.Next(bytes.Length + 1)));
        }
    }

    private static bool ParseAll(ReadOnlySpan<byte> bytes) =>
        EthernetFrame.TryParse(bytes, out var frame, out _)
        && (ArpPacket.TryParse(frame.Payload, out _, out _)
            || (Ipv4Packet.TryParse(frame.Payload, out var packet, out _)
                && (UdpDatagram.TryParse(packet, out _, out _) || IcmpEcho.TryParse(packet, out _, out _))));

    private static ArpPacket Arp(byte[] bytes)
    {
        Assert.True(EthernetFrame.TryParse(bytes, out var frame, out _));
        Assert.Equal(EtherType.Arp, frame.Type);
        Assert.True(ArpPacket.TryParse(frame.Payload, out var packet, out var problem), problem);
        return packet;
    }
}
