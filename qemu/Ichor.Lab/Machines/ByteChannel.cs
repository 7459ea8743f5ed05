using System.Net.Sockets;

namespace Ichor.Lab.Machines;

/// <summary>A character device of QEMU on a unix socket: QEMU connects to us, so it is there from the first byte on.</summary>
sealed class ByteChannel : IDisposable
{
    readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    readonly TaskCompletionSource<Socket> connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public delegate void BytesHandler(ReadOnlySpan<byte> bytes);

    public ByteChannel(string path, BytesHandler onBytes)
    {
        Path = path;
        File.Delete(path);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        Closed = ReadAsync(onBytes);
    }

    public string Path { get; }

    /// <summary>Completes when QEMU has closed its end.</summary>
    public Task Closed { get; }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        var qemu = await connected.Task;
        while (!bytes.IsEmpty)
            bytes = bytes[await qemu.SendAsync(bytes)..];
    }

    /// <summary>
    /// To be called when QEMU has ended: <see cref="Closed"/> then completes, also when QEMU never connected. One more connection
    /// is made and closed, which queues behind QEMU's own: whatever that still holds is read first.
    /// </summary>
    public async Task NobodyComesAsync()
    {
        using var last = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await last.ConnectAsync(new UnixDomainSocketEndPoint(Path));
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The channel is disposed, and so has ended anyway.
        }
    }

    async Task ReadAsync(BytesHandler onBytes)
    {
        try
        {
            using var qemu = await listener.AcceptAsync();
            connected.TrySetResult(qemu);
            var buffer = new byte[16384];
            while (await qemu.ReceiveAsync(buffer) is > 0 and var count)
                onBytes(buffer.AsSpan(0, count));
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            connected.TrySetException(closed);
        }
    }

    public void Dispose()
    {
        listener.Dispose();
        if (connected.Task.IsCompletedSuccessfully)
            connected.Task.Result.Dispose();
        connected.TrySetCanceled();
        File.Delete(Path);
    }
}
