using System.Net.Sockets;
using System.Text;
using Ichor.Api;
using Ichor.Api.Local;
using Ichor.Linux;
using Ichor.Node.Local;
using Ichor.Node.Tests.Files;

namespace Ichor.Node.Tests.Local;

/// <summary>The local API over a real socket, with clients that behave and clients that do not.</summary>
public sealed class LocalServerTests : IDisposable
{
    private sealed record Item(int Number, string Text);

    private static readonly ResourceType<Item> Items = new("Items.ichor.dev", "test", ["item", "items"])
    {
        Owner = "test",
        Key = item => $"{item.Number:00000}",
        Fields = new Rows<Item>().Number("number", item => item.Number).Text("text", item => item.Text),
        Columns = [("NUMBER", "number")],
    };

    private readonly TempFolder _folder = new();
    private readonly EventLoop _loop = new();
    private readonly ResourceTables _tables = new(TimeProvider.System);
    private readonly List<Exception> _errors = [];
    private readonly List<LocalSession> _sessions = [];
    private readonly Thread _thread;

    public LocalServerTests()
    {
        _tables.Update(Items, Enumerable.Range(0, 3000).Select(i => new Item(i, new string('x', 500))));
        _loop.OnError += _errors.Add;
        _ = new LocalServer(_loop, SocketPath, NewSession);
        _thread = new Thread(_loop.Run) { IsBackground = true };
        _thread.Start();
    }

    private string SocketPath => Path.Combine(_folder.Path, "api.sock");

    public void Dispose()
    {
        _loop.Stop();
        _thread.Join();
        _loop.Dispose();
        _folder.Dispose();
        Assert.Empty(_errors);
    }

    private LocalSession NewSession()
    {
        var session = new LocalSession(_tables, new LocalCalls { NodeName = () => "node1", Version = "0.1.0" });
        _sessions.Add(session);
        return session;
    }

    private sealed class Client : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 20_000, SendTimeout = 20_000 };
        private readonly StreamReader _reader;

        public Client(string path)
        {
            _socket.Connect(new UnixDomainSocketEndPoint(path));
            _reader = new StreamReader(new NetworkStream(_socket));
        }

        public Socket Socket => _socket;

        public void Send(string text) => _socket.Send(Encoding.UTF8.GetBytes(text));

        public string? Line() => _reader.ReadLine();

        public void Dispose() => _socket.Dispose();
    }

    private Client Connect() => new(SocketPath);

    private bool IsServed()
    {
        using var client = Connect();
        try
        {
            client.Send("{\"id\":1,\"verb\":\"version\"}\n");
            return client.Line() is not null;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return false;       // turned away
        }
    }

    private async Task<T> OnLoopAsync<T>(Func<T> ask)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Post(() => result.SetResult(ask()));
        return await result.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void The_socket_is_for_root_alone() => Assert.Equal("600", _folder.Mode("api.sock"));

    [Fact]
    public void A_large_answer_arrives_whole()
    {
        using var client = Connect();
        client.Send("{\"id\":1,\"verb\":\"get\",\"type\":\"items\"}\n");

        for (var i = 0; i < 3000; i++)
            Assert.Contains($"\"id\":\"{i:00000}\"", client.Line());
        Assert.Equal("{\"id\":1,\"done\":true}", client.Line());
    }

    [Fact]
    public void Garbage_is_answered_and_the_connection_lives()
    {
        using var client = Connect();
        client.Send("\0\u0001\n[]\n{\"id\":1,\"verb\":\"fly\"}\n");
        client.Send(new string('x', 100_000) + "\n");
        client.Socket.Send([0xFF, 0xFE, 0xC0, (byte)'\n']);
        client.Send("{\"id\":2,\"verb\":\"hello\"}\n");

        var answers = new List<string>();
        for (var line = client.Line(); line is not null; line = client.Line())
        {
            answers.Add(line);
            if (line.Contains("\"result\""))
                break;
        }
        Assert.Equal(5, answers.Count(answer => answer.Contains("\"error\"")));
        Assert.Contains("\"node\":\"node1\"", answers[^1]);
    }

    [Fact]
    public async Task One_that_hangs_up_in_the_middle_of_an_answer_harms_nobody()
    {
        for (var i = 0; i < 20; i++)
        {
            using var rude = Connect();
            rude.Send("{\"id\":1,\"verb\":\"watch\",\"type\":\"items\"}\n{\"id\":2,\"verb\":\"get\",\"type\":\"items\"}\n");
            rude.Line();
        }
        using var client = Connect();
        client.Send("{\"id\":1,\"verb\":\"version\"}\n");
        Assert.Contains("node1", client.Line());
        await OnLoopAsync(() => _tables.Update(Items, [new Item(1, "changed")]));      // to nobody that is gone

        client.Send("{\"id\":2,\"verb\":\"get\",\"type\":\"items\"}\n");
        Assert.Contains("changed", client.Line());
        Assert.True(SpinWait.SpinUntil(() => OnLoopAsync(() => _sessions.Sum(session => session.Watches)).Result == 0, TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Who_asks_and_does_not_read_costs_bounded_memory()
    {
        using var greedy = Connect();
        greedy.Socket.Blocking = false;
        var request = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"id\":1,\"verb\":\"get\",\"type\":\"items\"}\n", 1000)));
        var sent = 0L;
        var polite = Connect();
        try
        {
            for (var round = 0; round < 400; round++)
            {
                if (greedy.Socket.Poll(0, SelectMode.SelectWrite))
                    sent += greedy.Socket.Send(request, SocketFlags.None);
                polite.Send("{\"id\":1,\"verb\":\"version\"}\n");      // the loop has been round once more
                Assert.Contains("node1", polite.Line());
            }
            Assert.InRange(sent, request.Length, 2_000_000);                                 // then its socket was full
            Assert.InRange(await OnLoopAsync(() => _sessions[0].Pending.Length), 0, 4 * LocalSession.HighWater);
        }
        finally
        {
            polite.Dispose();
        }
    }

    [Fact]
    public void A_client_too_many_is_turned_away_and_the_next_is_served_when_one_leaves()
    {
        var clients = Enumerable.Range(0, 64).Select(_ => Connect()).ToList();
        foreach (var client in clients)
        {
            client.Send("{\"id\":1,\"verb\":\"version\"}\n");
            Assert.NotNull(client.Line());
        }
        using (var tooMany = Connect())
            Assert.Null(tooMany.Line());
        clients[0].Dispose();

        Assert.True(SpinWait.SpinUntil(IsServed, TimeSpan.FromSeconds(20)));     // a program that another test starts may hold it a moment longer
        foreach (var client in clients)
            client.Dispose();
    }
}
