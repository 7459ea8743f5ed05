using System.Buffers.Binary;

namespace Ichor.Lab.Switching;

/// <summary>Writes frames in libpcap's file format with nanosecond times, for tcpdump and Wireshark.</summary>
/// <remarks>Format: pcap-savefile(5).</remarks>
public sealed class PcapWriter : IDisposable
{
    const uint NanosecondMagic = 0xa1b23c4d;
    const uint SnapshotLength = 262144;
    const uint LINKTYPE_ETHERNET = 1;

    readonly Stream file;

    /// <summary>Begins a capture file on the stream, which it then owns.</summary>
    public PcapWriter(Stream file)
    {
        this.file = file;
        Span<byte> header = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, NanosecondMagic);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);           // version 2.4
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], SnapshotLength);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], LINKTYPE_ETHERNET);
        file.Write(header);
    }

    /// <summary>Appends one frame.</summary>
    public void Write(CapturedFrame frame)
    {
        var sinceEpoch = (frame.At - DateTimeOffset.UnixEpoch).Ticks;
        var (seconds, ticks) = Math.DivRem(sinceEpoch, TimeSpan.TicksPerSecond);
        Span<byte> header = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)seconds);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)(ticks * TimeSpan.NanosecondsPerTick));
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], frame.Bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], frame.Bytes.Length);
        file.Write(header);
        file.Write(frame.Bytes.Span);
    }

    /// <summary>Makes the file complete up to here.</summary>
    public void Flush() => file.Flush();

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
