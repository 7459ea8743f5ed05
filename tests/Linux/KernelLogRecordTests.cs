using System.Text;

namespace Ichor.Linux.Tests;

public sealed class KernelLogRecordTests
{
    static string[] Split(string line, string tag = "node") =>
        [.. KernelLogRecord.Split(LogLevel.Warning, tag, line).Select(Encoding.UTF8.GetString)];

    [Fact]
    public void A_record_is_level_tag_and_text() => Assert.Equal(["<4>node: link is up"], Split("link is up"));

    [Fact]
    public void A_long_line_becomes_records_the_kernel_takes_and_nothing_is_lost()
    {
        var line = string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i} "));
        var records = KernelLogRecord.Split(LogLevel.Info, "node", line).ToArray();
        Assert.True(records.Length > 1);
        Assert.All(records, record => Assert.InRange(record.Length, 1, 1024));
        Assert.Equal(line, string.Concat(records.Select(record => Encoding.UTF8.GetString(record)["<6>node: ".Length..])));
    }

    [Fact]
    public void A_character_of_several_bytes_is_not_cut()
    {
        var line = string.Concat(Enumerable.Repeat("€", 1000));
        var records = Split(line);
        Assert.Equal(line, string.Concat(records.Select(record => record["<4>node: ".Length..])));
    }

    [Fact]
    public void A_tag_of_any_length_leaves_room() =>
        Assert.All(KernelLogRecord.Split(LogLevel.Info, new string('t', 3000), new string('x', 3000)), record => Assert.InRange(record.Length, 100, 1024));

    [Theory]
    [InlineData("a\x1b[2Jb", "<4>node: a\\x1b[2Jb")]
    [InlineData("a\rb", "<4>node: a\\x0db")]
    [InlineData("a\tb", "<4>node: a\tb")]
    [InlineData("\0", "<4>node: \\x00")]
    public void Control_characters_cannot_paint_on_the_console(string line, string record) => Assert.Equal([record], Split(line));

    [Theory]
    [InlineData("<3>broken", LogLevel.Error, "broken")]
    [InlineData("<7>", LogLevel.Debug, "")]
    [InlineData("<8>x", LogLevel.Info, "<8>x")]
    [InlineData("plain", LogLevel.Info, "plain")]
    [InlineData("<3", LogLevel.Info, "<3")]
    public void A_child_may_give_its_line_a_level(string line, LogLevel level, string text) =>
        Assert.Equal((level, text), KernelLogRecord.TakeLevel(line, LogLevel.Info));
}
