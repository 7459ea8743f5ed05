using System.Net;
using System.Text;
using Ichor.Api;
using Ichor.Lab.Machines;

namespace Ichor.Images.Tests;

/// <summary>What a machine is told by its platform: the partition META of a disk, or the command line in its place.</summary>
[Trait("Category", "Qemu")]
public class PlatformTests : LaboratoryTest
{
    // As Talos's console writes it, and a route with a metric of its own.
    private const string Network = """
        addresses:
          - { address: 10.0.0.55/24, linkName: ens3, family: inet4, scope: global, flags: permanent, layer: platform }
        links:
          - { name: ens3, logical: false, up: true, mtu: 0, kind: "", type: netrom, layer: platform }
        routes:
          - { family: inet4, dst: "", src: "", gateway: 10.0.0.1, outLinkName: ens3, table: main, scope: global, type: unicast, flags: "", protocol: static, layer: platform }
          - { family: inet4, dst: 10.7.0.0/16, gateway: 10.0.0.2, outLinkName: ens3, table: main, priority: 300, layer: platform }
        hostnames:
          - { hostname: amber, domainname: example.org, layer: platform }
        resolvers:
          - { dnsServers: [10.0.0.53], searchDomains: [platform.example.org], layer: platform }
        timeServers: []
        operators: []
        externalIPs: []
        """;

    [Fact]
    public async Task META_brings_up_the_network_outlives_the_node_and_loses_to_a_config()
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = Lab.Machine("node").Nic(lan).WithShell().WithProgram("ip").Meta(Lab.Folder, firstIsBad: true, (10, Network));
        await Lab.StartAsync();

        await node.EventuallyAsync("addresses", address => address.Id == "ens3/10.0.0.55/24", "the platform's address");
        await lan.PingsAsync(IPAddress.Parse("10.0.0.55"));
        await node.EventuallyAsync("resolvers", resolvers => resolvers.Spec["dnsServers"]!.ToJsonString() == "[\"10.0.0.53\"]", "the platform's name server");
        await node.EventuallyAsync("hostname", name => name["hostname"] == "amber" && name["domainname"] == "example.org", "the platform's name");
        await node.EventuallyTableAsync("operators", operators => operators.Count == 0, "no client of DHCP");
        await node.EventuallyAsync("conditions", condition => condition.Id == "platform copies"
            && condition["reason"] == "the first copy is bad (has another SHA-256 than it says): the second is used", "what is wrong with the partition");
        await HasRoutesAsync(node);
        await IsDueToAsync(node, "address", "ens3/10.0.0.55/24", "META:2");
        await IsDueToAsync(node, "route", "inet4/default/0", "META:6");
        await IsDueToAsync(node, "resolvers", "", "META:11");

        await node.StartMonitorAsync();
        var before = node.Console.End;
        await node.ShellAsync($"kill -9 {await node.PidOfNodeAsync()}");
        await node.ForgetApiAsync();
        await node.SaysAsync("node started, pid", from: await node.SaysAsync("node killed by signal 9", from: before));
        await IsDueToAsync(node, "address", "ens3/10.0.0.55/24", "META:2");
        await node.EventuallyAsync("config", _ => true, "the state of the config");
        var told = await node.StopMonitorAsync();
        Assert.True(told.Length == 0, $"the kernel told of changes:\n{told}");

        var api = await node.ApiAsync();
        await api.ApplyAsync("""
            machine:
              network:
                hostname: chosen
                nameservers: [10.0.0.54]
                interfaces:
                  - interface: ens3
                    addresses: [10.0.0.55/24]
                    mtu: 1400
                    routes: [{ network: 10.7.0.0/16, gateway: 10.0.0.3, metric: 300 }]
            """, ChangeMode.Permanent);
        Assert.Contains("10.7.0.0/16 via 10.0.0.3 dev ens3 proto 73 metric 300", await node.ShellAsync("/usr/bin/ip route"), StringComparison.Ordinal);
        Assert.Contains("mtu 1400", await node.ShellAsync("/usr/bin/ip link show ens3"), StringComparison.Ordinal);
        await node.EventuallyAsync("hostname", name => name["hostname"] == "chosen", "the config's name");
        await node.EventuallyAsync("resolvers", resolvers => resolvers.Spec["dnsServers"]!.ToJsonString() == "[\"10.0.0.54\"]", "the config's name server");
        var route = (await api.ExplainAsync("route", "inet4/10.7.0.0/16/300"))["entries"]!.AsArray();
        Assert.Equal(["configuration new.yaml:9 True", "platform META:7 False"], route.Select(entry => $"{entry!["layer"]} {entry["because"]} {entry["wins"]!.GetValue<bool>()}"));
        await IsDueToAsync(node, "route", "inet4/default/0", "META:6");      // of which the config says nothing
    }

    [Fact]
    public async Task A_document_with_errors_is_told_and_the_lower_layers_rule()
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = Lab.Machine("node").Nic(lan).Meta(Lab.Folder, firstIsBad: false, (10, "hostnames:\n  - { hostnam: amber }\n"));
        await Lab.StartAsync();

        await node.EventuallyAsync("problems", problem => problem["source"] == "META" && problem["line"] == "2" && problem["path"] == "hostnames[0].hostnam"
            && problem["message"] == "is not a known setting (did you mean 'hostname'?)", "the problem");
        await node.EventuallyAsync("conditions", condition => condition.Id == "platform network" && condition["state"] == "failed", "that it does not count");
        await node.ReadyAsync();
        await lan.PingsAsync(await node.AddressAsync("ens3"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_URL_of_the_config_has_the_code_and_the_UUID_of_META(bool onDisk)
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var url = lan.Serves("/amber.yaml", "machine: { network: { hostname: amber } }");
        var node = Lab.Machine("node").Nic(lan).Cmdline($"talos.config={url}?id=${{uuid}}&code=${{code}}");
        if (onDisk)
            node.Meta(Lab.Folder, firstIsBad: false, (11, "let me in"), (15, "0000-0001"));
        else
            node.Cmdline($"talos.environment=INSTALLER_META_BASE64={Convert.ToBase64String(Encoding.UTF8.GetBytes("0xb=let me in;0xf=0000-0001"))}");
        await Lab.StartAsync();

        await node.EventuallyAsync("hostname", name => name["hostname"] == "amber", "the name of the config");
        Assert.Contains("/amber.yaml?code=let%20me%20in&id=0000-0001", lan.AskedByHttp);
    }

    /// <summary>As the kernel has them: a route without a priority has none.</summary>
    private static async Task HasRoutesAsync(Machine node)
    {
        var routes = (await node.ShellAsync("/usr/bin/ip route")).Split('\n').Select(line => line.Trim()).ToList();
        Assert.Contains("default via 10.0.0.1 dev ens3 proto 73", routes);
        Assert.Contains("10.7.0.0/16 via 10.0.0.2 dev ens3 proto 73 metric 300", routes);
    }

    private static async Task IsDueToAsync(Machine node, string kind, string id, string because)
    {
        var entries = (await (await node.ApiAsync()).ExplainAsync(kind, id))["entries"]!.AsArray();
        Assert.Contains(entries, entry => entry!["layer"]!.GetValue<string>() == "platform" && entry["because"]!.GetValue<string>() == because && entry["wins"]!.GetValue<bool>());
    }
}
