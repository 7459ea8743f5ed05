using Ichor.Linux.Processes;

namespace Ichor.Linux.Tests.Processes;

[CollectionDefinition(nameof(ChildProcessTests), DisableParallelization = true)]   // descriptors are counted
[Collection(nameof(ChildProcessTests))]
public sealed class ChildProcessTests
{
    static (ChildExit Exit, string Output) Shell(string script, string[]? environment = null, int? third = null) =>
        Children.All.Run("/bin/sh", ["-c", script], environment, third);

    [Theory]
    [InlineData("exit 0", 0, null)]
    [InlineData("exit 7", 7, null)]
    [InlineData("kill -9 $$", null, 9)]
    [InlineData("kill -15 $$", null, 15)]
    public void How_a_child_ended_is_reported(string script, int? status, int? signal)
    {
        var (exit, _) = Shell(script);
        Assert.Equal((status, signal), (exit.Status, exit.Signal));
    }

    [Fact]
    public void Both_outputs_of_a_child_are_the_pipe_and_its_input_is_empty() =>
        Assert.Equal("out\nerr\n\n", Shell("echo out; echo err >&2; cat; echo").Output);

    [Fact]
    public void A_child_has_the_environment_it_was_given_and_no_other() =>
        Assert.Equal("A=1\nB=two words\n", Children.All.Run("/usr/bin/env", [], ["A=1", "B=two words"]).Output);

    /// <summary>The runtime ignores SIGPIPE: that must not be inherited. (glibc keeps its internal signals 32 and 33 ignored.)</summary>
    [Fact]
    public void A_child_has_default_signals_and_none_is_blocked()
    {
        var (_, status) = Children.All.Run("/bin/cat", ["/proc/self/status"]);
        Assert.Equal((0UL, 0UL), (Mask("SigBlk"), Mask("SigIgn") & 0x7FFF_FFFF));

        ulong Mask(string name) => ulong.Parse(status.Split(name + ":\t")[1].AsSpan(0, 16), System.Globalization.NumberStyles.HexNumber,
            System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_child_leads_a_session_of_its_own()
    {
        var fields = Shell("echo $$; cat /proc/$$/stat").Output.Split('\n');
        Assert.Equal(fields[0], fields[1].Split(' ')[5]);
    }

    [Fact]
    public unsafe void A_child_has_descriptor_3_when_given_and_nothing_else_of_ours()
    {
        const string list = "i=3; while [ $i -lt 200 ]; do [ -e /proc/$$/fd/$i ] && echo $i; i=$((i+1)); done; true";
        var pair = stackalloc int[2];
        Libc.Check(Libc.SocketPair(Libc.AF_UNIX, Libc.SOCK_SEQPACKET | Libc.SOCK_CLOEXEC, 0, pair), "socketpair");
        var (before, with) = (Shell(list).Output, Shell(list + "; echo hello >&3", third: pair[1]).Output);
        Assert.Equal(InheritedFromOutside(), before);
        Assert.Contains("3\n", with);
        Span<byte> packet = stackalloc byte[16];
        Assert.Equal("hello\n"u8, packet[..Libc.Read(pair[0], packet)]);
        _ = Libc.Close(pair[0]);
        _ = Libc.Close(pair[1]);
    }

    /// <summary>Whoever started the tests may have left something open in them.</summary>
    static string InheritedFromOutside() => string.Concat(Directory.EnumerateFiles("/proc/self/fd")
        .Select(path => int.Parse(Path.GetFileName(path), System.Globalization.CultureInfo.InvariantCulture))
        .Where(fd => fd is > 2 and < 200 && Libc.Fcntl(fd, Libc.F_GETFD, 0) is 0)
        .Order().Select(fd => $"{fd}\n"));

    [Fact]
    public void A_program_that_is_not_there_is_an_error_with_its_name()
    {
        var refused = Assert.Throws<LinuxException>(() => Children.All.Run("/nowhere/program", []));
        Assert.Equal(Errno.ENOENT, refused.Error);
        Assert.Contains("/nowhere/program", refused.Message);
    }

    [Fact]
    public void Two_hundred_quick_children_are_all_reported_with_their_own_status()
    {
        var output = Libc.Check(Libc.Open("/dev/null", Libc.O_WRONLY | Libc.O_CLOEXEC), "open /dev/null");
        var pids = Enumerable.Range(0, 200).Select(i => Children.All.Spawn(
            new SpawnRequest("/bin/sh", ["sh", "-c", $"exit {i}"], []) { Output = output })).ToArray();
        Assert.Equal(Enumerable.Range(0, 200), pids.Select(pid => Children.All.End(pid).Status ?? -1));
        _ = Libc.Close(output);
    }

    [Fact]
    public void An_orphan_is_collected_when_it_ends()
    {
        // The middle shell ends first; its child waits for that before it ends itself.
        var (exit, output) = Shell("(read line; exit 5) <&3 & echo $!", third: PipeThatEnds());
        Assert.True(exit.IsSuccess);
        Assert.Equal(5, Children.All.End(int.Parse(output, System.Globalization.CultureInfo.InvariantCulture)).Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]    // one burst
    [InlineData(65)]
    [InlineData(128)]
    public void When_many_end_together_the_end_of_the_last_is_told(int count) => Children.All.EndTogether(count);

    static int PipeThatEnds() => Libc.Check(Libc.Open("/dev/null", Libc.O_RDONLY | Libc.O_CLOEXEC), "open /dev/null");

    [Fact]
    public void Starting_processes_leaves_no_descriptor_behind()
    {
        Shell("true");
        var before = Directory.GetFiles("/proc/self/fd").Length;
        for (var i = 0; i < 30; i++)
            Shell("true");
        Assert.Throws<LinuxException>(() => Children.All.Run("/nowhere", []));
        Assert.InRange(Directory.GetFiles("/proc/self/fd").Length, 1, before + 2);
    }
}
