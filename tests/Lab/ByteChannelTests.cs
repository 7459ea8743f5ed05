using System.Net.Sockets;
using Ichor.Lab.Machines;

namespace Ichor.Lab.Tests;

/// <summary>A console's socket when QEMU has ended.</summary>
public sealed class ByteChannelTests : IDisposable
{
    readonly string path = Path.Combine(Path.GetTempPath(), $"ichor-channel-{Guid.NewGuid():n}");
    int heard;
    readonly ByteChannel channel;

    public ByteChannelTests() => channel = new ByteChannel(path, bytes => heard += bytes.Length);

    [Fact]
    public async Task What_was_sent_before_the_end_is_heard_before_it_is_closed()
    {
        const int Bytes = 100_000;
        using (var qemu = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            await qemu.ConnectAsync(new UnixDomainSocketEndPoint(path), TestContext.Current.CancellationToken);
            for (var sent = 0; sent < Bytes;)
                sent += await qemu.SendAsync(new byte[Bytes - sent], TestContext.Current.CancellationToken);
        }

        await channel.NobodyComesAsync();
        await channel.Closed.WaitAsync(5.Seconds, TestContext.Current.CancellationToken);

        Assert.Equal(Bytes, heard);
    }

    [Fact]
    public async Task One_that_nobody_connected_to_closes_too()
    {
        await channel.NobodyComesAsync();
        await channel.Closed.WaitAsync(5.Seconds, TestContext.Current.CancellationToken);

        Assert.Equal(0, heard);
    }

    public void Dispose() => channel.Dispose();
}
