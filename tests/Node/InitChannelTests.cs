using System.Text;
using Ichor.Api;
using Ichor.Api.Local;
using Ichor.Linux;

namespace Ichor.Node.Tests;

/// <summary>The node's end of the socket to PID 1; the test is PID 1, and somebody who asks the node for log lines.</summary>
public sealed unsafe class InitChannelTests : IDisposable
{
    private const int SO_RCVTIMEO = 20;     // asm-generic/socket.h

    private readonly EventLoop _loop = new();
    private readonly Thread _thread;
    private readonly int _node;
    private readonly InitChannel _channel;
    private readonly InitMessages _messages;
    private readonly LocalSession _session;
    private int _init;

    public InitChannelTests()
    {
        var pair = stackalloc int[2];
        Libc.Check(Libc.SocketPair(Libc.AF_UNIX, Libc.SOCK_SEQPACKET | Libc.SOCK_CLOEXEC, 0, pair), "socketpair");
        (_node, _init) = (pair[0], pair[1]);
        var patience = stackalloc long[] { 20, 0 };
        Libc.Check(Libc.SetSockOpt(_init, Libc.SOL_SOCKET, SO_RCVTIMEO, patience, 2 * sizeof(long)), "setsockopt");
        var tables = new ResourceTables(TimeProvider.System);
        _messages = new InitMessages(tables, () => _channel!);
        _channel = InitChannel.On(_loop, _node, _messages.Received, _messages.Lost);
        _session = new LocalSession(tables, new LocalCalls { Logs = _messages.AskLogs });
        _thread = new Thread(_loop.Run) { IsBackground = true };
        _thread.Start();
    }

    public void Dispose()
    {
        _loop.Stop();
        _thread.Join();
        _session.Dispose();
        _loop.Dispose();
        CloseInit();
        _ = Libc.Close(_node);
    }

    private void CloseInit()
    {
        if (_init >= 0)
            _ = Libc.Close(_init);
        _init = -1;
    }

    private T OnLoop<T>(Func<T> function)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Post(() => done.SetResult(function()));
        return done.Task.WaitAsync(TimeSpan.FromSeconds(20)).GetAwaiter().GetResult();
    }

    private void OnLoop(Action action) => OnLoop(() => { action(); return true; });

    private string Read()
    {
        var buffer = new byte[100_000];
        fixed (byte* start = buffer)
            return Encoding.UTF8.GetString(buffer, 0, (int)Libc.Check(Libc.Recv(_init, start, (nuint)buffer.Length, 0), "recv"));
    }

    private void Say(string message) => Libc.Check(Libc.Write(_init, Encoding.UTF8.GetBytes(message)), "write");

    /// <summary>Asks for log lines, as one line of the local API.</summary>
    private void Ask(int id, string role) => OnLoop(() => _session.Receive(Encoding.UTF8.GetBytes($$"""{"id":{{id}},"verb":"logs","name":"{{role}}"}""" + "\n")));

    /// <summary>Waits until this many lines were answered.</summary>
    private string[] Answers(int count)
    {
        while (true)
            if (OnLoop(() => Encoding.UTF8.GetString(_session.Pending.Span)).Split('\n', StringSplitOptions.RemoveEmptyEntries) is var lines && lines.Length >= count)
                return lines;
    }

    [Fact]
    public void What_services_must_know_waits_for_an_init_that_reads_late_and_arrives_in_order()
    {
        OnLoop(() =>
        {
            for (var i = 0; i < 1000; i++)
                _channel.Console($"{i} {new string('x', 1000)}");     // more than the kernel takes
            _channel.SetEnvironment("A", "1");
            _channel.Reached("files");
            _channel.SetEnvironment("A", "2");
            _channel.SetEnvironment("B", null);
            _channel.Reached("files");
            _channel.Reboot();
        });
        var heard = new List<string>();
        while (heard.LastOrDefault() != "reboot")
            heard.Add(Read());
        Assert.StartsWith("console 999 ", heard[^5]);
        Assert.Equal(["environment A=2", "condition files", "environment B", "reboot"], heard[^4..]);
        Assert.InRange(heard.Count, 10, 500);
    }

    [Fact]
    public void What_is_too_long_for_a_message_is_not_sent_in_part_but_a_status_is_cut_between_lines()
    {
        OnLoop(() =>
        {
            _channel.SetEnvironment("LONG", new string('x', 60_000));
            _channel.Console(string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{i}: äöü\n")));
            _channel.SetEnvironment("SHORT", "x");
        });
        var console = Read();
        Assert.StartsWith("console 0: äöü\n1: äöü\n", console);
        Assert.EndsWith(": äöü\n  ...\n\n", console);
        Assert.Equal("environment SHORT=x", Read());
    }

    [Fact]
    public void Log_lines_go_to_those_who_asked_for_their_role()
    {
        Ask(1, "web");
        Ask(2, "node");
        Assert.Equal(["logs web", "logs node"], [Read(), Read()]);
        Say("logs node\nof the node");     // the answer to the first was lost
        Say("logs nobody\nnot asked for");
        Assert.Equal(["""{"id":2,"line":"of the node"}""", """{"id":2,"done":true}"""], Answers(2));
        Ask(3, "web");
        Assert.Equal("logs web", Read());
        Say("logs web\n");
        Assert.Equal(["""{"id":1,"done":true}""", """{"id":3,"done":true}"""], Answers(4)[2..]);
    }

    [Fact]
    public void Without_init_whoever_asks_for_log_lines_is_told_so()
    {
        Ask(1, "web");
        CloseInit();
        Assert.Contains("init does not answer", Answers(1)[0]);
        Ask(2, "web");
        Assert.Contains("init does not answer", Answers(2)[1]);
        Ask(3, "a\\nb");
        Assert.Contains("the name of a role has no control characters", Answers(3)[2]);
    }

    [Fact]
    public void In_a_shell_there_is_no_init_and_nothing_waits()
    {
        using var loop = new EventLoop();
        var alone = InitChannel.Open(loop, _ => { }, () => { });
        alone.SetEnvironment("A", "1");
        alone.Reached("files");
        Assert.Equal("there is no init here that keeps log lines", alone.AskLogs("node"));
    }
}
