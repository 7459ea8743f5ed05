using System.Net;
using System.Threading.Channels;
using Ichor.Node.Operators;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Node.Tests.Operators.Peers;

/// <summary>The DHCP operator with its real sockets, against a server that others wrote.</summary>
[Trait("Category", "Root")]
public class DnsmasqTests
{
    private const string Ready = "sockets bound exclusively";

    [Fact]
    public async Task A_lease_is_got_renewed_rebound_and_let_go()
    {
        using var wire = await Wire.LayAsync("dnsmasq");
        var server = await wire.StartPeerAsync(Dnsmasq(wire), Ready);
        using var node = await Node.StartAsync(wire);

        var lease = await node.NextAsync();
        Assert.Equal("10.9.0.77/24 from 10.9.0.1 for 00:10:00", $"{lease!.Address}/{lease.PrefixLength} from {lease.Server} for {lease.Duration}");
        Assert.Equal("0.0.0.0/0 via 10.9.0.1 10.20.0.0/16 via 10.9.0.7", lease.Routes.ToString());
        Assert.Equal(("10.9.0.1 10.9.0.3", "10.9.0.1"), (lease.NameServers.ToString(), lease.TimeServers.ToString()));
        Assert.Equal(("node7", "example.com", 1400), (lease.Hostname, lease.Domain, lease.Mtu));
        Assert.Equal(["example.com", "lab.example.com"], lease.SearchDomains);
        await wire.IpOnNodeAsync($"addr add {lease.Address}/24 dev {Wire.Link}");

        await node.CheckedAsync();
        Assert.Equal("renewing", await node.JumpToAsync(lease.RenewAt));
        var renewed = await node.NextAsync();
        Assert.True(lease.HasSameSettings(renewed!) && renewed!.AcquiredAt > lease.AcquiredAt);

        server.Dispose();
        Assert.Equal("renewing", await node.JumpToAsync(renewed.RenewAt));
        Assert.Equal("rebinding", await node.JumpToAsync(renewed.RebindAt));
        server = await wire.StartPeerAsync(Dnsmasq(wire), Ready);
        Assert.Equal("rebinding", await node.JumpToAsync((await node.StateAsync()).WakeAt));
        var rebound = await node.NextAsync();
        Assert.True(lease.HasSameSettings(rebound!) && rebound!.AcquiredAt > renewed.AcquiredAt);

        server.Dispose();
        await node.JumpToAsync(rebound.RenewAt);
        await node.JumpToAsync(rebound.RebindAt);
        Assert.Equal("selecting", await node.JumpToAsync(rebound.ExpiresAt));
        Assert.Null(await node.NextAsync());
    }

    [Fact]
    public async Task The_next_life_of_the_node_confirms_its_lease()
    {
        using var wire = await Wire.LayAsync("dnsmasq");
        var server = await wire.StartPeerAsync(Dnsmasq(wire), Ready);
        var killed = await Node.StartAsync(wire);
        var lease = await killed.NextAsync();
        await server.SaysAsync("DHCPACK");

        using var next = await Node.StartAsync(wire);
        Assert.True(lease!.HasSameSettings((await next.NextAsync())!));      // at once, from the file
        Assert.True(lease.HasSameSettings((await next.NextAsync())!));       // confirmed

        await server.SaysAsync("DHCPACK", times: 2);
        Assert.Equal("bound", (await next.StateAsync()).Name);
    }

    [Fact]
    public async Task A_lease_of_another_network_is_refused_and_replaced()
    {
        using var wire = await Wire.LayAsync("dnsmasq");
        using (await wire.StartPeerAsync(Dnsmasq(wire), Ready))
            Assert.NotNull(await (await Node.StartAsync(wire)).NextAsync());
        File.Delete(Path.Combine(wire.Folder, "dnsmasq.leases"));
        var server = await wire.StartPeerAsync(Dnsmasq(wire).Replace("10.9.0.77", "10.9.0.78"), Ready);

        using var next = await Node.StartAsync(wire);
        Assert.NotNull(await next.NextAsync());
        await server.SaysAsync("DHCPNAK");
        Assert.Null(await next.NextAsync());
        Assert.Equal(IPAddress.Parse("10.9.0.78"), (await next.NextAsync())!.Address);
    }

    [Fact]
    public async Task A_conflict_is_declined_in_a_way_that_the_server_understands()
    {
        using var wire = await Wire.LayAsync("dnsmasq");
        var server = await wire.StartPeerAsync(Dnsmasq(wire), Ready);
        using var node = await Node.StartAsync(wire);
        var lease = await node.NextAsync();

        await node.ConflictAsync(lease!.Address);

        await server.SaysAsync("DHCPDECLINE(s0) 10.9.0.77");
        Assert.Null(await node.NextAsync());
        Assert.Equal("waiting", (await node.StateAsync()).Name);
    }

