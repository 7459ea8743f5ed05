using Ichor.Lab.Machines;

namespace Ichor.Images.Tests;

/// <summary><c>machine.kernel.modules</c>: what the kernel made of it, and what the node says.</summary>
[Trait("Category", "Qemu")]
public class KernelModuleTests : LaboratoryTest
{
    [Fact]
    public async Task Modules_of_a_config_are_loaded_with_their_parameters_and_what_became_of_each_is_told()
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = Lab.Machine("node").Nic(lan).WithShell().Config("""
            machine:
              sysctls:
                net.bridge.bridge-nf-call-iptables: "0"
              kernel:
                modules:
                  - name: vxlan
                    parameters: [udp_port=4790, log_ecn_error=N]
                  - name: dumy
                  - name: bonding
                    parameters: [miimon=often]
                  - name: dummy
                    parameters: [numdummies=3, numdumies=4]
                  - name: virtio_net
                    parameters: [napi_weight=32]
                  - name: ipv6
                  - name: br-netfilter
            """);
        await Lab.StartAsync();

        await node.EventuallyTableAsync("conditions", all => Modules(all).Count() == 7 && !Modules(all).Any(module => module["state"] is "applying" or "waiting"), "an end of every module");
        Assert.Equal("4790 N", (await node.ShellAsync("cd /sys/module/vxlan/parameters; echo $(cat udp_port log_ecn_error)")).Trim());
        Assert.Equal("dummy0 dummy1 dummy2", (await node.ShellAsync("cd /sys/class/net; echo dummy*")).Trim());
        await TellsAsync("vxlan", "applied", "");
        await TellsAsync("dumy", "failed", "did you mean dummy?");
        await TellsAsync("bonding", "failed", "EINVAL (Invalid argument); bonding: `often' invalid for parameter `miimon'");
        await TellsAsync("dummy", "applied", "dummy: unknown parameter 'numdumies' ignored");
        await TellsAsync("virtio_net", "applied", "it was loaded before the config asked for it: napi_weight is 64, not 32; on the kernel command line virtio_net.napi_weight=32 comes in time");
        await TellsAsync("ipv6", "applied", "");
        await TellsAsync("br_netfilter", "applied", "");

        // What a module brings along in /proc/sys is written when it is there.
        await node.EventuallyTableAsync("problems", problems => problems.All(problem => !problem["path"].Contains("sysctls")), "no parameter that is not there");
        Assert.Equal("0", (await node.ShellAsync("cat /proc/sys/net/bridge/bridge-nf-call-iptables")).Trim());
        node.Console.HasNo("there is no such parameter");

        // The next life of the node knows what this boot has loaded, and leaves it at that.
        var before = node.Console.End;
        await node.ShellAsync($"kill -9 {await node.PidOfNodeAsync()}");
        await node.ForgetApiAsync();
        await node.SaysAsync("node started, pid", from: before);
        await TellsAsync("dummy", "applied", "dummy: unknown parameter 'numdumies' ignored");
        Assert.DoesNotContain("kernel module dummy: loaded already", node.Console.Text[before..]);

        async Task TellsAsync(string module, string state, string reason) => await node.EventuallyAsync("conditions",
            condition => condition.Id == $"kernel-module {module}" && condition["state"] == state && (reason.Length == 0 ? condition["reason"].Length == 0 : condition["reason"].Contains(reason)),
            $"{module} {state}, {reason}");
    }

    [Fact]
    public async Task A_driver_that_only_the_config_asks_for_brings_its_card()
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = Lab.Machine("node").Nic(lan).Nic(lan, model: "e1000", slot: 9).Cmdline("modprobe.blacklist=e1000").Config("""
            machine:
              kernel: { modules: [ { name: e1000 } ] }
              network: { interfaces: [ { interface: ens9, dhcp: true } ] }
            """);
        await Lab.StartAsync();

        await lan.PingsAsync(await node.AddressAsync("ens9"));
        await node.EventuallyAsync("conditions", condition => condition.Id == "kernel-module e1000" && condition["state"] == "applied", "e1000");
        await node.SaysAsync("kernel module e1000: loaded");
    }

    static IEnumerable<NodeResource> Modules(IEnumerable<NodeResource> conditions) => conditions.Where(condition => condition["kind"] == "kernel-module");
}
