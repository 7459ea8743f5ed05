using System.Text;
using Ichor.Linux;

namespace Ichor.Init.Tests;

public sealed class NodeChannelTests : IDisposable
{
    readonly InitBench _bench = new();
    readonly List<string> _heard = [];
    readonly NodeChannel _channel;
    int _node;

    public NodeChannelTests()
    {
        _channel = new NodeChannel(_bench.Loop, _bench.Log, (verb, argument) => _heard.Add($"{verb}|{argument}"));
        _node = _channel.Open();
    }

    public void Dispose()
    {
        _ = Libc.Close(_node);
        _channel.Dispose();
        _bench.Dispose();
    }

    unsafe int Receive(byte[] buffer)
    {
        fixed (byte* start = buffer)
            return (int)Libc.Recv(_node, start, (nuint)buffer.Length, Libc.MSG_DONTWAIT);
    }

    void Say(string message) => Libc.Check(Libc.Write(_node, Encoding.UTF8.GetBytes(message)), "write");

    [Fact]
    public void One_packet_is_one_message_with_its_verb_first()
    {
        Say("environment A=1 2");
        Say("services");
        Say("console two\nlines");
        for (var i = 0; i < 3; i++)
            _bench.Turn();
        Assert.Equal(["environment|A=1 2", "services|", "console|two\nlines"], _heard);
    }

    [Fact]
    public void What_a_node_said_before_it_was_replaced_still_counts()
    {
        Say("condition time");
        Say("reboot");
        var old = _node;
        _node = _channel.Open();
        _ = Libc.Close(old);
        _bench.Turn();
        Assert.Equal(["condition|time", "reboot|"], _heard);
        Say("after");
        _bench.Turn();
        Assert.Equal("after|", _heard[^1]);
    }

    [Fact]
    public void A_node_that_does_not_read_or_is_gone_holds_nobody()
    {
        for (var i = 0; i < 2000; i++)
            _channel.Send($"subject {i}", new string('x', 1000));
        Assert.Contains("' to the node: EAGAIN", _bench.Logged);
        _ = Libc.Close(_node);
        _bench.Turn();
        _channel.Send("last", "nobody hears this");
        _node = _channel.Open();
        Say("hello");
        _bench.Turn();
        Assert.Equal(["hello|"], _heard);
    }

    [Fact]
    public void A_node_that_reads_late_has_the_newest_of_each_subject()
    {
        for (var i = 0; i < 2000; i++)
        {
            _channel.Send("services", $"services {i} {new string('x', 1000)}");
            _channel.Send("logs", $"logs {i}");
        }
        var heard = new List<string>();
        var buffer = new byte[4096];
        for (var idle = 0; idle < 3; _bench.Turn())
            if (Receive(buffer) is > 0 and var count)
                heard.Add(Encoding.UTF8.GetString(buffer, 0, count));
            else
                idle++;
        Assert.InRange(heard.Count, 100, 1000);   // the kernel keeps some, we keep two
        Assert.StartsWith("services 1999 ", heard.Last(text => text.StartsWith('s')));
        Assert.Equal("logs 1999", heard.Last(text => text.StartsWith('l')));
        Assert.DoesNotContain("EAGAIN", _bench.Logged);
    }

    [Fact]
    public void A_message_that_is_too_long_is_dropped_and_said()
    {
        Say(new string('x', 70_000));
        Say("next");
        _bench.Turn();
        _bench.Turn();
        Assert.Equal(["next|"], _heard);
        Assert.Contains("message from the node dropped: 70000 bytes", _bench.Logged);
    }
}
