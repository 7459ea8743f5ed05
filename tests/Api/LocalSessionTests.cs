using System.Text;
using Ichor.Api.Local;

namespace Ichor.Api.Tests;

public sealed class LocalSessionTests : IDisposable
{
    private const string FrontMetadata = """
        "metadata":{"namespace":"network","type":"DoorStatuses.net.talos.dev","id":"front","version":1,"owner":"tests","phase":"running","created":"2026-01-02T03:04:05Z","updated":"2026-01-02T03:04:05Z"}
        """;

    private static readonly Door Front = new("front", true, 0, ["a", "b"]);

    private readonly ResourceTables _tables = Samples.Tables(Front);
    private readonly LocalSession _session;

    public LocalSessionTests() => _session = new LocalSession(_tables, new LocalCalls
    {
        Version = "0.1.0",
        NodeName = () => "node1",
        Explain = (kind, name) => name == "front" ? new($"{kind} {name}", "Applied", [new("open", "true", "configuration", "", "c:1", true)]) : null,
        Logs = (role, tail, reply) =>
        {
            reply.Line($"{role}/{tail}");
            reply.Done();
        },
    });

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Get_answers_every_item_and_then_done() => Assert.Equal(
        $$$$"""
        {"id":1,"item":{{{{{FrontMetadata}}}},"spec":{"open":true,"keys":["a","b"]}}}
        {"id":1,"done":true}

        """, _session.Ask("""{"id":1,"verb":"get","type":"doors"}""" + "\n"));

    [Theory]
    [InlineData("""{"id":1,"verb":"version"}""", """{"id":1,"result":{"protocol":1,"version":"0.1.0","node":"node1"}}""")]
    [InlineData("""{"id":2,"verb":"logs","name":"node","tail":5}""", """{"id":2,"line":"node/5"}|{"id":2,"done":true}""")]
    [InlineData("""{"id":3,"verb":"explain","type":"door","name":"front"}""", """{"id":3,"result":{"subject":"door front","state":"Applied","entries":[{"setting":"open","value":"true","layer":"configuration","because":"c:1","wins":true}]}}""")]
    [InlineData("""{"id":4,"verb":"get","type":"door","name":"back"}""", """{"id":4,"error":{"code":"not-found","message":"there is no DoorStatus 'back'"}}""")]
    [InlineData("""{"id":5,"verb":"get","type":"ds"}""", """{"id":5,"error":{"code":"ambiguous-type","message":"'ds' is ambiguous: DoorSpecs.net.talos.dev, DoorStatuses.net.talos.dev"}}""")]
    [InlineData("""{"id":6,"verb":"get","type":"cats"}""", """{"id":6,"error":{"code":"unknown-type","message":"'cats' is not a resource type; known: DoorSpecs.net.talos.dev, DoorStatuses.net.talos.dev"}}""")]
    [InlineData("""{"id":7,"verb":"get"}""", """{"id":7,"error":{"code":"bad-request","message":"type is required"}}""")]
    [InlineData("""{"id":8,"verb":"reboot"}""", """{"id":8,"error":{"code":"not-available","message":"this node does not offer that"}}""")]
    [InlineData("""{"id":9,"verb":"explain","type":"door","name":"x"}""", """{"id":9,"error":{"code":"not-found","message":"there is no door 'x'"}}""")]
    [InlineData("""{"id":10}""", """{"id":10,"error":{"code":"bad-request","message":"verb is required"}}""")]
    [InlineData("""{"verb":"get"}""", """{"id":null,"error":{"code":"bad-request","message":"id is required"}}""")]
    [InlineData("""{"id":-1}""", """{"id":null,"error":{"code":"bad-request","message":"id must be a whole number, 0 or more"}}""")]
    [InlineData("""{"id":11,"verb":["get"]}""", """{"id":11,"error":{"code":"bad-request","message":"verb must be a string"}}""")]
    [InlineData("[1]", """{"id":null,"error":{"code":"bad-request","message":"a request is a JSON object"}}""")]
    [InlineData("  ", """{"id":null,"error":{"code":"bad-request","message":"not a JSON object: """)]
    [InlineData("GET / HTTP/1.1", """{"id":null,"error":{"code":"bad-request","message":"not a JSON object: """)]
    public void A_request_has_one_answer(string request, string answer) =>
        Assert.StartsWith(answer, _session.Ask(request + "\n").TrimEnd('\n').Replace('\n', '|'));

