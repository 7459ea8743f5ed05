using System.Runtime.InteropServices;

namespace Ichor.Netlink.Tests;

/// <summary>The far end of a netlink socket is a function: what it returns are the datagrams that answer a request.</summary>
/// <param name="answer">Takes the request's type, flags, sequence number and payload.</param>
public sealed partial class ScriptedKernel(Func<ScriptedKernel.Request, IEnumerable<byte[]>> answer)
{
    private const int AF_UNIX = 1, SOCK_SEQPACKET = 5, SOCK_CLOEXEC = 0x80000, F_SETFL = 4, O_NONBLOCK = 0x800;

    /// <summary>A request.</summary>
    public readonly record struct Request(ushort Type, int Flags, uint Sequence, byte[] Payload);

    /// <summary>How many descriptors were opened.</summary>
    public int Opened { get; private set; }

    public NetlinkSocket Open(NetlinkProtocol protocol = NetlinkProtocol.Route) => new(OpenPair, protocol) { Deadline = TimeSpan.FromSeconds(20) };

    /// <summary>A message that answers a request.</summary>
    public static byte[] Message(Request to, ushort type, ReadOnlySpan<byte> payload, int flags = 0)
    {
        var bytes = new byte[16 + payload.Length + 3 & ~3];
        MemoryMarshal.Write(bytes, 16 + payload.Length);
        MemoryMarshal.Write(bytes.AsSpan(4), type);
        MemoryMarshal.Write(bytes.AsSpan(6), (ushort)flags);
        MemoryMarshal.Write(bytes.AsSpan(8), to.Sequence);
        payload.CopyTo(bytes.AsSpan(16));
        return bytes;
    }

    /// <summary>NLMSG_DONE.</summary>
    public static byte[] Done(Request to, int flags = 0) => Message(to, 3, new byte[4], flags);

    /// <summary>NLMSG_ERROR without the request's body, and with these attributes behind (NLM_F_CAPPED, NLM_F_ACK_TLVS).</summary>
    public static byte[] Error(Request to, int number, ReadOnlySpan<byte> attributes = default)
    {
        var payload = new byte[20 + attributes.Length];
        MemoryMarshal.Write(payload, -number);
        MemoryMarshal.Write(payload.AsSpan(4), 16);
        attributes.CopyTo(payload.AsSpan(20));
        return Message(to, 2, payload, attributes.IsEmpty ? 0x100 : 0x300);
    }

    private unsafe int OpenPair()
    {
        var pair = stackalloc int[2];
        if (SocketPair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0 || Fcntl(pair[0], F_SETFL, O_NONBLOCK) < 0)
            throw new InvalidOperationException($"socketpair: {Marshal.GetLastPInvokeError()}");
        Opened++;
        var far = pair[1];
        new Thread(() => Serve(far)) { IsBackground = true, Name = "scripted kernel" }.Start();
        return pair[0];
    }

    /// <summary>Until the near end is closed.</summary>
    private unsafe void Serve(int fd)
    {
        var buffer = new byte[1 << 20];
        fixed (byte* start = buffer)
            while (Read(fd, start, buffer.Length) is > 0 and var length)
                for (var at = 0; at < length;)
                {
                    var message = buffer.AsSpan(at, MemoryMarshal.Read<int>(buffer.AsSpan(at)));
                    foreach (var datagram in answer(new Request(MemoryMarshal.Read<ushort>(message[4..]), MemoryMarshal.Read<ushort>(message[6..]),
                        MemoryMarshal.Read<uint>(message[8..]), message[16..].ToArray())))
                        fixed (byte* bytes = datagram)
                            _ = Write(fd, bytes, datagram.Length);
                    at += message.Length + 3 & ~3;
                }
        _ = Close(fd);
    }

    [LibraryImport("libc", EntryPoint = "socketpair", SetLastError = true)]
    private static unsafe partial int SocketPair(int domain, int type, int protocol, int* pair);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Fcntl(int fd, int command, int value);

    [LibraryImport("libc", EntryPoint = "read")]
    private static unsafe partial nint Read(int fd, byte* bytes, nint length);

    [LibraryImport("libc", EntryPoint = "write")]
    private static unsafe partial nint Write(int fd, byte* bytes, nint length);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int fd);
}
