using System.Net.Sockets;
using Ichor.Api;
using Ichor.Api.Local;

namespace Ichor.Ctl.Tests;

/// <summary>A node behind a real unix socket, for one connection.</summary>
internal sealed class FakeNode : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Task _serving;

    public FakeNode(ResourceTables tables, LocalCalls calls)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        _serving = ServeAsync(tables, calls);
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"ichorctl-{Guid.NewGuid():N}.sock");

    private async Task ServeAsync(ResourceTables tables, LocalCalls calls)
    {
        using var connection = await _listener.AcceptAsync();
        using var session = new LocalSession(tables, calls);
        var buffer = new byte[4096];
        for (int count; (count = await connection.ReceiveAsync(buffer)) > 0;)
        {
            session.Receive(buffer.AsSpan(0, count));
            while (!session.Pending.IsEmpty)
                session.Sent(await connection.SendAsync(session.Pending));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _serving;
        _listener.Dispose();
        File.Delete(Path);
    }
}
