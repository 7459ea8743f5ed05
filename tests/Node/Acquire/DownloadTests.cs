using Ichor.Linux;
using Ichor.Node.Acquire;

namespace Ichor.Node.Tests.Acquire;

/// <summary>Real programs on the loop's thread: what they say, how they end, and that they are bounded.</summary>
public sealed class DownloadTests : IDisposable
{
    private readonly EventLoop _loop = new();
    private (string? Text, string Problem)? _outcome;

    public void Dispose() => _loop.Dispose();

    private (string? Text, string Problem) Run(string script, TimeSpan? limit = null, params (string Name, string Value)[] environment) =>
        Run(["/bin/sh", "-c", script], limit, environment);

    private (string? Text, string Problem) Run(string[] command, TimeSpan? limit, params (string Name, string Value)[] environment)
    {
        Download.Start(_loop, command, environment, limit ?? TimeSpan.FromSeconds(20), (text, problem) =>
        {
            Assert.Null(_outcome);          // told once
            _outcome = (text, problem);
            _loop.Stop();
        });
        Assert.Null(_outcome);              // and never before the call returned
        using var _ = _loop.Arm(TimeSpan.FromSeconds(30), _loop.Stop);
        _loop.Run();
        return _outcome ?? throw new TimeoutException("no outcome");
    }

    [Fact]
    public void What_it_prints_is_the_text() => Assert.Equal(("machine: {}\n# é\n", ""), Run("printf 'machine: {}\\n# é\\n'; echo chatter >&2"));

    [Fact]
    public void What_it_complains_of_is_the_problem() => Assert.Equal((null, "http://x/: no"), Run("echo half; echo http://x/: no >&2; exit 1"));

    [Fact]
    public void Without_a_word_its_end_is_the_problem()
    {
        Assert.Equal((null, "it exited with status 3"), Run("exit 3"));
    }

    [Fact]
    public void A_killed_one_says_so() => Assert.Equal((null, "it was killed by signal 9"), Run("kill -9 $$"));

    [Fact]
    public void A_program_that_is_not_there_is_a_problem_and_no_exception()
        => Assert.Equal((null, "start /no/such/program: ENOENT (No such file or directory)"), Run(["/no/such/program"], null));

    [Fact]
    public void It_gets_additional_variables_and_nothing_of_inits()
    {
        Environment.SetEnvironmentVariable(InitChannel.Variable, "99");
        try
        {
            Assert.Equal(("http://proxy:1 \n", ""), Run($"echo \"$http_proxy ${InitChannel.Variable}\"", null, ("http_proxy", "http://proxy:1")));
        }
        finally
        {
            Environment.SetEnvironmentVariable(InitChannel.Variable, null);
        }
    }

    [Fact]
    public void More_than_a_config_can_be_is_cut_off() => Assert.Equal((null, "it brought more than 5 MiB"), Run("cat /dev/zero"));

    [Fact]
    public void A_flood_of_complaints_is_cut_to_what_is_read()
    {
        var (text, problem) = Run("head -c 9000000 /dev/zero | tr '\\0' x >&2; exit 1");
        Assert.Null(text);
        Assert.Equal(4096, problem.Length);
    }

    [Fact]
    public void One_that_hangs_is_ended() =>
        Assert.Equal((null, "no end after 0 s"), Run("exec sleep 60", TimeSpan.FromMilliseconds(50)));

    [Fact]
    public void One_whose_child_keeps_the_pipe_is_ended_as_well() =>
        Assert.Equal((null, "no end after 0 s"), Run("sleep 5 & exit 0", TimeSpan.FromMilliseconds(300)));

    [Fact]
    public void What_reads_from_the_network_is_nobody() => Assert.Equal(
        ["/init", "run-as", "65534", "65534", "/init", "fetch", "http://x/"], AcquisitionSettings.FetchCommand("/init", "http://x/"));

    [Fact]
    public void No_zombie_is_left() => Assert.False(Directory.Exists($"/proc/{Run("echo $$").Text!.Trim()}"));
}
