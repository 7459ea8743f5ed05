using System.Buffers.Binary;
using static Ichor.Linux.SocketFilter;

namespace Ichor.Linux.Modules;

/// <summary>
/// Keeps the kernel from telling of new virtual links. They need no driver and have no file, and each of a thousand VLANs is told of
/// three times: itself and its two queues.
/// </summary>
public static class UeventFilter
{
    static readonly SockFilter[] Program = [.. StartsWith("add@/devices/virtual/net/"u8), Drop, Accept];

    public static void Attach(int fd) => SocketFilter.Attach(fd, Program);

    /// <summary>Goes on behind itself, and for another text to the second instruction from there.</summary>
    static SockFilter[] StartsWith(ReadOnlySpan<byte> text)
    {
        var (words, bytes) = (text.Length / 4, text.Length % 4);
        var program = new SockFilter[2 * (words + bytes)];
        for (var i = 0; i < words + bytes; i++)
        {
            var at = i < words ? 4 * i : 4 * words + i - words;
            program[2 * i] = new(i < words ? LD_W_ABS : LD_B_ABS, 0, 0, (uint)at);
            program[2 * i + 1] = new(JEQ_K, 0, (byte)(program.Length - 2 * i - 1), i < words ? BinaryPrimitives.ReadUInt32BigEndian(text[at..]) : text[at]);
        }
        return program;
    }
}
