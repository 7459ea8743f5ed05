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
    public async Task Every_problem_is_reported_at_once_with_its_place()
    {
        using var file = Ctl.File("""
            machine:
              install: {}
              network:
                interfaces:
                  - interface: eth0
                    addresses: [010.0.0.5/24]
                    mtuu: 1400
            """);
        var result = await Ctl.RunAsync("validate", "--config", file.Path);
        Assert.Equal(1, result.Code);
        Assert.Contains($"{file.Path}:6:21: machine.network.interfaces[0].addresses[0]: '010.0.0.5/24' is not", result.Out);
        Assert.Contains($"{file.Path}:7:9: machine.network.interfaces[0].mtuu: is not a known setting (did you mean 'mtu'?)", result.Out);
        Assert.EndsWith($"{file.Path} is not valid for metal mode: 2 errors\n", result.Out);
    }

    [Fact]
    public async Task A_good_config_exits_with_0()
    {
        using var file = Ctl.File("machine: { install: {}, network: { hostname: node1 } }");
        var result = await Ctl.RunAsync("validate", "-c", file.Path, "-m", "cloud", "-o", "json");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Contains("\"valid\": true", result.Out);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_one_line()
    {
        var result = await Ctl.RunAsync("validate", "--config", "/nonexistent.yaml");
        Assert.Equal((1, ""), (result.Code, result.Out));
        Assert.StartsWith("ichorctl: /nonexistent.yaml: ", result.Error);
    }
}
