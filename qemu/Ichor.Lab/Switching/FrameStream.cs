using System.Buffers.Binary;

namespace Ichor.Lab.Switching;

/// <summary>QEMU's framing on a stream socket: four bytes of length, big endian, then the frame (net/stream.c).</summary>
public sealed class FrameStream
{
    /// <summary>What QEMU accepts at most (NET_BUFSIZE); a longer length means the stream is out of step.</summary>
    public const int MaximumFrame = 4096 + 65536;

    const int HeaderSize = 4;
    byte[] pending = new byte[2 * (HeaderSize + MaximumFrame)];
    int used;

    /// <summary>The free part of the buffer, to read from the socket into.</summary>
    public Memory<byte> Space => pending.AsMemory(used);

    /// <summary>Takes what was read into <see cref="Space"/> and hands over the frames that are complete now.</summary>
    /// <exception cref="InvalidDataException">A length no frame can have.</exception>
    public void Advance(int count, Action<ReadOnlyMemory<byte>> onFrame)
    {
        used += count;
        var start = 0;
        while (used - start >= HeaderSize)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(pending.AsSpan(start));
            if (length > MaximumFrame)
                throw new InvalidDataException($"a frame of {length} bytes: the stream is out of step");
            if (used - start < HeaderSize + length)
                break;
            onFrame(pending.AsSpan(start + HeaderSize, (int)length).ToArray());   // a copy: captures keep it
            start += HeaderSize + (int)length;
        }
        pending.AsSpan(start, used - start).CopyTo(pending);
        used -= start;
    }

    /// <summary>The frame with its length in front.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> frame)
    {
        var framed = new byte[HeaderSize + frame.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed, frame.Length);
        frame.CopyTo(framed.AsSpan(HeaderSize));
        return framed;
    }
}
