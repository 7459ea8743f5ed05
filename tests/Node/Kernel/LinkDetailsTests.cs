using System.Net;
using Ichor.Config;
using Ichor.Netlink;
using Ichor.Netlink.Generic;
using Ichor.Netlink.Route;
using Ichor.Netlink.Tests;
using Ichor.Network;
using Ichor.Node.Kernel;
using Ichor.Node.State;
using Ichor.Node.Tests.Files;

namespace Ichor.Node.Tests.Kernel;

/// <summary>What generic netlink tells of links, with a kernel that answers as the test says.</summary>
public sealed class LinkDetailsTests : IDisposable
{
    private const ushort Control = 16, WireGuardId = 21, EthtoolId = 22;
    private const byte FeaturesGet = 11;

    private static readonly WireGuardKey s_key = WireGuardKey.FromBytes([.. Enumerable.Repeat((byte)7, 32)]);

    private readonly TempFolder _folder = new();
    private readonly Observed _observed = new();
    private readonly Dictionary<int, byte[]> _tunnels = [];
    private readonly ScriptedKernel _kernel;

    public LinkDetailsTests() => _kernel = new ScriptedKernel(request => request.Type switch
    {
        Control => [Family(request), ScriptedKernel.Error(request, 0)],
        WireGuardId => [ScriptedKernel.Message(request, WireGuardId, _tunnels[BitConverter.ToInt32(request.Payload, 8)]), ScriptedKernel.Done(request)],
        EthtoolId when request.Payload[0] == FeaturesGet => [ScriptedKernel.Message(request, EthtoolId, new byte[3]), ScriptedKernel.Error(request, 0)],
        _ => [ScriptedKernel.Error(request, NetlinkErrno.EOPNOTSUPP)],
    });

    public void Dispose() => _folder.Dispose();

    /// <summary>The name that is asked for, from CTRL_ATTR_FAMILY_NAME.</summary>
    private static byte[] Family(ScriptedKernel.Request request)
    {
        var name = System.Text.Encoding.ASCII.GetString(request.Payload.AsSpan(8)).TrimEnd('\0');
        return ScriptedKernel.Message(request, Control, new NetlinkMessage(0, NetlinkFlags.None).Header(new GenericHeader(1, 2))
            .UInt16(1, name == "wireguard" ? WireGuardId : EthtoolId).String(2, name).ToBytes()[16..]);
    }

    /// <summary>Requests and reports of tunnels have the same attributes.</summary>
    private void Tunnel(int index, ushort port, string endpoint) =>
        _tunnels[index] = WireGuardRequests.Set(new(WireGuardId, "wireguard", 1, new()), new LinkTarget(index, LinkName.Parse("wg0")), new Netlink.Generic.WireGuardChange
        {
            PrivateKey = new(s_key),
            ListenPort = port,
            Peers = new(new Netlink.Generic.WireGuardPeerChange { PublicKey = s_key, Endpoint = IPEndPoint.Parse(endpoint) }),
        })[0].ToBytes()[16..].ToArray();

    private LinkDetails NewLife() => new(() => TimeSpan.Zero, new StateFolder(_folder.Path, null), () => _kernel.Open(NetlinkProtocol.Generic));

    private LinkStatus? Read(LinkDetails details, int index)
    {
        foreach (var link in _observed.Links)
            details.Touch(link.Index);
        details.Read(_observed);
        return _observed.Link(index);
    }

    private void Put(int index, string name, string kind) =>
        _observed.Put(new LinkStatus { Index = index, Name = LinkName.Parse(name), Kind = kind, Group = kind.Length > 0 ? Ownership.LinkGroup : 0, Up = true, Mtu = 1420 });

    [Fact]
    public void A_tunnel_whose_answer_cannot_be_read_keeps_no_other_from_being_read()
    {
        using var details = NewLife();
        Put(5, "wg0", "wireguard");
        Put(6, "wg1", "wireguard");
        Tunnel(6, 51820, "10.0.0.2:1");
        _tunnels[5] = [.. _tunnels[6][..20], 0xff, 0xff, 8, 0x80, 1, 2, 3, 4];

        Assert.Equal((ushort)51820, Read(details, 6)!.WireGuard!.ListenPort);
        Assert.Null(_observed.Link(5)!.WireGuard);
        Assert.Equal(1, details.Remarks.Count);

        Tunnel(6, 51821, "10.0.0.2:1");             // and the next time as well
        Assert.Equal((ushort)51821, Read(details, 6)!.WireGuard!.ListenPort);
        Tunnel(5, 51822, "10.0.0.2:1");
        Assert.Equal((ushort)51822, Read(details, 5)!.WireGuard!.ListenPort);
        Assert.Equal(2, details.Remarks.Count);
    }

