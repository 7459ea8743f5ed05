namespace Ichor.Ctl.Tests;

/// <summary>The commands that run the node's own code on a workstation.</summary>
public sealed class OfflineTests
{
    private const string Observed = """
        links:
          - { name: enp0s3, up: false, hardwareAddr: "52:54:00:12:34:56" }
        """;

    [Fact]
    public async Task A_plan_says_what_would_be_done_and_why()
    {
        using var config = Ctl.File("""
            machine:
              install: {}
              network:
                interfaces:
                  - interface: enp0s3
                    addresses: [10.0.0.5/24]
            """);
        using var observed = Ctl.File(Observed);
        var result = await Ctl.RunAsync("plan", "--config", config.Path, "--observed", observed.Path);
        Assert.Equal(0, result.Code);
        Assert.Contains("  set link enp0s3 up\n", result.Out);
        Assert.Contains($"configuration ({config.Path}:6)", result.Out);
    }

    [Fact]
    public async Task A_bad_config_is_reported_and_the_lower_layers_are_planned()
    {
        using var config = Ctl.File("machine: { install: {}, network: { hostnam: x } }");
        using var observed = Ctl.File(Observed);
        var result = await Ctl.RunAsync("plan", "--config", config.Path, "--observed", observed.Path, "-o", "yaml");
        Assert.Equal(1, result.Code);
        Assert.Contains("hostnam: is not a known setting", result.Error);
        Assert.Contains("    - operator: dhcp4/enp0s3\n", result.Out);
    }

    [Fact]
    public async Task The_command_line_takes_part()
    {
        using var observed = Ctl.File(Observed);
        var result = await Ctl.RunAsync("plan", "--observed", observed.Path, "--cmdline", "talos.hostname=node7", "-o", "json");
        Assert.Equal(0, result.Code);
        Assert.Contains("\"hostname\": \"node7\"", result.Out);
    }
}
