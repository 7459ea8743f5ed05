using System.Net;
using System.Text.Json.Nodes;
using Ichor.Api;
using Ichor.Lab;
using Ichor.Lab.Machines;

namespace Ichor.Images.Tests;

/// <summary>A machine that runs gets another config: what differs changes, and what fails is taken back.</summary>
[Trait("Category", "Qemu")]
public class ConfigChangeTests : LaboratoryTest
{
    const string Bond = """
        machine:
          sysctls: { net.ipv4.ip_forward: "0" }
          network:
            interfaces:
              - interface: bond0
                addresses: [10.0.0.5/24]
                routes: [{ network: 0.0.0.0/0, gateway: 10.0.0.1 }]
                bond: { mode: active-backup, miimon: 100, interfaces: [ens3, ens4] }

        """;

    const string BondWithVlan = Bond + """
                vlans:
                  - vlanId: 100
                    addresses: [10.1.0.5/24]

        """;

    [Fact]
    public async Task A_VLAN_is_added_to_a_bond_under_load_without_the_loss_of_a_packet()
    {
        var lan = Lab.Network("lan").WithHost("10.0.0.1").WithHost("10.1.0.1", vlan: 100);
        var node = Lab.Machine("node").Nic(lan).Nic(lan).Config(Bond);
        await Lab.StartAsync();
        await node.ReadyAsync();
        await lan.PingsAsync(IPAddress.Parse("10.0.0.5"), within: Lab.Patience(20.Seconds));
        var api = await node.ApiAsync();

        await using var pings = await lan.PingEveryAsync(2.Milliseconds, IPAddress.Parse("10.0.0.5"));
        await pings.FlowsAsync(200, Lab.Patience(10.Seconds));
        var report = await api.ApplyAsync(BondWithVlan, ChangeMode.Permanent);
        await lan.PingsAsync(IPAddress.Parse("10.1.0.5"), from: lan.HostAt("10.1.0.1"), within: Lab.Patience(10.Seconds));
        await pings.FlowsAsync(200, Lab.Patience(10.Seconds));
        var result = await pings.StopAsync();

        Assert.True(result.Lost.Count == 0, result.ToString());
        // Nothing is done to what has not changed.
        Assert.All(Operations(report), operation => Assert.Contains("bond0.100", operation));
        var history = (await api.ExplainAsync("address", "bond0.100/10.1.0.5/24"))["history"]!.AsArray();
        Assert.Equal("applied", history[^1]!["state"]!.GetValue<string>());
        Assert.Contains(await api.GetAsync("conditions"), condition => condition.Id == "address bond0.100/10.1.0.5/24" && condition["since"].Length > 0);

        // And away again, by a config that has errors (nothing) and one that has none.
        var refused = await api.ApplyAsync("machine:\n  netwrk: {}\n", ChangeMode.Permanent);
        Assert.False(refused["accepted"]!.GetValue<bool>());
        Assert.Equal([2], refused["problems"]!.AsArray().Where(problem => problem!["severity"]!.GetValue<string>() == "error").Select(problem => problem!["line"]!.GetValue<int>()));
        Assert.Empty(Operations(await api.ApplyAsync(BondWithVlan, ChangeMode.DryRun)));
        Assert.Equal(["delete link bond0.100"], Operations(await api.ApplyAsync(Bond, ChangeMode.DryRun)).Where(operation => operation.Contains("link")));
        await api.ApplyAsync(Bond, ChangeMode.Permanent);
        await node.EventuallyTableAsync("links", links => links.All(link => link.Id != "bond0.100"), "no VLAN");
    }

