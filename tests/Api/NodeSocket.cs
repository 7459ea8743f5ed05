using System.Net.Sockets;
using Ichor.Api.Local;

namespace Ichor.Api.Tests;

/// <summary>A node's end of a stream: one task that drives a session, as the node's event loop does.</summary>
internal sealed class NodeSocket : IAsyncDisposable
{
    private readonly Socket _server;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Task _pump;
    private readonly Action? _insteadOfAnswering;
    private bool _losesFirst;

    private NodeSocket(Socket server, Stream client, LocalSession session, Action? insteadOfAnswering, bool losesFirst)
    {
        (_server, Client, Session, _insteadOfAnswering, _losesFirst) = (server, client, session, insteadOfAnswering, losesFirst);
        _pump = PumpAsync();
    }

    public Stream Client { get; }

    public LocalSession Session { get; }

    /// <param name="losesFirst">What is sent first is lost, as on a port that is just being closed and opened again.</param>
    public static async Task<NodeSocket> OpenAsync(LocalSession session, Action? insteadOfAnswering = null, bool losesFirst = false)
    {
        var path = Path.Combine(Path.GetTempPath(), $"ichor-{Guid.NewGuid():N}.sock");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(new UnixDomainSocketEndPoint(path));
        var server = await listener.AcceptAsync();
        File.Delete(path);
        return new NodeSocket(server, new NetworkStream(client, ownsSocket: true), session, insteadOfAnswering, losesFirst);
    }

    /// <summary>Changes something on the session's thread, as it were, and sends what came of it.</summary>
    public async Task DoAsync(Action change)
    {
        await _turn.WaitAsync();
        change();
        await FlushAsync();
        _turn.Release();
    }

    public Task SendRawAsync(byte[] bytes) => _server.SendAsync(bytes);

    private async Task PumpAsync()
    {
        var buffer = new byte[1000];
        for (int count; (count = await _server.ReceiveAsync(buffer)) > 0;)
            await DoAsync(() =>
            {
                if (_losesFirst)
                {
                    _losesFirst = false;
                    Session.Greet();
                }
                else if (_insteadOfAnswering is not null)
                    _insteadOfAnswering();
                else
                    Session.Receive(buffer.AsSpan(0, count));
            });
    }

    private async Task FlushAsync()
    {
        while (!Session.Pending.IsEmpty)
            Session.Sent(await _server.SendAsync(Session.Pending));
    }

    /// <summary>The node goes away.</summary>
    public void Close() => _server.Shutdown(SocketShutdown.Both);

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        try
        {
            await _pump;
        }
        catch (SocketException)
        {
            // the client went first
        }
        _server.Dispose();
        Session.Dispose();
        _turn.Dispose();
    }
}
