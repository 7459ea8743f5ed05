using System.Net;

namespace Ichor.Images.Tests;

/// <summary>A machine config with a mistake: the node stays reachable on what does not depend on it, and says what is wrong.</summary>
[Trait("Category", "Qemu")]
public class ConfigProblemTests : LaboratoryTest
{
    [Theory]
    [InlineData("""
        machine:
          network:
            hostnme: amber
        """, 3, "hostnme", "hostname")]
    [InlineData("""
        machine:
          network:
            interfaces:
              - interface: ens3
                addresses: [10.0.0.500/24]
        """, 5, "10.0.0.500", "address")]
    [InlineData("""
        machine:
          network:
            hostname: "amber
        """, 3, "not YAML", "unexpected end of stream")]
    public async Task A_bad_config_leaves_the_node_reachable_and_is_shown_with_its_line(string config, int line, string culprit, string advice)
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = Lab.Machine("node").Nic(lan).Cmdline("ip=10.0.0.5::10.0.0.1:255.255.255.0::ens3:off").Config(config);
        await Lab.StartAsync();

        await lan.PingsAsync(IPAddress.Parse("10.0.0.5"), within: Lab.Patience(TimeSpan.FromSeconds(20)));
        var problem = await node.EventuallyAsync("problems", problem => problem["severity"] == "error", "the mistake");
        Assert.Equal($"{line}", problem["line"]);
        Assert.Contains(culprit, problem["path"] + problem["message"]);
        Assert.Contains(advice, problem["message"]);
        await node.SaysAsync($"config.yaml:{line}");
        await node.SaysAsync("is not applied");
    }
}
