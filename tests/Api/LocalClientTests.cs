using System.Text;
using Ichor.Api.Local;

namespace Ichor.Api.Tests;

public class LocalClientTests
{
    private static readonly Door Front = new("front", true, 0, ["a", "b"], new Lock("Yale", 5));

    private readonly ResourceTables _tables = Samples.Tables(Front);

    private Task<NodeSocket> OpenAsync(Action? insteadOfAnswering = null, bool losesFirst = false) => NodeSocket.OpenAsync(new LocalSession(_tables, new LocalCalls
    {
        Version = "0.1.0",
        NodeName = () => "node1",
        Explain = (kind, name) => new($"{kind} {name}", "Applied", []),
        Logs = (_, _, reply) =>
        {
            reply.Line("one");
            reply.Line("two");
            reply.Done();
        },
    }), insteadOfAnswering, losesFirst);

    [Fact]
    public async Task Every_verb_comes_back()
    {
        await using var node = await OpenAsync();
        await using var client = await LocalClient.ConnectAsync(node.Client);

        Assert.Equal("node1 0.1.0", $"{client.NodeName} {client.Version}");
        var door = Assert.Single(await client.GetAsync("doors"));
        Assert.Equal("""front: 5 ["a","b"] """.Trim(), $"{door.Id}: {door["lock.pins"]} {door["keys"]}");
        Assert.Equal(["one", "two"], await client.LogsAsync());
        Assert.Equal("link eth0", (await client.ExplainAsync("link", "eth0")).GetProperty("subject").GetString());
        Assert.Equal(new Column("Pins", "lock.pins"), (await client.TypesAsync())[1].Columns[2]);
        Assert.Equal(LocalErrors.UnknownType, (await Assert.ThrowsAsync<LocalApiException>(() => client.GetAsync("cats"))).Code);
        Assert.Equal(LocalErrors.NotAvailable, (await Assert.ThrowsAsync<LocalApiException>(() => client.RebootAsync())).Code);
    }

    [Fact]
    public async Task A_watch_runs_beside_other_calls_and_ends_on_the_node_when_it_is_left()
    {
        await using var node = await OpenAsync();
        await using var client = await LocalClient.ConnectAsync(node.Client);
        var seen = new List<string>();
        await foreach (var happened in client.WatchAsync("doors"))
        {
            seen.Add(happened.Event);
            if (happened.Event == "bootstrapped")
                await node.DoAsync(() => _tables.Update(Samples.Doors, [Front with { Open = false }]));
            if (happened.Event == "updated")
                break;
        }
        Assert.Equal(["created", "bootstrapped", "updated"], seen);
        Assert.Single(await client.GetAsync("doors"));
        Assert.Equal(0, node.Session.Watches);
    }

    [Fact]
    public async Task The_tail_of_an_answer_to_an_earlier_client_is_skipped()
    {
        await using var node = await OpenAsync();
        await node.SendRawAsync(Encoding.UTF8.GetBytes("""
            tus","id":"eth0"}}
            {"id":1,"done":true}
            {"id":2,"event":"created","item":{"meta
            """));
        await using var client = await LocalClient.ConnectAsync(node.Client);
        Assert.Single(await client.GetAsync("doors"));
    }

    [Fact]
    public async Task A_greeting_that_the_port_lost_is_said_again_when_the_node_opens_it()
    {
        await using var node = await OpenAsync(losesFirst: true);
        await using var client = await LocalClient.ConnectAsync(node.Client);
        Assert.Single(await client.GetAsync("doors"));
    }

    [Fact]
    public async Task A_restart_of_the_node_behind_the_port_fails_the_calls_in_flight()
    {
        await using var node = await OpenAsync();
        await using var client = await LocalClient.ConnectAsync(node.Client);
        var thrown = await Assert.ThrowsAsync<LocalApiException>(async () =>
        {
            await foreach (var happened in client.WatchAsync("doors"))
                if (happened.Event == "bootstrapped")
                    await node.DoAsync(node.Session.Greet);
        });
        Assert.Equal(LocalErrors.Restarted, thrown.Code);
        Assert.Single(await client.GetAsync("doors"));
    }

    [Fact]
    public async Task A_closed_connection_fails_the_calls_in_flight_and_later_ones()
    {
        await using var node = await OpenAsync();
        await using var client = await LocalClient.ConnectAsync(node.Client);
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (var happened in client.WatchAsync("doors"))
                if (happened.Event == "bootstrapped")
                    node.Close();
        });
        await Assert.ThrowsAsync<IOException>(() => client.GetAsync("doors"));
    }

    [Fact]
    public async Task A_stop_leaves_a_call_that_is_never_answered()
    {
        using var stop = new CancellationTokenSource();
        await using var node = await OpenAsync(insteadOfAnswering: stop.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LocalClient.ConnectAsync(node.Client, stop.Token));
    }
}
