using Ichor.Lab.Machines;

namespace Ichor.Lab.Tests;

public sealed class ConsoleLogTests
{
    readonly ConsoleLog console = new();

    void Says(string text) => console.Append(System.Text.Encoding.UTF8.GetBytes(text));

    [Fact]
    public async Task What_has_been_said_need_not_be_waited_for()
    {
        Says("login: ");

        Assert.Equal(6, await console.WaitForAsync("login:"));
    }

    [Fact]
    public async Task A_text_is_found_across_two_pieces()
    {
        var waiting = console.WaitForAsync("ready");
        Says("... rea");
        Assert.False(waiting.IsCompleted);
        Says("dy now");

        Assert.Equal(9, await waiting);
    }

    [Fact]
    public async Task A_wait_from_a_place_does_not_find_what_was_before()
    {
        Says("ready\n");
        var waiting = console.WaitForAsync("ready", from: console.End);
        Says("not rea");
        Assert.False(waiting.IsCompleted);
        Says("dy ready");

        Assert.Equal(15, await waiting);
    }

    [Fact]
    public async Task A_wait_from_a_place_not_reached_yet_is_not_fulfilled_before_it()
    {
        var waiting = console.WaitForAsync("x", from: 3);
        Says("xx");
        Assert.False(waiting.IsCompleted);
        Says("xx");

        Assert.Equal(4, await waiting);
    }

    [Fact]
    public async Task Each_of_two_waits_is_fulfilled_by_its_own_text()
    {
        var first = console.WaitForAsync("alpha");
        var second = console.WaitForAsync("omega and more");
        Says("omega and mo");
        Says("re alpha");

        Assert.Equal((20, 14), (await first, await second));
    }

    [Fact]
    public void A_character_cut_in_two_is_one_character()
    {
        console.Append([0xc3]);
        console.Append([0xa4]);

        Assert.Equal("ä", console.Text);
    }

    [Fact]
    public void Unwanted_text_is_shown_with_its_line_but_the_command_line_may_say_it()
    {
        Says("[ 0.0] Kernel command line: panic=-1\r\n");
        console.HasNo("panic");
        Says("[ 1.0] Kernel panic - not syncing\r\n");

        Assert.Equal("the console has 'panic': [ 1.0] Kernel panic - not syncing", Assert.Throws<LabException>(() => console.HasNo("panic")).Message);
    }

    [Fact]
    public void The_tail_is_the_last_lines()
    {
        Says("one\r\ntwo\r\nthree");

        Assert.Equal("two\nthree", console.Tail(2));
    }
}
