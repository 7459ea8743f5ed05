using System.Net;

namespace Ichor.Images.Tests;

/// <summary>The machine config comes from a web server.</summary>
[Trait("Category", "Qemu")]
public class ConfigDownloadTests : LaboratoryTest
{
    [Fact]
    public async Task A_config_named_by_URL_is_fetched_as_soon_as_there_is_an_address()
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var url = lan.Serves("/amber.yaml", """
            machine:
              network:
                hostname: amber
                interfaces:
                  - interface: ens3
                    dhcp: true
                    addresses: [10.0.0.77/24]
            """);
        var node = Lab.Machine("node").Nic(lan).Cmdline($"talos.config={url}");
        await Lab.StartAsync();

        await node.EventuallyAsync("hostname", name => name["hostname"] == "amber", "the name of the config");
        await lan.PingsAsync(IPAddress.Parse("10.0.0.77"));
        Assert.NotEqual("10.0.0.77", (await node.AddressAsync("ens3")).ToString());     // the lease is still there
    }

    [Fact]
    public async Task A_source_that_is_not_built_in_is_told_and_the_machine_is_ready_without_it()
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = Lab.Machine("node").Nic(lan).Cmdline("talos.config=https://config.example/c.yaml");
        await Lab.StartAsync();

        await node.ReadyAsync();
        await node.EventuallyAsync("problems", problem => problem["path"] == "talos.config" && problem["message"].Contains("over http:// only"), "the problem");
    }
}
