using Ichor.Config;
using Ichor.Netlink;
using Ichor.Node.Files;

namespace Ichor.Node.Tests.Files;

public sealed class KernelParametersTests : IDisposable
{
    private readonly TempFolder _root = new();

    public void Dispose() => _root.Dispose();

    private static MachineConfig Config(string yaml) => ConfigFile.Load("config.yaml", yaml, ConfigMode.Cloud).Config!;

    [Fact]
    public void Values_are_written_and_what_is_refused_keeps_none_back()
    {
        _root.Put("/proc/sys/net/ipv4/ip_forward", "0\n");
        _root.Put("/proc/sys/net/ipv4/conf/eth0.100/forwarding", "0\n");
        _root.Put("/sys/block/vda/queue/scheduler", "none\n");
        var parameters = new KernelParameters(_root.Path);

        parameters.Apply(Config("""
            machine:
              sysctls:
                no.such.thing: "1"
                net.ipv4.ip_forward: "1"
                net.ipv4.conf.eth0/100.forwarding: "1"
              sysfs:
                block.vda.queue.scheduler: mq-deadline
            """));

        Assert.Equal("1\n", _root["/proc/sys/net/ipv4/ip_forward"]);
        Assert.Equal("1\n", _root["/proc/sys/net/ipv4/conf/eth0.100/forwarding"]);
        Assert.Equal("mq-deadline\n", _root["/sys/block/vda/queue/scheduler"]);
        Assert.Equal(["config.yaml:3: machine.sysctls.no.such.thing: there is no such parameter"], parameters.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void What_belongs_to_a_link_is_written_when_the_link_comes()
    {
        var parameters = new KernelParameters(_root.Path);
        parameters.Apply(Config("machine: { sysctls: { net.ipv4.conf.bond0.forwarding: '1' } }"));
        Assert.Single(parameters.Problems);

        _root.Put("/proc/sys/net/ipv4/conf/bond0/forwarding", "0\n");
        parameters.TryMissing([]);

        Assert.Equal("1\n", _root["/proc/sys/net/ipv4/conf/bond0/forwarding"]);
        Assert.Empty(parameters.Problems);
    }

    /// <summary>net.bridge comes with br_netfilter, which the same config has loaded: at every boot there would be an alarm.</summary>
    [Fact]
    public void While_modules_are_being_loaded_nobody_is_alarmed_about_what_they_may_bring()
    {
        var isBusy = true;
        var parameters = new KernelParameters(_root.Path, null, () => isBusy);
        parameters.Apply(Config("machine: { sysctls: { net.bridge.a: '0', net.bridge.b: '0' } }"));
        _root.Put("/proc/sys/net/bridge/a", "1\n");
        parameters.TryMissing([]);
        isBusy = false;
        parameters.TryMissing([]);

        Assert.Equal("0\n", _root["/proc/sys/net/bridge/a"]);
        Assert.Equal(["config.yaml:1: machine.sysctls.net.bridge.b: there is no such parameter"], parameters.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void The_kernels_refusal_is_a_problem_with_its_line()
    {
        var parameters = new KernelParameters();

        parameters.Apply(Config("machine: { sysctls: { kernel.ostype: Ichor } }"));     // read-only in every kernel

        Assert.Matches("^config.yaml:1: machine.sysctls.kernel.ostype: the kernel refuses 'Ichor': (EACCES|EPERM|EROFS)$", parameters.Problems.Single().ToString());
    }

    [Fact]
    public void What_vanishes_from_the_config_is_what_it_was_also_in_the_next_life_of_the_node()
    {
        _root.Put("/proc/sys/net/ipv4/ip_forward", "0\n");
        _root.Put("/sys/block/vda/queue/scheduler", "[none] mq-deadline\n");
        _root.Put("/proc/sys/net/ipv4/conf/gone/forwarding", "0\n");
        KernelParameters Life() => new(_root.Path, new Ichor.Node.State.StateFolder(_root.Path + "/run", null));

        Life().Apply(Config("""
            machine:
              sysctls: { net.ipv4.ip_forward: "1", net.ipv4.conf.gone.forwarding: "1" }
              sysfs: { block.vda.queue.scheduler: mq-deadline }
            """));
        Life().Apply(Config("machine: { sysctls: { net.ipv4.ip_forward: '2' } }"));
        Assert.Equal("none\n", _root["/sys/block/vda/queue/scheduler"]);
        Assert.Equal("0\n", _root["/proc/sys/net/ipv4/conf/gone/forwarding"]);
        Assert.Equal("2\n", _root["/proc/sys/net/ipv4/ip_forward"]);

        Life().Apply(MachineConfig.Empty);
        Assert.Equal("0\n", _root["/proc/sys/net/ipv4/ip_forward"]);

        // It is put back once: afterwards it belongs to who changes it.
        _root.Put("/proc/sys/net/ipv4/ip_forward", "7\n");
        Life().Apply(MachineConfig.Empty);
        Assert.Equal("7\n", _root["/proc/sys/net/ipv4/ip_forward"]);
    }

    /// <summary>A VLAN with another id, a rollback, a card that was pulled and plugged in again.</summary>
    [Fact]
    public void What_belongs_to_a_link_is_written_again_when_the_link_is_made_anew()
    {
        const string File = "/proc/sys/net/ipv4/conf/eth0.100/rp_filter", Sysfs = "/sys/class/net/br0/bridge/group_fwd_mask";
        (LinkName, int) vlan = (LinkName.Parse("eth0.100"), 5), bridge = (LinkName.Parse("br0"), 6);
        _root.Put(File, "0\n");
        _root.Put(Sysfs, "0x0\n");
        var parameters = new KernelParameters(_root.Path);
        parameters.Apply(Config("machine: { sysctls: { net.ipv4.conf.eth0/100.rp_filter: '2' }, sysfs: { class.net.br0.bridge.group_fwd_mask: '0x8' } }"));
        parameters.TryMissing([vlan, bridge]);

        _root.Put(File, "7\n");                                    // somebody's business while the link is the same
        parameters.TryMissing([vlan, bridge, (LinkName.Parse("br1"), 7)]);
        Assert.Equal("7\n", _root[File]);

        _root.Put(File, "0\n");
        _root.Put(Sysfs, "0x0\n");
        parameters.TryMissing([(LinkName.Parse("eth0.100"), 8), bridge]);
        Assert.Equal("2\n", _root[File]);
        Assert.Equal("0x0\n", _root[Sysfs]);
        parameters.TryMissing([(LinkName.Parse("br0"), 9)]);
        Assert.Equal("0x8\n", _root[Sysfs]);
        Assert.Empty(parameters.Problems);
    }

    /// <summary>A machine that forwards would otherwise lose the default route that it has from a router.</summary>
    [Theory]
    [InlineData("net.ipv6.conf.all.forwarding: '1'", "default=2 eth0=2 eth1=0 eth2=2")]
    [InlineData("net.ipv6.conf.all.forwarding: '0'", "default=1 eth0=1 eth1=0 eth2=2")]
    [InlineData("net.ipv6.conf.eth0.forwarding: '1'", "default=1 eth0=2 eth1=0 eth2=2")]
    [InlineData("net.ipv6.conf.default.forwarding: '1'", "default=2 eth0=1 eth1=0 eth2=2")]
    [InlineData("net.ipv6.conf.all.forwarding: '1', net.ipv6.conf.eth0.accept_ra: '0'", "default=2 eth0=0 eth1=0 eth2=2")]
    [InlineData("net.ipv6.conf.all.forwarding: '1', net.ipv6.conf.all.accept_ra: '1'", "default=1 eth0=1 eth1=0 eth2=2")]
    public void Who_forwards_IPv6_still_hears_routers_unless_somebody_says_otherwise(string sysctls, string expected)
    {
        string[] links = ["default", "eth0", "eth1", "eth2"];
        foreach (var link in links.Append("all"))
        {
            _root.Put($"/proc/sys/net/ipv6/conf/{link}/accept_ra", link switch { "eth1" => "0\n", "eth2" => "2\n", _ => "1\n" });
            _root.Put($"/proc/sys/net/ipv6/conf/{link}/forwarding", "0\n");
        }
        KernelParameters Life() => new(_root.Path, new Ichor.Node.State.StateFolder(_root.Path + "/run", null));
        string Accept() => string.Join(' ', links.Select(link => $"{link}={_root[$"/proc/sys/net/ipv6/conf/{link}/accept_ra"].TrimEnd()}"));

        Life().Apply(Config($"machine: {{ sysctls: {{ {sysctls} }} }}"));
        Assert.Equal(expected, Accept());
        var next = Life();
        next.Apply(Config($"machine: {{ sysctls: {{ {sysctls} }} }}"));
        Assert.Equal(expected, Accept());
        Assert.Empty(next.Problems);

        Life().Apply(MachineConfig.Empty);
        Assert.Equal("default=1 eth0=1 eth1=0 eth2=2", Accept());
    }

    [Fact]
    public void A_link_that_is_still_to_come_and_will_forward_hears_routers_as_well()
    {
        var parameters = new KernelParameters(_root.Path);
        parameters.Apply(Config("machine: { sysctls: { net.ipv6.conf.eth0.forwarding: '1' } }"));
        Assert.Single(parameters.Problems);

        _root.Put("/proc/sys/net/ipv6/conf/eth0/accept_ra", "1\n");
        _root.Put("/proc/sys/net/ipv6/conf/eth0/forwarding", "0\n");
        parameters.TryMissing([(LinkName.Parse("eth0"), 3)]);

        Assert.Equal("2\n", _root["/proc/sys/net/ipv6/conf/eth0/accept_ra"]);
        Assert.Equal("1\n", _root["/proc/sys/net/ipv6/conf/eth0/forwarding"]);
        Assert.Empty(parameters.Problems);
    }
}
