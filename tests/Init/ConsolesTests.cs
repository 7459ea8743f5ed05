namespace Ichor.Init.Tests;

public sealed class ConsolesTests : IDisposable
{
    readonly InitBench _bench = new();
    readonly string _devices = Directory.CreateTempSubdirectory("consoles").FullName;

    public void Dispose()
    {
        Directory.Delete(_devices, recursive: true);
        _bench.Dispose();
    }

    /// <summary>On the left what /sys/class/tty/console/active says: /dev/console is the last one.</summary>
    [Theory]
    [InlineData("ttyS0\n", "console")]
    [InlineData("tty0\n", "console")]
    [InlineData("tty0 ttyS0\n", "console tty0")]
    [InlineData("ttyS0 tty0\n", "console ttyS0")]
    [InlineData("tty1 tty0\n", "console")]               // both are what the monitor shows
    [InlineData("tty0 tty1 ttyS0\n", "console tty0")]
    [InlineData("tty0 ttyS1 hvc0 ttyS0\n", "console tty0 ttyS1 hvc0")]
    [InlineData("", "console")]
    public void Each_terminal_has_a_block_once(string active, string expected) =>
        Assert.Equal(expected, string.Join(' ', Consoles.Terminals(active)));

    [Fact]
    public void A_block_is_on_the_serial_line_and_on_the_monitor()
    {
        foreach (var name in (string[])["console", "tty0", "active"])
            File.WriteAllText(Path.Combine(_devices, name), "");
        var consoles = new Consoles(_bench.Loop, Path.Combine(_devices, "active"), _devices);
        consoles.Show("one\n");
        File.WriteAllText(Path.Combine(_devices, "active"), "tty0 ttyS0\n");   // a console that came later
        consoles.Show("two\n");
        Assert.Equal("one\ntwo\n", File.ReadAllText(Path.Combine(_devices, "console")));
        Assert.Equal("two\n", File.ReadAllText(Path.Combine(_devices, "tty0")));
    }

    [Fact]
    public void Without_a_list_of_consoles_there_is_one()
    {
        File.WriteAllText(Path.Combine(_devices, "console"), "");
        new Consoles(_bench.Loop, "/nowhere", _devices).Show("text");
        Assert.Equal("text", File.ReadAllText(Path.Combine(_devices, "console")));
    }
}
