using System.Text;
using Ichor.Linux;

namespace Ichor.Init.Tests;

/// <summary>The console is a pipe here, which takes 4,096 bytes and then nothing, like a serial line held by XOFF.</summary>
public sealed unsafe class ConsoleWriterTests : IDisposable
{
    const int F_SETPIPE_SZ = 1031;   // linux/fcntl.h

    readonly InitBench _bench = new();
    readonly int _screen, _line;

    public ConsoleWriterTests()
    {
        var ends = stackalloc int[2];
        Libc.Check(Libc.Pipe2(ends, Libc.O_CLOEXEC | Libc.O_NONBLOCK), "pipe2");
        (_screen, _line) = (ends[0], ends[1]);
        _ = Libc.Fcntl(_line, F_SETPIPE_SZ, 4096);
    }

    public void Dispose()
    {
        _ = Libc.Close(_screen);
        _ = Libc.Close(_line);
        _bench.Dispose();
    }

    ConsoleWriter Writer() => new(_bench.Loop, $"/proc/self/fd/{_line}");

    string Read()
    {
        var buffer = new byte[65536];
        return Encoding.UTF8.GetString(buffer, 0, Math.Max(0, Libc.Read(_screen, buffer)));
    }

    [Fact]
    public void A_block_is_written_as_it_is()
    {
        Writer().Show("a\nb\n");
        Assert.Equal("a\nb\n", Read());
    }

    [Fact]
    public void A_stuck_console_holds_nobody_and_gets_the_rest_and_the_newest_block_later()
    {
        var writer = Writer();
        writer.Show(new string('1', 6000));
        writer.Show(new string('2', 3000));
        writer.Show("newest");
        _bench.Turn();
        Assert.Equal(new string('1', 4096), Read());
        _bench.Turn();
        Assert.Equal(new string('1', 1904) + "newest", Read());
        writer.Show("again");
        Assert.Equal("again", Read());
    }

    [Fact]
    public void A_console_that_does_not_exist_is_looked_for_at_every_block()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var writer = new ConsoleWriter(_bench.Loop, path);
        writer.Show("lost");
        File.WriteAllText(path, "");
        writer.Show("found");
        Assert.Equal("found", File.ReadAllText(path));
        File.Delete(path);
    }
}
