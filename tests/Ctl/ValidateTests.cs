using Ichor.Config;

namespace Ichor.Ctl.Tests;

public class ValidateTests
{
    [Fact]
    public void A_problem_is_written_as_compilers_do() => Assert.Equal(
        "config.yaml:7:11: machine.network.hostname: is too long",
        ProblemText.Of(new Problem("config.yaml", 7, 11, "machine.network.hostname", "is too long")));

    [Fact]
    public void A_notice_says_that_it_is_one() => Assert.Equal(
        "config.yaml:7: notice: cluster: accepted, not acted upon",
        ProblemText.Of(new Problem("config.yaml", 7, 0, "cluster", "accepted, not acted upon", ProblemKind.Notice)));

    [Fact]
    public async Task A_file_that_is_not_there_is_one_line()
    {
        var result = await Ctl.RunAsync("validate", "--config", "/nonexistent.yaml");
        Assert.Equal((1, ""), (result.Code, result.Out));
        Assert.StartsWith("ichorctl: /nonexistent.yaml: ", result.Error);
    }
}