    [Fact]
    public void A_driver_whose_answer_cannot_be_read_has_no_settings_and_stops_nothing()
    {
        using var details = NewLife();
        Put(2, "eth0", "");

        Assert.Equal(new EthernetStatus(), Read(details, 2)!.Ethernet);
        Assert.Equal(1, details.Remarks.Count);
    }

    /// <summary>The peer answers where it was put before; that it does is no reason to leave it there when the config says otherwise.</summary>
    [Theory]
    [InlineData("10.0.0.2:1", "10.0.0.2:1", "")]
    [InlineData("10.0.0.2:1", "10.0.0.99:9", "")]       // it has moved by itself
    [InlineData("10.0.0.3:1", "10.0.0.2:1", "set wireguard wg0 update peer BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc= endpoint 10.0.0.3:1")]
    public void A_changed_endpoint_is_set_also_when_the_process_was_restarted_meanwhile(string wished, string present, string operations)
    {
        Put(5, "wg0", "wireguard");
        using (var before = NewLife())
            before.Tunnels.WasSet(new SetWireGuard(5, LinkName.Parse("wg0"), new Network.WireGuardChange
            {
                Peers = [new(s_key, WireGuardPeerAction.Add) { Endpoint = IPEndPoint.Parse("10.0.0.2:1") }],
            }));
        Tunnel(5, 51820, present);

        using var details = NewLife();
        Read(details, 5);
        var config = ConfigFile.Load("c.yaml", $$"""
            machine: { network: { interfaces: [ { interface: wg0, wireguard: { privateKey: {{s_key}}, listenPort: 51820, peers: [ { publicKey: {{s_key}}, endpoint: "{{wished}}" } ] } } ] } }
            """, ConfigMode.Cloud).Config;
        var plan = Planner.Plan(new Inputs { CommandLine = CommandLine.Parse(""), Config = config }, _observed);

        Assert.Equal(operations, string.Join("; ", plan.Operations.OfType<SetWireGuard>()));
    }

    /// <summary>One of a thousand peers that moves is a line, and lines of the past do not pile up.</summary>
    [Fact]
    public void The_last_endpoint_counts_for_the_next_life()
    {
        using (var before = NewLife())
        {
            Set(before, 1);
            Set(before, 2);
            Assert.Equal($"5 {s_key} 10.0.0.2:1\n5 {s_key} 10.0.0.2:2\n", _folder["endpoints.set"]);
            for (ushort port = 3; port <= 500; port++)
                Set(before, port);
        }
        Assert.True(_folder["endpoints.set"].Split('\n').Length < 100, "lines of the past");
        File.AppendAllText(Path.Combine(_folder.Path, "endpoints.set"), $"5 {s_key} 10.0.0.2:50");        // cut off

        Put(5, "wg0", "wireguard");
        Tunnel(5, 51820, "10.0.0.9:9");
        using var details = NewLife();
        Assert.Equal("10.0.0.2:500", Read(details, 5)!.WireGuard!.Peers[0].EndpointWeSet?.ToString());

        static void Set(LinkDetails details, ushort port) => details.Tunnels.WasSet(new SetWireGuard(5, LinkName.Parse("wg0"), new Network.WireGuardChange
        {
            Peers = [new(s_key, WireGuardPeerAction.Update) { Endpoint = new(IPAddress.Parse("10.0.0.2"), port) }],
        }));
    }

    [Fact]
    public void A_tunnel_that_went_leaves_no_endpoint_behind()
    {
        using var details = NewLife();
        details.Tunnels.WasSet(new SetWireGuard(5, LinkName.Parse("wg0"), new Network.WireGuardChange
        {
            Peers = [new(s_key, WireGuardPeerAction.Add) { Endpoint = IPEndPoint.Parse("[fe80::1%3]:1") }],
        }));
        Assert.Equal($"5 {s_key} [fe80::1%3]:1\n", _folder["endpoints.set"]);

        details.Forget(5);
        Assert.Equal("", _folder["endpoints.set"]);
    }
}
