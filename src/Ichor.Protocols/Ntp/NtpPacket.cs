using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Ichor.Protocols.Ntp;

/// <summary>Who speaks (RFC 5905 figure 10).</summary>
public enum NtpMode : byte
{
    /// <summary>A client asks.</summary>
    Client = 3,

    /// <summary>A server answers.</summary>
    Server = 4,
}

/// <summary>Whether the last minute of the current month is longer or shorter (RFC 5905 figure 9).</summary>
public enum LeapIndicator : byte
{
    /// <summary>60 seconds.</summary>
    None = 0,

    /// <summary>61 seconds.</summary>
    Insert = 1,

    /// <summary>59 seconds.</summary>
    Delete = 2,

    /// <summary>The sender does not know the time.</summary>
    Unsynchronized = 3,
}

/// <summary>An NTP packet without extension fields (RFC 5905 section 7.3).</summary>
/// <remarks>
/// leap (2 bits), version (3), mode (3) | stratum (1) | poll (1) | precision (1) | root delay (4) | root dispersion (4)
/// | reference id (4) | reference (8) | origin (8) | receive (8) | transmit (8).
/// </remarks>
public readonly record struct NtpPacket
{
    /// <summary>Bytes without extension fields.</summary>
    public const int Size = 48;

    /// <summary>UDP port of servers.</summary>
    public const ushort Port = 123;

    /// <summary>Leap indicator.</summary>
    public LeapIndicator Leap { get; init; }

    /// <summary>Version of the protocol, 1 to 7; we send 4.</summary>
    public byte Version { get; init; }

    /// <summary>Who speaks.</summary>
    public NtpMode Mode { get; init; }

    /// <summary>Distance from a clock in hops; 0 for a kiss code, 16 for unsynchronized.</summary>
    public byte Stratum { get; init; }

    /// <summary>Interval between messages as power of two of seconds.</summary>
    public sbyte Poll { get; init; }

    /// <summary>Precision of the clock as power of two of seconds.</summary>
    public sbyte Precision { get; init; }

    /// <summary>Round trip to the reference clock.</summary>
    public NtpDuration RootDelay { get; init; }

    /// <summary>Largest error to the reference clock.</summary>
    public NtpDuration RootDispersion { get; init; }

    /// <summary>Server or clock that the sender follows, or four letters of a kiss code.</summary>
    public uint ReferenceId { get; init; }

    /// <summary>When the sender's clock was last set.</summary>
    public NtpTimestamp Reference { get; init; }

    /// <summary>The transmit time of the request that this answers.</summary>
    public NtpTimestamp Origin { get; init; }

    /// <summary>When the request came.</summary>
    public NtpTimestamp Receive { get; init; }

    /// <summary>When this left.</summary>
    public NtpTimestamp Transmit { get; init; }

    /// <summary>The kiss code of a packet of stratum 0, such as RATE or DENY; null for others.</summary>
    public string? KissCode => Stratum == 0 ? ReferenceText() : null;

    /// <summary>
    /// A client's question. The transmit time is a random number that the server copies to <see cref="Origin"/>: nobody off the path
    /// can forge an answer, and nobody on it learns our clock.
    /// </summary>
    /// <param name="nonce">Random bits; not zero.</param>
    public static NtpPacket Request(ulong nonce) => new() { Version = 4, Mode = NtpMode.Client, Transmit = new(nonce) };

    /// <summary>Reads a packet; extension fields and authenticators after it are not looked at.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out NtpPacket packet, [NotNullWhen(false)] out string? problem)
    {
        packet = default;
        problem = bytes.Length < Size ? "ntp: shorter than 48 bytes" : null;
        if (problem is not null)
            return false;
        packet = new NtpPacket
        {
            Leap = (LeapIndicator)(bytes[0] >> 6),
            Version = (byte)(bytes[0] >> 3 & 7),
            Mode = (NtpMode)(bytes[0] & 7),
            Stratum = bytes[1],
            Poll = (sbyte)bytes[2],
            Precision = (sbyte)bytes[3],
            RootDelay = new(BinaryPrimitives.ReadUInt32BigEndian(bytes[4..])),
            RootDispersion = new(BinaryPrimitives.ReadUInt32BigEndian(bytes[8..])),
            ReferenceId = BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]),
            Reference = new(BinaryPrimitives.ReadUInt64BigEndian(bytes[16..])),
            Origin = new(BinaryPrimitives.ReadUInt64BigEndian(bytes[24..])),
            Receive = new(BinaryPrimitives.ReadUInt64BigEndian(bytes[32..])),
            Transmit = new(BinaryPrimitives.ReadUInt64BigEndian(bytes[40..])),
        };
        return true;
    }

    /// <summary>The packet as payload of a datagram.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        bytes[0] = (byte)((byte)Leap << 6 | (Version & 7) << 3 | (byte)Mode & 7);
        bytes[1] = Stratum;
        bytes[2] = (byte)Poll;
        bytes[3] = (byte)Precision;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), RootDelay.Value);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8), RootDispersion.Value);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(12), ReferenceId);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(16), Reference.Value);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(24), Origin.Value);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(32), Receive.Value);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(40), Transmit.Value);
        return bytes;
    }

    private string ReferenceText()
    {
        var text = new StringBuilder(4);
        for (var shift = 24; shift >= 0; shift -= 8)
            if ((char)(ReferenceId >> shift & 0xff) is var letter && char.IsAsciiLetterOrDigit(letter))
                text.Append(letter);
        return text.ToString();
    }
}
