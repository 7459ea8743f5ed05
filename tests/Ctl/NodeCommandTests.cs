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

    private readonly FakeNode _node;
    private readonly ResourceTables _tables = new(TimeProvider.System);

    public NodeCommandTests()
    {
        _tables.Update(Doors, ["front"]);
        _node = new FakeNode(_tables, new LocalCalls
        {
            NodeName = () => "node1",
            Explain = (kind, id) => new($"{kind} {id}", "Applied",
            [
                new("", "10.0.0.5/24", "configuration", "", "config.yaml:7", true),
                new("", "10.0.0.9/24", "operator", "dhcp4/eth0", "lease of 10.0.0.1", false),
            ])
            {
                History = [new("3.100 s", "2026-03-01T12:00:00Z", "waiting", "for link eth0"), new("3.250 s", "2026-03-01T12:00:01Z", "applied", "")],
            },
            Apply = (change, reply) => reply.Result(ChangeReport.Rows, change.Config.Contains("bad")
                ? new(false, "c.yaml has 1 error: nothing has changed", [new("error", change.Source, 3, 5, "machine.netwrk", "is not known")], [], [])
                : new(true, $"{change.Mode} {change.Source} {change.Timeout.TotalSeconds} {change.Grace.TotalSeconds}", [new("notice", change.Source, 1, 1, "machine", "has no install")],
                    ["add link bond0.100 type vlan on bond0 id 100"], [new("address bond0.100/10.0.0.5/24", "waiting", "for link bond0.100", $"{change.Source}:7")])),
            Confirm = reply => reply.Result(ChangeReport.Rows, new(true, "c.yaml is confirmed", [], [], [])),
            Rollback = reply => reply.Fail("nothing is on trial"),
            Logs = (role, tail, reply) =>
            {
                reply.Line($"{role ?? "all"} {tail ?? -1}");
                reply.Done();
            },
        });
    }

    private string SocketPath => _node.Path;

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Get_prints_a_table() => Assert.Equal(new Ctl.Result(0,
        """
        NODE    NAMESPACE   TYPE         ID      VERSION   LENGTH
        node1   network     DoorStatus   front   1         5

        """, ""), await Ctl.RunAsync("--socket", SocketPath, "get", "doors"));

    [Fact]
    public async Task Get_of_an_unknown_type_says_where_to_look() => Assert.Equal(
        new Ctl.Result(1, "", "ichorctl: 'cats' is not a resource type; 'ichorctl types' lists them\n"),
        await Ctl.RunAsync("get", "cats", "--socket", SocketPath));

    [Fact]
    public async Task Get_of_one_that_is_not_there_fails() => Assert.Equal(
        new Ctl.Result(1, "", "ichorctl: there is no DoorStatus 'back'\n"), await Ctl.RunAsync("get", "doors", "back", "--socket", SocketPath));

    [Fact]
    public async Task Explain_marks_the_winner_and_tells_how_it_came_to_this() => Assert.Equal(new Ctl.Result(0,
        """
        address eth0/10.0.0.5/24: Applied
            SETTING   VALUE         LAYER           OWNER        BECAUSE
        *             10.0.0.5/24   configuration                config.yaml:7
                      10.0.0.9/24   operator        dhcp4/eth0   lease of 10.0.0.1

        UPTIME    TIME                   STATE     REASON
        3.100 s   2026-03-01T12:00:00Z   waiting   for link eth0
        3.250 s   2026-03-01T12:00:01Z   applied

        """, ""), await Ctl.RunAsync("explain", "address", "eth0/10.0.0.5/24", "--socket", SocketPath));

    [Theory]
    [InlineData("Permanent c.yaml 60 30")]
    [InlineData("Trial c.yaml 60 30", "--trial")]
    [InlineData("Trial c.yaml 90 5", "--trial=90s", "--connectivity", "5")]
    [InlineData("Trial c.yaml 120 30", "--trial", "2m")]
    [InlineData("DryRun c.yaml 60 30", "--dry-run")]
    public async Task Apply_prints_what_was_done_and_what_waits(string summary, params string[] options)
    {
        var result = await ApplyAsync("machine: {}\n", options);
        Assert.Equal(new Ctl.Result(0,
            $"""
            {summary}
              add link bond0.100 type vlan on bond0 id 100
            not yet as wished:
              waiting address bond0.100/10.0.0.5/24: for link bond0.100   c.yaml:7

            """, "c.yaml:1:1: notice: machine: has no install\n"), result);
    }

    [Fact]
    public async Task Apply_of_a_config_with_errors_lists_them_as_compilers_do_and_fails() => Assert.Equal(
        new Ctl.Result(1, "c.yaml has 1 error: nothing has changed\n", "c.yaml:3:5: machine.netwrk: is not known\n"), await ApplyAsync("bad\n"));

    private async Task<Ctl.Result> ApplyAsync(string config, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("ichorctl-");
        try
        {
            var file = Path.Combine(folder.FullName, "c.yaml");
            await File.WriteAllTextAsync(file, config, TestContext.Current.CancellationToken);
            return await Ctl.RunAsync(["--socket", SocketPath, "apply", "--config", file, .. options]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Confirm_says_what_is_kept() => Assert.Equal(
        new Ctl.Result(0, "c.yaml is confirmed\n", ""), await Ctl.RunAsync("confirm", "--socket", SocketPath));

    [Fact]
    public async Task Rollback_without_a_trial_fails() => Assert.Equal(
        new Ctl.Result(1, "", "ichorctl: nothing is on trial\n"), await Ctl.RunAsync("rollback", "--socket", SocketPath));

    [Fact]
    public async Task Logs_of_one_role() => Assert.Equal(
        new Ctl.Result(0, "node 5\n", ""), await Ctl.RunAsync("logs", "node", "--tail", "5", "--socket", SocketPath));

    [Fact]
    public async Task Types_lists_short_names() => Assert.Equal(new Ctl.Result(0,
        """
        TYPE                         NAMESPACE   SHORT NAMES
        DoorStatuses.net.talos.dev   network     door doors

        """, ""), await Ctl.RunAsync("types", "--socket", SocketPath));
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

    [Theory]
    [InlineData("--trial=0")]
    [InlineData("--trial=-5")]
    [InlineData("--trial=1.5")]
    [InlineData("--trial=2000m")]
    [InlineData("--trial=99999999999999999999")]
    [InlineData("--connectivity=soon")]
    public async Task A_time_that_is_none_is_refused_before_any_node_is_asked(string option)
    {
        var result = await Ctl.RunAsync("apply", "--config", "c.yaml", option, "--socket", "/nonexistent/api.sock");
        Assert.Equal(1, result.Code);
        Assert.Contains("is not a time from 1s to 1440m, such as 90s or 2m", result.Error);
    }

    [Fact]
    public async Task A_trial_is_no_dry_run()
    {
        var result = await Ctl.RunAsync("apply", "--config", "c.yaml", "--trial", "--dry-run", "--socket", "/nonexistent/api.sock");
        Assert.Contains("--trial and --dry-run exclude each other", result.Error);
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
