using System.Text;
using System.Text.Json;
using Ichor.Api.Local;

namespace Ichor.Api.Tests;

/// <summary>The verbs that change a node: apply, dry-run, confirm, rollback.</summary>
public sealed class ConfigChangeTests : IDisposable
{
    private static readonly ChangeReport Refused = new(false, "refused: nothing has changed", [new("error", "c.yaml", 3, 5, "machine.netwrk", "is not known")], [], []);

    private readonly List<ConfigChange> _changes = [];
    private readonly LocalSession _session;

    public ConfigChangeTests() => _session = new LocalSession(Samples.Tables(), new LocalCalls
    {
        Apply = (change, reply) =>
        {
            _changes.Add(change);
            reply.Result(ChangeReport.Rows, Refused);
        },
        Confirm = reply => reply.Result(ChangeReport.Rows, new(true, "confirmed", [], [], [])),
        Rollback = reply => reply.Fail("no trial is running"),
    });

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Apply_hands_over_text_mode_and_times_and_answers_every_problem()
    {
        var answer = _session.Ask("""{"id":1,"verb":"apply","name":"c.yaml","mode":"trial","timeout":90,"connectivity":5,"config":"machine:\n  netwrk: {}\n"}""" + "\n");

        Assert.Equal(new ConfigChange("machine:\n  netwrk: {}\n", "c.yaml", ChangeMode.Trial, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(5)), Assert.Single(_changes));
        Assert.Equal("""
            {"id":1,"result":{"accepted":false,"summary":"refused: nothing has changed","problems":[{"severity":"error","source":"c.yaml","line":3,"column":5,"path":"machine.netwrk","message":"is not known"}],"operations":[],"conditions":[]}}

            """, answer);
    }

    [Fact]
    public void Who_says_nothing_gets_a_permanent_change_and_the_usual_times()
    {
        _session.Ask("""{"id":1,"verb":"apply","config":"a"}""" + "\n" + """{"id":2,"verb":"dry-run","config":"b"}""" + "\n");
        Assert.Equal(
        [
            new("a", "config.yaml", ChangeMode.Permanent, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30)),
            new("b", "config.yaml", ChangeMode.DryRun, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30)),
        ], _changes);
    }

    [Theory]
    [InlineData("""{"id":1,"verb":"apply"}""", "bad-request", "config is required")]
    [InlineData("""{"id":1,"verb":"apply","config":7}""", "bad-request", "config must be a string")]
    [InlineData("""{"id":1,"verb":"apply","config":"a","mode":"forever"}""", "bad-request", "mode must be permanent or trial, not 'forever'")]
    [InlineData("""{"id":1,"verb":"apply","config":"a","timeout":0}""", "bad-request", "timeout must be 1 to 86400 seconds")]
    [InlineData("""{"id":1,"verb":"apply","config":"a","connectivity":9223372036854775807}""", "bad-request", "connectivity must be 1 to 86400 seconds")]
    [InlineData("""{"id":1,"verb":"apply","config":"a","timeout":-1}""", "bad-request", "timeout must be a whole number, 0 or more")]
    [InlineData("""{"id":1,"verb":"rollback"}""", "failed", "no trial is running")]
    public void What_cannot_be_done_is_an_error_and_changes_nothing(string request, string code, string message)
    {
        Assert.Equal($$$"""{"id":1,"error":{"code":"{{{code}}}","message":"{{{message}}}"}}""" + "\n", _session.Ask(request + "\n"));
        Assert.Empty(_changes);
    }

    [Fact]
    public void A_config_may_be_long_however_it_is_cut()
    {
        var config = string.Concat(Enumerable.Repeat("# a line that means nothing\n", 100_000));
        var line = Encoding.UTF8.GetBytes($$"""{"id":1,"verb":"apply","config":{{JsonSerializer.Serialize(config)}}}""" + "\n");
        foreach (var piece in line.Chunk(4096))
            _session.Receive(piece);
        Assert.Equal(config, Assert.Single(_changes).Config);
        Assert.StartsWith("""{"id":1,"result":""", _session.Read());

        _session.Receive(line);                 // and in one piece
        Assert.Equal(2, _changes.Count);
    }

    [Theory]
    [InlineData("""{"id":1,"verb":"apply","config":" """, LocalSession.MaxConfigLine)]      // longer than any config
    [InlineData("""{"id":1,"verb":"get","config":" """, LocalSession.MaxLine)]              // a verb without config
    [InlineData("""{"id":1,"config":" """, LocalSession.MaxLine)]                           // the verb may come too late to count
    [InlineData("""{"id":1,"x":{"verb":"apply"},"config":" """, LocalSession.MaxLine)]      // not the request's own verb
    [InlineData("""]]"verb":"apply" """, LocalSession.MaxLine)]
    public void A_line_beyond_its_limit_is_refused_once_and_the_next_works(string beginning, int limit)
    {
        var filler = new string('x', 8192);
        var answers = _session.Ask(beginning);
        for (var sent = 0; sent <= limit; sent += filler.Length)
            answers += _session.Ask(filler);
        answers += _session.Ask(filler) + _session.Ask("\"}\n");
        Assert.StartsWith("""{"id":null,"error":{"code":"too-long",""", answers);
        Assert.Equal(1, answers.Count(c => c == '\n'));
        Assert.StartsWith("""{"id":2,"result":{"accepted":true""", _session.Ask("""{"id":2,"verb":"confirm"}""" + "\n"));
        Assert.Empty(_changes);
    }

    [Fact]
    public void Arbitrary_bytes_in_a_change_never_throw()
    {
        var random = new Random(2);
        var request = Encoding.UTF8.GetBytes("""{"id":1,"verb":"apply","mode":"trial","timeout":5,"config":"machine: {}\u0000\ud83d\ude00"}""" + "\n");
        for (var round = 0; round < 3000; round++)
        {
            var bytes = request.ToArray();
            for (var change = 0; change < 3; change++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            _session.Receive(bytes);
            _session.Sent(_session.Pending.Length);
        }
        _session.Ask("\n");
        Assert.StartsWith("""{"id":2,"result":{"accepted":true""", _session.Ask("""{"id":2,"verb":"confirm"}""" + "\n"));
    }

    [Fact]
    public async Task The_client_sends_what_the_node_reads()
    {
        await using var node = await NodeSocket.OpenAsync(_session);
        await using var client = await LocalClient.ConnectAsync(node.Client, TestContext.Current.CancellationToken);
        var change = new ConfigChange(new string('#', 1_000_000) + "\n\"é\u2028", "some file.yaml", ChangeMode.Trial, TimeSpan.FromSeconds(61), TimeSpan.FromSeconds(7));

        var report = await client.ApplyAsync(change, TestContext.Current.CancellationToken);
        await client.ApplyAsync(change with { Mode = ChangeMode.DryRun }, TestContext.Current.CancellationToken);

        Assert.False(report.GetProperty("accepted").GetBoolean());
        Assert.Equal([change, change with { Mode = ChangeMode.DryRun, Timeout = ConfigChange.UsualTimeout, Grace = ConfigChange.UsualGrace }], _changes);
        Assert.Equal("confirmed", (await client.ConfirmAsync(TestContext.Current.CancellationToken)).GetProperty("summary").GetString());
        var refused = await Assert.ThrowsAsync<LocalApiException>(() => client.RollbackAsync(TestContext.Current.CancellationToken));
        Assert.Equal("no trial is running", refused.Message);
    }
}
