using Ichor.Config;
using Ichor.Linux;
using Ichor.Netlink;
using Ichor.Network;
using Ichor.Network.Offline;
using Ichor.Node.Kernel;
using Ichor.Node.Operators;

namespace Ichor.Node.Tests;

/// <summary>Operators that can never speak: they must not hold back what others want, and must say why.</summary>
public sealed class OperatorHostTests : IDisposable
{
    private readonly EventLoop _loop = new();
    private readonly Observed _observed = ObservedFile.Load("observed.yaml", """
        links:
          - { name: lo }
          - { name: tun0 }
          - { name: eth0, hardwareAddr: "52:54:00:12:34:56" }
        """).File!.Observed;

    private readonly LinkDetails _details;
    private readonly KernelReader _reader;
    private readonly KernelWriter _writer;
    private readonly NodeCore _core;
    private readonly OperatorHost _host;

    public OperatorHostTests()
    {
        _details = new LinkDetails(() => _loop.Now);
        _reader = new KernelReader(_observed, "/sys", _ => true, _details);
        _writer = new KernelWriter(_observed, _details);
        _core = new NodeCore(_loop, _observed, _reader, _writer, CommandLine.Parse(""));
        _host = new OperatorHost(_loop, _observed, _core, new Mistakes(_ => { }), TimeProvider.System);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
        _details.Dispose();
        _loop.Dispose();
    }

    private void Apply(string config)
    {
        var (machine, problems) = ConfigFile.Load("config.yaml", config, ConfigMode.Cloud);
        Assert.True(machine is not null, string.Join('\n', problems));
        _host.Apply(Planner.Plan(new Inputs { CommandLine = CommandLine.Parse(""), Config = machine, ConfigHasSpoken = true }, _observed));
    }

    [Fact]
    public void A_link_that_DHCP_is_not_for_says_so_and_has_spoken()
    {
        const string Link = "tun0", Reason = "tun0 has no Ethernet address, and DHCP goes by it: give it static addresses";
        Apply($"machine: {{ network: {{ interfaces: [{{ interface: {Link}, dhcp: true }}] }} }}");

        var condition = Assert.Single(_host.Conditions, condition => condition.Object.ToString() == $"operator dhcp4/{Link}");
        Assert.Equal((ConditionState.Failed, Reason), (condition.State, condition.Reason));
        Assert.Null(Lease(Link));
        Assert.Equal(("impossible", Reason), _host.Rows().Where(row => row.Id == $"dhcp4/{Link}").Select(row => (row.State, row.Problem)).Single());

        Apply("machine: { network: { interfaces: [{ interface: tun0, addresses: [10.0.0.1/24] }] } }");
        Assert.DoesNotContain(_host.Conditions, condition => condition.Object.ToString() == $"operator dhcp4/{Link}");
        Assert.DoesNotContain(Key(Link), _core.Inputs.Leases.Keys);
    }

    [Fact]
    public void An_identifier_that_is_too_short_is_not_tried_at_each_pass()
    {
        var spec = new OperatorSpec { ClientIdentifier = DhcpClientIdentifier.Duid, Duid = [0] };
        var link = _observed.Link(LinkName.Parse("eth0"))!;

        Assert.Equal("the client identifier has less than 2 bytes (duidRaw)", DhcpAbility.WhyNot(link, spec));
        Assert.Null(DhcpAbility.WhyNot(link, spec with { Duid = [0, 1] }));
        Assert.Null(DhcpAbility.WhyNot(link, new OperatorSpec()));
    }

    private static OperatorKey Key(string link) => new(OperatorKind.Dhcp4, LinkName.Parse(link));

    private LeaseSpec? Lease(string link)
    {
        Assert.True(_core.Inputs.Leases.TryGetValue(Key(link), out var lease), "it has not spoken");
        return lease;
    }
}
