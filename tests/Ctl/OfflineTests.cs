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

    [Fact]
    public async Task The_platforms_document_takes_part_and_its_errors_are_told()
    {
        using var observed = Ctl.File(Observed);
        using var platform = Ctl.File("hostnames: [{ hostname: node8 }]");
        var result = await Ctl.RunAsync("explain", "hostname", "--observed", observed.Path, "--platform", platform.Path);
        Assert.Equal(0, result.Code);
        Assert.Matches($@"\* +node8 +platform +platform +{platform.Path}:1", result.Out);

        using var wrong = Ctl.File("hostnames: [{ hostnam: node8 }]");
        result = await Ctl.RunAsync("plan", "--observed", observed.Path, "--platform", wrong.Path, "--cmdline", "talos.hostname=node7");
        Assert.Equal(1, result.Code);
        Assert.Contains("hostnam: is not a known setting", result.Error);
        Assert.Contains("hostname node7", result.Out);
    }

    private const string Config = """
        machine:
          install: {}
          network:
            hostname: node1
            nameservers: [192.0.2.53]
            searchDomains:
            - example.org
            interfaces:
              - interface: enp0s3
                addresses: [10.0.0.5/24]
        """;

    [Fact]
    public async Task A_plan_as_json_has_the_problems_and_who_said_what_the_node_is_called_and_asks()
    {
        using var config = Ctl.File(Config + "\n    kubespan: {}\n");
        using var observed = Ctl.File(Observed);
        var result = await Ctl.RunAsync("plan", "--config", config.Path, "--observed", observed.Path, "-o", "json");
        var plan = System.Text.Json.JsonDocument.Parse(result.Out).RootElement;
        Assert.Equal((11, "machine.network.kubespan"), (plan.GetProperty("problems")[1].GetProperty("line").GetInt32(), plan.GetProperty("problems")[1].GetProperty("path").GetString()));
        Assert.Equal($"configuration ({config.Path}:4)", plan.GetProperty("hostnameBecause")[0].GetString());
        Assert.Equal($"configuration ({config.Path}:5)", plan.GetProperty("nameServersBecause")[0].GetString());
        Assert.Equal($"configuration ({config.Path}:7)", plan.GetProperty("searchDomainsBecause")[0].GetString());
        Assert.Equal("default (built-in)", plan.GetProperty("timeServersBecause")[0].GetString());
    }

    [Fact]
    public async Task A_plan_that_cannot_be_made_is_json_with_its_problems()
    {
        using var observed = Ctl.File("links: [ { nam: x } ]");
        var result = await Ctl.RunAsync("plan", "--observed", observed.Path, "-o", "json");
        Assert.Equal(1, result.Code);
        Assert.Contains("\"message\": \"is not a known setting (did you mean 'name'?)\"", result.Out);
    }

    [Fact]
    public async Task A_plan_is_made_with_patches_in_a_mode_and_of_standard_input()
    {
        using var observed = Ctl.File(Observed);
        var before = Console.In;
        Console.SetIn(new StringReader("machine: {network: {hostname: a}}"));
        try
        {
            var result = await Ctl.RunAsync("plan", "--config", "-", "--patch", "{machine: {network: {hostname: b}}}", "--mode", "cloud", "--observed", observed.Path, "-o", "table");
            Assert.Equal((0, ""), (result.Code, result.Error));
            Assert.Contains("  hostname b   configuration (patch 1:1)\n", result.Out);
        }
        finally
        {
            Console.SetIn(before);
        }
    }

    [Fact]
    public async Task An_object_is_explained_on_a_described_machine_as_on_a_node()
    {
        using var config = Ctl.File(Config);
        using var observed = Ctl.File("links: [ { name: enp0s3, altNames: [eth7] } ]\nleases: [ { link: enp0s3, address: 10.0.0.9/24, nameservers: [10.0.0.1] } ]");
        var address = await Ctl.RunAsync("explain", "address", "10.0.0.5/24", "--config", config.Path, "--observed", observed.Path);
        Assert.Equal(0, address.Code);
        Assert.Matches(@"^address enp0s3/10\.0\.0\.5/24: applying.*\n.*\n\* +wanted +configuration +config +" + System.Text.RegularExpressions.Regex.Escape(config.Path) + ":10\n", address.Out);
        Assert.StartsWith("link enp0s3: ", (await Ctl.RunAsync("explain", "link", "eth7", "--observed", observed.Path)).Out);
        Assert.Matches(@"\* +search +example\.org +configuration .*:7\n", (await Ctl.RunAsync("explain", "resolvers", "--config", config.Path, "--observed", observed.Path)).Out);
    }

    [Fact]
    public async Task What_cannot_be_explained_says_what_can()
    {
        using var observed = Ctl.File(Observed);
        var result = await Ctl.RunAsync("explain", "adress", "10.0.0.5/24", "--observed", observed.Path);
        Assert.Equal((1, ""), (result.Code, result.Out));
        Assert.StartsWith("ichorctl: the plan has no adress '10.0.0.5/24'; what can be explained: link, address, route", result.Error);
    }

    [Fact]
    public async Task An_empty_list_of_search_domains_is_explained_by_its_line()
    {
        using var config = Ctl.File("machine:\n  install: {}\n  network:\n    searchDomains: []\n");
        using var observed = Ctl.File(Observed);
        Assert.Matches(@"\* +search +none +configuration .*:4\n", (await Ctl.RunAsync("explain", "resolvers", "--config", config.Path, "--observed", observed.Path)).Out);
    }

    [Theory]
    [InlineData("-o", "xml")]
    [InlineData("--patch", "{}")]
    public async Task A_wrong_option_is_said_in_a_few_lines(params string[] options)
    {
        var result = await Ctl.RunAsync(["plan", "--observed", "x.yaml", .. options]);
        Assert.Equal((1, ""), (result.Code, result.Out));
        Assert.Contains(options[0] == "-o" ? "'yaml'" : "--patch needs --config", result.Error);
        Assert.InRange(result.Error.Split('\n').Length, 2, 8);
    }

    [Fact]
    public async Task A_config_without_a_machine_is_not_explained_by_the_node() => Assert.Contains(
        "give --observed FILE too", (await Ctl.RunAsync("explain", "link", "a", "--config", "c.yaml")).Error);
}
