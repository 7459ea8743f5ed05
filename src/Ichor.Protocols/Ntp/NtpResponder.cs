using System.Buffers.Binary;
using System.Text;

namespace Ichor.Protocols.Ntp;

/// <summary>A small server for virtual networks of tests: a question in, an answer out. It never judges our own client.</summary>
public sealed record NtpResponder
{
    private const uint Local = 0x4c4f434c;

    /// <summary>Stratum to claim.</summary>
    public byte Stratum { get; init; } = 2;

    /// <summary>Leap indicator to claim; <see cref="LeapIndicator.Unsynchronized"/> makes clients turn away.</summary>
    public LeapIndicator Leap { get; init; }

    /// <summary>Four letters, such as DENY, to refuse with (stratum 0); null to serve.</summary>
    public string? KissCode { get; init; }

    /// <summary>What to add to the true time.</summary>
    public TimeSpan Error { get; init; }

    /// <summary>The answer to a client's question, or null when it is none.</summary>
    /// <param name="question">Payload of the datagram.</param>
    /// <param name="utcNow">The true time.</param>
    public byte[]? Answer(ReadOnlySpan<byte> question, DateTime utcNow)
    {
        if (!NtpPacket.TryParse(question, out var request, out _) || request.Mode != NtpMode.Client)
            return null;
        var now = NtpTimestamp.FromUtc(utcNow + Error);
        return new NtpPacket
        {
            Leap = Leap,
            Version = request.Version,
            Mode = NtpMode.Server,
            Stratum = KissCode is null ? Stratum : (byte)0,
            Poll = request.Poll,
            Precision = -20,
            RootDispersion = NtpDuration.FromTimeSpan(TimeSpan.FromMilliseconds(10)),
            ReferenceId = KissCode is null ? Local : BinaryPrimitives.ReadUInt32BigEndian(Encoding.ASCII.GetBytes(KissCode)),
            Reference = NtpTimestamp.FromUtc(utcNow + Error - TimeSpan.FromSeconds(10)),
            Origin = request.Transmit,
            Receive = now,
            Transmit = now,
        }.ToBytes();
    }
}
