using System.Text;
using Ichor.Linux.Modules;

namespace Ichor.Linux.Tests;

/// <summary>What a filter lets through, on a socket of another family: the kernel runs the same program there.</summary>
public sealed unsafe class SocketFilterTests
{
    private static readonly string[] Events =
    [
        "add@/devices/pci0000:00/0000:00:04.0\0ACTION=add\0",
        "add@/devices/virtual/net/base0.17\0ACTION=add\0",
        "add@/devices/virtual/net/base0.17/queues/rx-0\0ACTION=add\0",
        "add@/devices/virtual/block/loop0\0ACTION=add\0",
        "add@/devices/virtual/network-of-something\0ACTION=add\0",
        "remove@/devices/virtual/net/base0.17\0ACTION=remove\0",
        "change@/devices/virtual/net/base0.17\0",
        "add@/module/bonding\0ACTION=add\0",
    ];

    [Fact]
    public void New_virtual_links_are_not_told_of() =>
        Assert.Equal(Events.Where(text => !text.StartsWith("add@/devices/virtual/net/", StringComparison.Ordinal)), Through(UeventFilter.Attach, Events.Select(Encoding.ASCII.GetBytes)).Select(Encoding.ASCII.GetString));

    [Fact]
    public void A_program_that_is_none_is_refused() =>
        Assert.Throws<LinuxException>(() => Through(fd => SocketFilter.Attach(fd, [new SockFilter(0xffff, 0, 0, 0)]), []));

    /// <summary>What comes out of a socket with a filter.</summary>
    private static List<byte[]> Through(Action<int> attach, IEnumerable<byte[]> messages)
    {
        var pair = stackalloc int[2];
        Libc.Check(Libc.SocketPair(Libc.AF_UNIX, Libc.SOCK_DGRAM | Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC, 0, pair), "socketpair");
        try
        {
            attach(pair[1]);
            var through = new List<byte[]>();
            var buffer = new byte[4096];
            foreach (var message in messages)
            {
                fixed (byte* bytes = message)
                    _ = Libc.Send(pair[0], bytes, (nuint)message.Length, Libc.MSG_DONTWAIT);     // EPERM: that is how a unix socket says that it was filtered
                nint count;
                fixed (byte* bytes = buffer)
                    count = Libc.RecvFrom(pair[1], bytes, (nuint)buffer.Length, Libc.MSG_DONTWAIT, null, null);
                if (count >= 0)
                    through.Add(buffer[..(int)count]);
            }
            return through;
        }
        finally
        {
            Libc.Close(pair[0]);
            Libc.Close(pair[1]);
        }
    }
}
