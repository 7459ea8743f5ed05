using Ichor.Config;
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
        parameters.TryMissing();

        Assert.Equal("1\n", _root["/proc/sys/net/ipv4/conf/bond0/forwarding"]);
        Assert.Empty(parameters.Problems);
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
}
