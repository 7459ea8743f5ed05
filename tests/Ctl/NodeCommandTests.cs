using System.Net.Sockets;
using Ichor.Api;
using Ichor.Api.Local;

namespace Ichor.Ctl.Tests;

/// <summary>The commands that talk to a node, against a session behind a real unix socket.</summary>
public sealed class NodeCommandTests : IAsyncDisposable
{
    private static readonly ResourceType<string> Doors = new("DoorStatuses.net.talos.dev", "network", ["door", "doors"])
    {
        Key = d => d,
        Columns = [("Length", "length")],
        Fields = new Rows<string>().Number("length", d => d.Length),
    };

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"ichorctl-{Guid.NewGuid():N}.sock");
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ResourceTables _tables = new(TimeProvider.System);
    private readonly Task _serving;

    public NodeCommandTests()
    {
        _tables.Update(Doors, ["front"]);
        _listener.Bind(new UnixDomainSocketEndPoint(_path));
        _listener.Listen();
        _serving = ServeAsync();
    }

    private async Task ServeAsync()
    {
        using var connection = await _listener.AcceptAsync();
        using var session = new LocalSession(_tables, new LocalCalls
        {
            NodeName = () => "node1",
            Explain = (kind, id) => new($"{kind} {id}", "Applied",
            [
                new("", "10.0.0.5/24", "configuration", "", "config.yaml:7", true),
                new("", "10.0.0.9/24", "operator", "dhcp4/eth0", "lease of 10.0.0.1", false),
            ]),
            Logs = (role, tail, reply) =>
            {
                reply.Line($"{role ?? "all"} {tail ?? -1}");
                reply.Done();
            },
        });
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
        File.Delete(_path);
    }

    [Fact]
    public async Task Get_prints_a_table() => Assert.Equal(new Ctl.Result(0,
        """
        NODE    NAMESPACE   TYPE         ID      VERSION   LENGTH
        node1   network     DoorStatus   front   1         5

        """, ""), await Ctl.RunAsync("--socket", _path, "get", "doors"));

    [Fact]
    public async Task Get_of_an_unknown_type_says_where_to_look() => Assert.Equal(
        new Ctl.Result(1, "", "ichorctl: 'cats' is not a resource type; 'ichorctl types' lists them\n"),
        await Ctl.RunAsync("get", "cats", "--socket", _path));

    [Fact]
    public async Task Get_of_one_that_is_not_there_fails() => Assert.Equal(
        new Ctl.Result(1, "", "ichorctl: there is no DoorStatus 'back'\n"), await Ctl.RunAsync("get", "doors", "back", "--socket", _path));

    [Fact]
    public async Task Explain_marks_the_winner() => Assert.Equal(new Ctl.Result(0,
        """
        address eth0/10.0.0.5/24: Applied
            SETTING   VALUE         LAYER           OWNER        BECAUSE
        *             10.0.0.5/24   configuration                config.yaml:7
                      10.0.0.9/24   operator        dhcp4/eth0   lease of 10.0.0.1

        """, ""), await Ctl.RunAsync("explain", "address", "eth0/10.0.0.5/24", "--socket", _path));

    [Fact]
    public async Task Logs_of_one_role() => Assert.Equal(
        new Ctl.Result(0, "node 5\n", ""), await Ctl.RunAsync("logs", "node", "--tail", "5", "--socket", _path));

    [Fact]
    public async Task Types_lists_short_names() => Assert.Equal(new Ctl.Result(0,
        """
        TYPE                         NAMESPACE   SHORT NAMES
        DoorStatuses.net.talos.dev   network     door doors

        """, ""), await Ctl.RunAsync("types", "--socket", _path));
}

/// <summary>What a person reads when there is no node.</summary>
public class NoNodeTests
{
    [Fact]
    public async Task A_missing_socket_names_the_ways_to_choose_one()
    {
        var result = await Ctl.RunAsync("get", "links", "--socket", "/nonexistent/api.sock");
        Assert.Equal(1, result.Code);
        Assert.StartsWith("ichorctl: no node answers at /nonexistent/api.sock: ", result.Error);
        Assert.Contains("--socket PATH or $ICHOR_SOCKET", result.Error);
    }

    [Fact]
    public async Task No_choice_at_all_says_so()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(NodeSocket.Variable) is null && !File.Exists(NodeSocket.LastRun), "a node is chosen here");
        var result = await Ctl.RunAsync("get", "links");
        Assert.Equal(new Ctl.Result(1, "",
            $"ichorctl: no node to talk to: give --socket PATH, set $ICHOR_SOCKET, or start a node with 'make run' (looked for {NodeSocket.LastRun})\n"), result);
    }
}
