using System.Globalization;
using System.Net;
using System.Text;
using Ichor.Config;
using Ichor.Netlink;
using Ichor.Network.Offline;

namespace Ichor.Network.Tests.Planning;

/// <summary>
/// A config of which a little is changed again and again, read and planned as the node does it. The fake kernel compares each plan
/// with the plan of somebody who remembers nothing.
/// </summary>
public sealed class EditedConfigTests
{
    private const int Routes = 12, Vlans = 4, Peers = 5;

    private readonly ConfigMemory _memory = new();
    private readonly FakeKernel _kernel = new(ObservedFile.Load("machine.yaml", """
        links: [ { name: lo }, { name: eth0 } ]
        addresses: [ { link: lo, address: 127.0.0.1/8, scope: 254 } ]
        """).File!.Observed);

    /// <summary>Numbers that may be different: as many for each kind of object as there are of it.</summary>
    private sealed record Scene(int[] Destinations, int[] Metrics, int[] Gateways, int[] Ids, int[] Mtus, int[] Endpoints, int[] Networks)
    {
        public static Scene First => new([.. Enumerable.Range(0, Routes)], new int[Routes], new int[Routes], [.. Enumerable.Range(1, Vlans)], new int[Vlans], new int[Peers], [.. Enumerable.Range(0, Peers)]);

        public Scene Copy() => new([.. Destinations], [.. Metrics], [.. Gateways], [.. Ids], [.. Mtus], [.. Endpoints], [.. Networks]);

        public string Text()
        {
            var text = new StringBuilder("apiVersion: v1alpha1\nkind: DummyLinkConfig\nname: d0\naddresses:\n- address: 10.0.0.1/16\nroutes:\n");
            for (var i = 0; i < Routes; i++)
                text.Append(CultureInfo.InvariantCulture, $"- destination: 100.64.{Destinations[i]}.0/24\n  gateway: 10.0.0.{2 + Gateways[i]}\n  metric: {100 * (1 + Metrics[i])}\n");
            for (var i = 0; i < Vlans; i++)
                text.Append(CultureInfo.InvariantCulture, $"---\napiVersion: v1alpha1\nkind: VLANConfig\nname: d0.{i}\nvlanID: {Ids[i]}\nparent: d0\nmtu: {1400 + Mtus[i]}\naddresses:\n- address: 10.1.{i}.1/24\n");
            text.Append(CultureInfo.InvariantCulture, $"---\napiVersion: v1alpha1\nkind: WireguardConfig\nname: wg0\nprivateKey: {Key(99)}\npeers:\n");
            for (var i = 0; i < Peers; i++)
                text.Append(CultureInfo.InvariantCulture, $"- publicKey: {Key(50 - i)}\n  endpoint: 192.0.2.{1 + Endpoints[i]}:51820\n  allowedIPs: [172.20.{Networks[i]}.0/24]\n");
            return text.ToString();
        }

        private static string Key(int number) => Convert.ToBase64String([.. Enumerable.Repeat((byte)number, 32)]);
    }

    /// <summary>Null when the text is none that may rule.</summary>
    private Inputs? Read(Scene scene) => ConfigFile.Load("config.yaml", scene.Text(), ConfigMode.Metal, _memory).Config is { } config
        ? new Inputs { CommandLine = CommandLine.Parse(""), Config = config }
        : null;

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public void A_plan_with_a_memory_is_the_plan_without(int seed)
    {
        var random = new Random(seed);
        var scene = Scene.First;
        Assert.True(_kernel.Settle(Read(scene)!));
        var ruled = 0;
        for (var i = 0; i < 120; i++)
        {
            var edited = scene.Copy();
            for (var edits = random.Next(1, 4); edits > 0; edits--)
                Edit(edited, random);
            if (Read(edited) is not { } inputs)
                continue;
            scene = edited;
            ruled++;
            _kernel.Settle(inputs);     // of two wishes with one key neither may come to rest: what counts is compared in it
        }
        Assert.True(ruled > 30, $"only {ruled} texts were valid");
    }

    private static void Edit(Scene scene, Random random)
    {
        int[][] numbers = [scene.Destinations, scene.Metrics, scene.Metrics, scene.Gateways, scene.Ids, scene.Mtus, scene.Endpoints, scene.Networks];
        var one = numbers[random.Next(numbers.Length)];
        one[random.Next(one.Length)] = one == scene.Ids ? random.Next(1, 8) : random.Next(one == scene.Destinations || one == scene.Networks ? one.Length : 3);
    }

    [Fact]
    public void A_tunnel_that_changes_among_more_than_is_remembered_is_looked_at()
    {
        var inputs = Read(Scene.First)!;
        Assert.True(_kernel.Settle(inputs));
        var before = _kernel.Done;

        var tunnel = _kernel.Observed.Link(LinkName.Parse("wg0"))!;
        _kernel.Observed.Put(tunnel with { WireGuard = tunnel.WireGuard! with { Peers = [.. tunnel.WireGuard.Peers.Skip(1)] } });
        for (var i = 0; i < 600; i++)
            _kernel.Observed.Put(new RouteStatus { Destination = new IpPrefix(new IPAddress([172, 16, (byte)(i / 200), (byte)(i % 200)]), 32), LinkIndex = 2, Protocol = 200 });

        Assert.True(_kernel.Settle(inputs));
        Assert.Equal(1, _kernel.Done - before);
    }

    [Fact]
    public void A_peer_that_moves_costs_one_operation_and_no_look_at_other_links()
    {
        Assert.True(_kernel.Settle(Read(Scene.First)!));
        var before = _kernel.Done;
        var moved = Scene.First;
        moved.Endpoints[2] = 7;

        Assert.True(_kernel.Settle(Read(moved)!));

        Assert.Equal(1, _kernel.Done - before);
        Assert.Contains(_kernel.Observed.Link(LinkName.Parse("wg0"))!.WireGuard!.Peers, peer => $"{peer.Endpoint}" == "192.0.2.8:51820");
    }
}
