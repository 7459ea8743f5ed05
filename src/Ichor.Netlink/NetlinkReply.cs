using System.Runtime.InteropServices;

namespace Ichor.Netlink;

/// <summary>One message from the kernel.</summary>
/// <param name="Type">nlmsg_type, such as RTM_NEWLINK.</param>
/// <param name="Payload">What follows the netlink header.</param>
/// <param name="IsReplacement">NLM_F_REPLACE: what was there under the same key is gone without a notification of its own.</param>
public readonly record struct NetlinkReply(ushort Type, ReadOnlyMemory<byte> Payload, bool IsReplacement = false);

/// <summary>The answer to a request that asks for data.</summary>
/// <param name="Messages">What the kernel sent; empty on error.</param>
/// <param name="Error">Why there is no answer, or null.</param>
public sealed record NetlinkAnswer(IReadOnlyList<NetlinkReply> Messages, NetlinkError? Error);

/// <summary>Reads one message of an answer; null for one that is of no interest.</summary>
internal delegate T? ReplyDecoder<T>(ReadOnlySpan<byte> payload) where T : class;

/// <summary>What a non-blocking look at a socket found.</summary>
public enum ReceiveResult
{
    /// <summary>Nothing to read now.</summary>
    Empty,
    /// <summary>Messages were read.</summary>
    Messages,
    /// <summary>Messages were lost (ENOBUFS): what is known of the kernel is out of date and must be dumped again.</summary>
    Overrun,
}

/// <summary>One message in a datagram.</summary>
internal readonly record struct RawMessage(ushort Type, int Flags, uint Sequence, uint Port, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Divides a datagram into its messages.</summary>
    /// <exception cref="NetlinkFormatException">A length is impossible.</exception>
    public static void Split(ReadOnlyMemory<byte> datagram, List<RawMessage> into)
    {
        while (!datagram.IsEmpty)
        {
            var span = datagram.Span;
            if (span.Length < NetlinkMessage.HeaderSize)
                throw new NetlinkFormatException($"{span.Length} bytes after the last message");
            var length = MemoryMarshal.Read<uint>(span);
            if (length < NetlinkMessage.HeaderSize || length > (uint)span.Length)
                throw new NetlinkFormatException($"message length {length} with {span.Length} bytes left");
            into.Add(new RawMessage(MemoryMarshal.Read<ushort>(span[4..]), MemoryMarshal.Read<ushort>(span[6..]),
                MemoryMarshal.Read<uint>(span[8..]), MemoryMarshal.Read<uint>(span[12..]),
                datagram[NetlinkMessage.HeaderSize..(int)length]));
            datagram = datagram[Math.Min((int)(length + 3 & ~3u), datagram.Length)..];
        }
    }
}
