using System.Net.Sockets;
using System.Threading.Channels;

namespace Ichor.Lab.Switching;

/// <summary>A port that QEMU's <c>-netdev stream,server=off</c> plugs into, over a unix socket.</summary>
public sealed class StreamPort : SwitchPort
{
    const int Backlog = 4096;              // frames a stopped guest may leave unread before the newest are dropped

    readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    readonly Channel<byte[]> outgoing = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    readonly CancellationTokenSource closing = new();

    /// <summary>Listens at <paramref name="path"/>, so that QEMU finds it when it starts. 7.2 does not reconnect.</summary>
    public StreamPort(string name, string path) : base(name)
    {
        Path = path;
        File.Delete(path);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        _ = AcceptAsync();
    }

    /// <summary>Path of the unix socket.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    protected override void Transmit(ReadOnlyMemory<byte> frame) => outgoing.Writer.TryWrite(FrameStream.Encode(frame.Span));

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var guest = await listener.AcceptAsync(closing.Token);
                using var gone = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
                var writing = WriteAsync(guest, gone.Token);
                await ReadAsync(guest, gone.Token);
                await gone.CancelAsync();
                await writing;
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException or SocketException)
        {
        }
    }

    async Task ReadAsync(Socket guest, CancellationToken stopping)
    {
        var frames = new FrameStream();
        try
        {
            while (await guest.ReceiveAsync(frames.Space, stopping) is > 0 and var count)
                frames.Advance(count, Received);
        }
        catch (SocketException)              // the guest is gone; wait for the next
        {
        }
    }

    async Task WriteAsync(Socket guest, CancellationToken stopping)
    {
        try
        {
            await foreach (var framed in outgoing.Reader.ReadAllAsync(stopping))
                for (var sent = 0; sent < framed.Length;)
                    sent += await guest.SendAsync(framed.AsMemory(sent), stopping);
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
        {
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        closing.Cancel();
        listener.Dispose();
        File.Delete(Path);
    }
}
