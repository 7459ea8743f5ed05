using Ichor.Protocols.Ntp;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Tests.Ntp;

public class NtpTests
{
    private static readonly DateTime Noon = new(2026, 11, 24, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("83AA7E80 00000000", "1970-01-01T00:00:00.0000000Z")]
    [InlineData("FFFFFFFF 80000000", "2036-02-07T06:28:15.5000000Z")]
    [InlineData("00000000 80000000", "2036-02-07T06:28:16.5000000Z")]          // era 1
    [InlineData("83AA7E7F FFFFFFFF", "2106-02-07T06:28:16.0000000Z")]
    [InlineData("00000000 00000000", "unknown")]
    public void Timestamps_lie_between_1970_and_2106(string wire, string expected) =>
        Assert.Equal(expected, new NtpTimestamp(Convert.ToUInt64(wire.Replace(" ", "", StringComparison.Ordinal), 16)).ToString());

    [Fact]
    public void Timestamps_read_back()
    {
        var random = new Random(3);
        for (var i = 0; i < 10_000; i++)
        {
            var time = DateTime.UnixEpoch.AddTicks(random.NextInt64(TimeSpan.TicksPerDay * 365 * 130));
            Assert.Equal(time, NtpTimestamp.FromUtc(time).ToUtc());
        }
    }

    [Fact]
    public void What_chronyd_answers_is_read_and_written_the_same()
    {
        var request = Payload("ntp-request");
        var bytes = Payload("chronyd-reply");
        Assert.True(NtpPacket.TryParse(request, out var question, out _));
        Assert.True(NtpPacket.TryParse(bytes, out var reply, out _));

        Assert.Equal((NtpMode.Server, 4, 3, LeapIndicator.None), (reply.Mode, (int)reply.Version, (int)reply.Stratum, reply.Leap));
        Assert.Equal(NtpRejection.None, NtpReply.Check(question, reply));
        Assert.Equal(bytes, reply.ToBytes());
    }

    [Theory]
    [InlineData(NtpRejection.None)]
    [InlineData(NtpRejection.NotAReply)]
    [InlineData(NtpRejection.OriginMismatch)]
    [InlineData(NtpRejection.KissOfDeath)]
    [InlineData(NtpRejection.Unsynchronized)]
    [InlineData(NtpRejection.InvalidStratum)]
    [InlineData(NtpRejection.NoTime)]
    [InlineData(NtpRejection.TransmitBeforeReceive)]
    [InlineData(NtpRejection.StaleReference)]
    [InlineData(NtpRejection.RootDistance)]
    public void Each_way_to_be_bad_has_its_name(NtpRejection expected)
    {
        var request = NtpPacket.Request(42);
        var good = Reply(request);
        var reply = expected switch
        {
            NtpRejection.NotAReply => good with { Mode = NtpMode.Client },
            NtpRejection.OriginMismatch => good with { Origin = new NtpTimestamp(43), Stratum = 0 },
            NtpRejection.KissOfDeath => good with { Stratum = 0, ReferenceId = 0x52415445 },
            NtpRejection.Unsynchronized => good with { Leap = LeapIndicator.Unsynchronized },
            NtpRejection.InvalidStratum => good with { Stratum = 16 },
            NtpRejection.NoTime => good with { Transmit = default },
            NtpRejection.TransmitBeforeReceive => good with { Transmit = NtpTimestamp.FromUtc(Noon.AddSeconds(-1)) },
            NtpRejection.StaleReference => good with { Reference = NtpTimestamp.FromUtc(Noon.AddHours(-37)) },
            NtpRejection.RootDistance => good with { RootDispersion = NtpDuration.FromTimeSpan(TimeSpan.FromSeconds(17)) },
            _ => good,
        };

        Assert.Equal(expected, NtpReply.Check(request, reply));
        Assert.Equal(expected == NtpRejection.KissOfDeath ? "RATE" : null, expected == NtpRejection.OriginMismatch ? null : reply.KissCode);
    }

    [Theory]
    [InlineData(0, 40)]
    [InlineData(-7200, 40)]
    [InlineData(1_800_000_000, 0)]            // our clock stands in 1969, before anything
    public void Offset_and_delay(int wrongBySeconds, int roundTripMilliseconds)
    {
        var sent = Noon.AddSeconds(-wrongBySeconds);
        var half = TimeSpan.FromMilliseconds(roundTripMilliseconds / 2.0);
        var reply = Reply(NtpPacket.Request(1)) with { Receive = NtpTimestamp.FromUtc(Noon + half), Transmit = NtpTimestamp.FromUtc(Noon + half) };

        var sample = NtpReply.Measure(reply, sent, sent + half * 2);

        Assert.Equal(wrongBySeconds, sample.Offset.TotalSeconds, 0.000_001);
        Assert.Equal(roundTripMilliseconds, sample.Delay.TotalMilliseconds, 0.001);
    }

    [Fact]
    public void Across_the_end_of_the_era_the_offset_is_small()
    {
        var end = new DateTime(2036, 2, 7, 6, 28, 15, 900, DateTimeKind.Utc);
        var reply = Reply(NtpPacket.Request(1)) with
        {
            Receive = NtpTimestamp.FromUtc(end.AddSeconds(0.2)),
            Transmit = NtpTimestamp.FromUtc(end.AddSeconds(0.2)),
        };

        Assert.Equal(0.15, NtpReply.Measure(reply, end, end.AddSeconds(0.1)).Offset.TotalSeconds, 0.000_001);
    }

    [Fact]
    public void The_responder_gives_good_answers()
    {
        var request = NtpPacket.Request(77);
        var answer = new NtpResponder { Error = TimeSpan.FromHours(1) }.Answer(request.ToBytes(), Noon);

        Assert.True(NtpPacket.TryParse(answer, out var reply, out _));
        Assert.Equal(NtpRejection.None, NtpReply.Check(request, reply));
        Assert.Equal(3600, NtpReply.Measure(reply, Noon, Noon).Offset.TotalSeconds, 0.001);
        Assert.Null(new NtpResponder().Answer(answer, Noon));
    }

    private static NtpPacket Reply(NtpPacket request) => new()
    {
        Version = 4,
        Mode = NtpMode.Server,
        Stratum = 2,
        Origin = request.Transmit,
        Reference = NtpTimestamp.FromUtc(Noon.AddMinutes(-1)),
        Receive = NtpTimestamp.FromUtc(Noon),
        Transmit = NtpTimestamp.FromUtc(Noon),
    };

    private static byte[] Payload(string name)
    {
        Assert.True(EthernetFrame.TryParse(Hex.Captured(name), out var frame, out _));
        Assert.True(Ipv4Packet.TryParse(frame.Payload, out var packet, out _));
        Assert.True(UdpDatagram.TryParse(packet, out var datagram, out var problem), problem);
        return datagram.Payload.ToArray();
    }
}
