using System.Buffers.Binary;

namespace Ichor.Benchmarks.Boot;

/// <summary>A frame and when QEMU's virtual clock stood at its passing.</summary>
internal readonly record struct TimedFrame(TimeSpan At, ReadOnlyMemory<byte> Bytes);

/// <summary>Reads what QEMU's filter-dump writes: pcap, little-endian, microseconds of the virtual clock after the machine's RTC base.</summary>
internal static class PcapFile
{
    private const uint Magic = 0xa1b2c3d4;
    private const int FileHeader = 24;
    private const int FrameHeader = 16;

    public static IReadOnlyList<TimedFrame> Read(string path, DateTimeOffset rtcBase)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < FileHeader || UInt32(bytes, 0) != Magic)
            throw new InvalidDataException($"{path} is not a capture of QEMU");
        var frames = new List<TimedFrame>();
        for (var offset = FileHeader; offset + FrameHeader <= bytes.Length;)
        {
            var length = (int)UInt32(bytes, offset + 8);
            var at = TimeSpan.FromSeconds(UInt32(bytes, offset) - rtcBase.ToUnixTimeSeconds()) + TimeSpan.FromMicroseconds(UInt32(bytes, offset + 4));
            if (offset + FrameHeader + length > bytes.Length)
                break;                          // QEMU was stopped in the middle of a frame
            frames.Add(new TimedFrame(at, bytes.AsMemory(offset + FrameHeader, length)));
            offset += FrameHeader + length;
        }
        return frames;
    }

    private static uint UInt32(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(offset));
}