    [Fact]
    public async Task A_trial_that_cuts_the_machine_off_is_rolled_back_and_leaves_nothing_behind()
    {
        var lan = Lab.Network("lan").WithHost("10.0.0.1");
        var node = Lab.Machine("node").Nic(lan).Nic(lan).WithShell().WithProgram("ip").Config(Bond);
        await Lab.StartAsync();
        await node.ReadyAsync();
        await lan.PingsAsync(IPAddress.Parse("10.0.0.5"), within: Lab.Patience(20.Seconds));
        var api = await node.ApiAsync();
        var before = await StateAsync(node);

        // A gateway that nobody is, and one of everything that has to go away again.
        var report = await api.ApplyAsync("""
            machine:
              sysctls: { net.ipv4.ip_forward: "1" }
              env: { TRIED: "yes" }
              files: [{ path: /etc/os-release, op: append, permissions: 0o644, content: "TRIED=1\n" }]
              network:
                interfaces:
                  - interface: bond0
                    mtu: 1400
                    addresses: [10.0.0.5/24]
                    routes: [{ network: 0.0.0.0/0, gateway: 10.0.0.77 }]
                    bond: { mode: active-backup, miimon: 250, interfaces: [ens3, ens4] }
                    vlans: [{ vlanId: 100, addresses: [10.1.0.5/24], routes: [{ network: 10.9.0.0/16, gateway: 10.1.0.1 }] }]
                  - interface: br0
                    addresses: [10.2.0.5/24]
                    bridge: { interfaces: [] }
                  - interface: dummy0
                    dummy: true
                    addresses: ["2001:db8::5/64"]
            """, ChangeMode.Trial, 600.Seconds, 3.Seconds);
        Assert.Contains("on trial until", report["summary"]!.GetValue<string>());
        Assert.NotEqual(before, await StateAsync(node));

        var trial = await node.EventuallyAsync("trial", trial => trial["state"] == "rolled-back", "the rollback");
        Assert.Equal("for 3 s: the IPv4 gateway does not answer", trial["reason"]);
        await node.EventuallyTableAsync("links", links => links.All(link => link.Id is not ("bond0.100" or "br0" or "dummy0")), "none of the new links");
        await lan.PingsAsync(IPAddress.Parse("10.0.0.5"));
        Assert.Empty(Operations(await api.ApplyAsync(Bond, ChangeMode.DryRun)));
        Assert.Equal(before, await StateAsync(node));
    }

    [Fact]
    public async Task What_was_confirmed_survives_a_reboot_and_what_was_on_trial_does_not()
    {
        static string Config(string hostname) => $"machine: {{ network: {{ hostname: {hostname}, interfaces: [{{ interface: ens3, addresses: [10.0.0.5/24] }}] }} }}\n";
        var lan = Lab.Network("lan").WithHost("10.0.0.1");
        var node = Lab.Machine("node").Nic(lan).Config(Config("first")).StateVolume().MayReboot();
        await Lab.StartAsync();
        await IsCalledAsync(node, "first");
        var api = await node.ApiAsync();

        await api.ApplyAsync(Config("second"), ChangeMode.Trial);
        await IsCalledAsync(node, "second");
        Assert.Contains("kept on STATE", (await api.ConfirmAsync())["summary"]!.GetValue<string>());
        await node.EventuallyAsync("config", config => config["kept"].Contains("new.yaml"), "the config of the next boot");
        await api.ApplyAsync(Config("third"), ChangeMode.Trial, 600.Seconds);
        await IsCalledAsync(node, "third");

        var from = node.Console.End;
        await api.OrderAsync("reboot");
        await node.ForgetApiAsync();
        await node.SaysAsync("node started, pid", from: from, within: Lab.Patience(60.Seconds));
        await IsCalledAsync(node, "second");
        await node.EventuallyAsync("trial", trial => trial["state"] == "rolled-back" && trial["reason"].Contains("the machine was restarted"), "what became of the trial");
        Assert.Equal("STATE/config.yaml", (await node.EventuallyAsync("config", _ => true, "the config"))["source"]);
    }

    [Fact]
    public async Task A_boot_whose_new_config_has_errors_uses_what_is_kept_and_says_so()
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = Lab.Machine("node").Nic(lan).Config("machine:\n  netwrk: {}\n")
            .StateVolume(("config.yaml", "apiVersion: v1alpha1\nkind: HostnameConfig\nhostname: kept\n"));
        await Lab.StartAsync();

        await IsCalledAsync(node, "kept");
        var config = await node.EventuallyAsync("config", config => config["refused"].Length > 0, "the refusal");
        Assert.Equal(("applied", "STATE/config.yaml", "metal-iso/config.yaml"), (config["state"], config["source"], config["refused"]));
        await node.EventuallyAsync("conditions", condition => condition.Id == "config metal-iso/config.yaml" && condition["reason"].Contains("the last good config stays in force"), "why");
        await node.SaysAsync("the last good config stays in force: STATE/config.yaml");
        await node.SaysAsync("metal-iso/config.yaml:2");
    }

    static Task<NodeResource> IsCalledAsync(Machine node, string name) => node.EventuallyAsync("hostname", hostname => hostname["hostname"] == name, $"the name {name}");

    static string[] Operations(JsonNode report) => [.. report["operations"]!.AsArray().Select(operation => operation!.GetValue<string>())];

    /// <summary>Everything that a config may have changed, in the kernel's words.</summary>
    static Task<string> StateAsync(Machine node) => node.ShellAsync("""
        ip -details -oneline link | sed 's/ qlen [0-9]*//; s/ promiscuity.*minmtu/ minmtu/'
        ip -oneline -4 address; ip -4 route show table all; ip -6 route show table all | grep 2001 || true
        cat /proc/sys/net/ipv4/ip_forward /etc/os-release /sys/class/net/bond0/bonding/miimon
        grep /etc/os-release /proc/mounts || true
        """);
}