    [Fact]
    public void Requests_may_arrive_byte_by_byte()
    {
        foreach (var b in Encoding.UTF8.GetBytes("""{"id":1,"verb":"get","type":"doorspecs"}""" + "\r\n"))
            _session.Receive([b]);
        Assert.Equal("{\"id\":1,\"done\":true}\n", _session.Read());
    }

    [Fact]
    public void A_watch_tells_the_present_and_then_every_change()
    {
        Assert.Equal(
            $$$$"""
            {"id":1,"event":"created","item":{{{{{FrontMetadata}}}},"spec":{"open":true,"keys":["a","b"]}}}
            {"id":1,"event":"bootstrapped"}

            """, _session.Ask("""{"id":1,"verb":"watch","type":"doors"}""" + "\n"));

        _tables.Update(Samples.Doors, [Front with { Open = false }]);
        Assert.Contains(""" "event":"updated" """.Trim(), _session.Read());
        _tables.Update(Samples.Doors, []);
        Assert.Contains(""" "event":"destroyed" """.Trim(), _session.Read());

        Assert.Equal("{\"id\":1,\"done\":true}\n{\"id\":2,\"done\":true}\n", _session.Ask("""{"id":2,"verb":"cancel","request":1}""" + "\n"));
        _tables.Update(Samples.Doors, [Front]);
        Assert.Equal("", _session.Read());
    }

    [Fact]
    public void Hello_ends_what_an_earlier_user_of_the_port_left_running()
    {
        _session.Ask("""{"id":1,"verb":"watch","type":"doors"}""" + "\n" + """{"id":2,"ver""");
        var answer = _session.Ask("\n" + """{"id":77,"verb":"hello"}""" + "\n").Split('\n');
        Assert.StartsWith("""{"id":2,"error":""", answer[0]);        // the half line of the earlier user
        Assert.StartsWith("""{"id":77,"result":""", answer[2]);
        Assert.Equal(0, _session.Watches);
    }

    [Fact]
    public void A_line_without_end_is_refused_once_and_the_next_line_works()
    {
        var endless = new string('x', LocalSession.MaxLine);
        var answers = _session.Ask(endless) + _session.Ask(endless) + _session.Ask(endless + "\n");
        Assert.Equal("""{"id":null,"error":{"code":"too-long","message":"a request line has at most 16384 bytes, one that carries a config 4194304"}}""" + "\n", answers);
        Assert.Equal("{\"id\":1,\"done\":true}\n", _session.Ask("""{"id":1,"verb":"get","type":"doorspecs"}""" + "\n"));
    }

    [Fact]
    public void Arbitrary_bytes_never_throw()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = Encoding.UTF8.GetBytes("""{"id":1,"verb":"get","type":"doors"}""" + "\n");
            for (var change = 0; change < 4; change++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            _session.Receive(bytes);
            _session.Sent(_session.Pending.Length);
        }
    }

    [Fact]
    public void A_reader_that_does_not_read_stops_the_work_and_loses_its_watch_not_the_nodes_memory()
    {
        _tables.Update(Samples.Doors, Enumerable.Range(0, 2000).Select(n => new Door($"d{n:0000}", true, n, [])));
        _session.Receive(Encoding.UTF8.GetBytes("""{"id":1,"verb":"watch","type":"doors"}""" + "\n"));
        for (var id = 2; id < 1000; id++)
            _session.Receive(Encoding.UTF8.GetBytes($$"""{"id":{{id}},"verb":"get","type":"doors"}""" + "\n"));
        Assert.False(_session.WantsInput);
        Assert.InRange(_session.Pending.Length, LocalSession.HighWater, 2 * LocalSession.HighWater);

        for (var version = 0; version < 20; version++)
            _tables.Update(Samples.Doors, Enumerable.Range(0, 2000).Select(n => new Door($"d{n:0000}", true, version * 2000 + n, [])));
        Assert.InRange(_session.Pending.Length, 4 * LocalSession.HighWater, 5 * LocalSession.HighWater);
        Assert.Equal(0, _session.Watches);
        Assert.Contains(""" "code":"overrun" """.Trim(), _session.Read());
    }

    [Fact]
    public void A_failing_call_fails_one_request_only()
    {
        using var session = new LocalSession(_tables, new LocalCalls { Explain = (_, _) => throw new InvalidOperationException("no kernel") });
        Assert.Equal("""{"id":1,"error":{"code":"failed","message":"InvalidOperationException: no kernel"}}""" + "\n",
            session.Ask("""{"id":1,"verb":"explain","type":"link","name":"x"}""" + "\n"));
        Assert.EndsWith("\"done\":true}\n", session.Ask("""{"id":1,"verb":"get","type":"doors"}""" + "\n"));
    }
}