    [Fact]
    public async Task A_name_that_comes_after_the_lease_reaches_the_server_with_the_next_request()
    {
        using var wire = await Wire.LayAsync("dnsmasq");
        var server = await wire.StartPeerAsync(Dnsmasq(wire).Replace(",node7,", ",", StringComparison.Ordinal), Ready);
        using var node = await Node.StartAsync(wire, name: null);
        var lease = await node.NextAsync();
        await wire.IpOnNodeAsync($"addr add {lease!.Address}/24 dev {Wire.Link}");
        await node.CheckedAsync();

        await node.RenameAsync("amber");

        await server.SaysAsync("DHCPACK(s0) 10.9.0.77 02:00:00:00:00:02 amber");
        Assert.True(lease.HasSameSettings((await node.NextAsync())! with { Hostname = lease.Hostname, Domain = lease.Domain }));
    }

    /// <summary>An authoritative server in the foreground that logs to standard error.</summary>
    private static string Dnsmasq(Wire wire) =>
        "dnsmasq -k -d -C /dev/null --port=0 --no-ping --dhcp-authoritative --interface=s0 --bind-interfaces"
        + $" --dhcp-leasefile={wire.Folder}/dnsmasq.leases --user=root"
        + " --dhcp-range=10.9.0.50,10.9.0.99,255.255.255.0,10m --dhcp-host=02:00:00:00:00:02,node7,10.9.0.77 --domain=example.com"
        + " --dhcp-option=option:router,10.9.0.1,10.9.0.2 --dhcp-option=option:dns-server,10.9.0.1,10.9.0.3"
        + " --dhcp-option=option:ntp-server,10.9.0.1 --dhcp-option=option:domain-search,example.com,lab.example.com"
        + " --dhcp-option=option:classless-static-route,0.0.0.0/0,10.9.0.1,10.20.0.0/16,10.9.0.7 --dhcp-option=option:mtu,1400";

    /// <summary>The operator on the wire, its publications as a stream.</summary>
    private sealed class Node(Wire wire) : IDisposable
    {
        private readonly Channel<DhcpLease?> _published = Channel.CreateUnbounded<DhcpLease?>();
        private readonly JumpingTime _time = new(wire.Loop);
        private Injecting? _transport;
        private DhcpOperator? _operator;

        private string? _name;

        public static async Task<Node> StartAsync(Wire wire, string? name = "node7")
        {
            var node = new Node(wire) { _name = name };
            await wire.OnNodeAsync(() =>
            {
                node._transport = new Injecting(new DhcpTransport(wire.Loop, Wire.LinkIndex, Wire.Link));
                node._operator = new DhcpOperator(wire.Loop, Wire.LinkIndex, Wire.Link, Wire.Mac, () => node._name, true,
                    lease => node._published.Writer.TryWrite(lease),
                    new DhcpOperatorSettings
                    {
                        LeaseFolder = wire.Folder,
                        Transport = node._transport,
                        Clock = () => node._time.Now,
                        Arm = node._time.Arm,
                    });
                node._operator.CarrierChanged(true);
                return true;
            });
            return node;
        }

        public async Task<DhcpLease?> NextAsync() => await _published.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

        public Task<DhcpState> StateAsync() => wire.OnNodeAsync(() => _operator!.State);

        /// <summary>The state right after the jump, before any answer can have come.</summary>
        public Task<string> JumpToAsync(TimeSpan? time) => wire.OnNodeAsync(() =>
        {
            _time.JumpTo(time!.Value);
            return _operator!.State.Name;
        });

        /// <summary>Lets the check for other users of the address pass.</summary>
        public async Task CheckedAsync()
        {
            while (await StateAsync() is DhcpState.Checking checking)
                await JumpToAsync(checking.WakeAt);
        }

        public Task<bool> ConflictAsync(IPAddress address) => wire.OnNodeAsync(() =>
        {
            _transport!.Inject(ArpPacket.Announcement(MacAddress.Parse("02:00:00:00:00:99"), address));
            return true;
        });

        public Task<bool> RenameAsync(string name) => wire.OnNodeAsync(() =>
        {
            _name = name;
            _operator!.TellName();
            return true;
        });

        public void Dispose() => wire.OnNodeAsync(() =>
        {
            _operator?.Dispose();
            _transport?.Dispose();
            return true;
        }).Wait();
    }

    /// <summary>The real transport, through which a test can also let ARP packets come.</summary>
    private sealed class Injecting(DhcpTransport real) : IDhcpTransport
    {
        public Action<ArpPacket> Inject { get; private set; } = static _ => { };

        public Action<DhcpMessage> MessageReceived { set => real.MessageReceived = value; }

        public Action<ArpPacket> ArpReceived { set => real.ArpReceived = Inject = value; }

        public void ListenFor(DhcpState state) => real.ListenFor(state);

        public void Broadcast(DhcpMessage message) => real.Broadcast(message);

        public void Unicast(DhcpMessage message, IPAddress server) => real.Unicast(message, server);

        public void Send(ArpPacket packet) => real.Send(packet);

        public void Dispose() => real.Dispose();
    }
}
