using Ichor.Network.Offline;

namespace Ichor.Ctl.Tests;

/// <summary>What is wrong with an observed file is said with its line, and never thrown.</summary>
public class ObservedFileTests
{
    [Theory]
    [InlineData("links:\n- { name: a }\n- { name: a }", "observed.yaml:3: links[1].name: a is listed already (line 2)")]
    [InlineData("links:\n- { name: a, index: 2 }\n- { name: b, index: 2 }", "observed.yaml:3: links[1].index: b has index 2, and so has a (line 2): give each an index of its own")]
    [InlineData("links:\n- { name: a, index: 2 }\n- { name: b }", "observed.yaml:3: links[1].index: b has index 2, its place in the list, and so has a (line 2): give each an index of its own")]
    [InlineData("links:\n- { name: a,\n    master: b }", "observed.yaml:3: links[0].master: b is not among the links")]
    [InlineData("links:\n- { name: a,\n    parent: b }", "observed.yaml:3: links[0].parent: b is not among the links")]
    [InlineData("links:\n- { name: a }\naddresses:\n- { address: 10.0.0.5/24,\n    link: b }", "observed.yaml:5: addresses[0].link: b is not among the links")]
    [InlineData("links:\n- { name: a }\nroutes:\n- { link: a }\n- { link: b }", "observed.yaml:5: routes[1].link: b is not among the links")]
    [InlineData("links:\n- { name: a }\nbridgeVlans:\n- { id: 5, link: b }", "observed.yaml:4: bridgeVlans[0].link: b is not among the links")]
    [InlineData("leases:\n- { link: a, address: 10.0.0.5/24 }\n- { link: a, address: 10.0.0.6/24 }", "observed.yaml:3: leases[1].link: a has a lease already (line 2)")]
    [InlineData("names:\n  vpn.example.org: 192.0.2.1\n  VPN.example.org: 192.0.2.2", "observed.yaml:3: names.VPN.example.org: is given already: letter case does not count in host names")]
    public void What_is_wrong_is_said_with_its_line(string yaml, string expected)
    {
        var (file, problems) = ObservedFile.Load("observed.yaml", yaml);
        Assert.Null(file);
        Assert.Equal(expected, Assert.Single(problems).ToString());
    }

    [Fact]
    public async Task Plan_says_it_instead_of_failing()
    {
        using var observed = Ctl.File("leases:\n- { link: a, address: 10.0.0.5/24 }\n- { link: a }\n");
        var result = await Ctl.RunAsync("plan", "--observed", observed.Path);
        Assert.Equal((1, ""), (result.Code, result.Out));
        Assert.Equal($"{observed.Path}:3: leases[1].link: a has a lease already (line 2)\n", result.Error);
    }

    private const string Whole = """
        links:
        - { name: lo, mtu: 65536 }
        - { name: enp0s3, up: true, carrier: true, hardwareAddr: "52:54:00:12:34:56", driver: virtio_net, busPath: "0000:00:03.0", altNames: [eth7], ethernet: { rings: { rx: 256 }, wakeOnLan: [magic] } }
        - { name: bond0, kind: bond, ours: true, settings: { mode: 802.3ad, miimon: 100 } }
        - { name: enp0s4, master: bond0, permanentAddr: "52:54:00:12:34:57" }
        - { name: bond0.5, kind: vlan, parent: bond0, ours: true, settings: { vlanId: 5 } }
        - { name: wg0, kind: wireguard, wireguard: { listenPort: 51820, peers: [ { publicKey: NzW8oeIH5rJyY5lefD9WRoHWWRr/Q6DwsDjMX+xKjT4=, endpoint: "192.0.2.1:51820", allowedIPs: [10.9.0.0/24] } ] } }
        addresses:
        - { link: enp0s3, address: 10.0.0.5/24, ours: true }
        routes:
        - { link: enp0s3, gateway: 10.0.0.1, metric: 1024, ours: true }
        - { destination: 10.66.0.0/16, type: blackhole }
        rules:
        - { priority: 1000, src: 10.0.0.0/8, table: 100 }
        bridgeVlans:
        - { link: enp0s4, id: 5, pvid: true }
        leases:
        - { link: enp0s3, address: 10.0.0.5/24, router: 10.0.0.1, nameservers: [10.0.0.1], timeservers: [10.0.0.1], hostname: a, mtu: 1400 }
        names:
          vpn.example.org: 192.0.2.1
        """;

    private static readonly string[] Pieces =
    [
        "links", "name", "master", "parent", "link", "address", "index", "settings", "leases", "names", "bond0", "enp0s3", ": ", "- ", ", ", "{", "}", "[", "]", "\n", "\n- ",
        "0", "1", "-1", "4294967296", "10.0.0.5/24", "::1", "~", "''", "\"", "&a ", "*a", "true", "vlan", "wireguard", "/", "\t", "\u00e9",
    ];

    [Fact]
    public void The_whole_file_is_read() => Assert.Empty(ObservedFile.Load("observed.yaml", Whole).Problems);

    [Fact]
    public void A_file_with_something_changed_never_throws()
    {
        for (var seed = 0; seed < 5_000; seed++)
        {
            var random = new Random(seed);
            var text = Whole;
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                var at = random.Next(text.Length);
                text = text[..at] + Pieces[random.Next(Pieces.Length)] + text[Math.Min(text.Length, at + random.Next(12))..];
            }
            try
            {
                var (plan, problems) = OfflinePlan.Make(null, "", ("observed.yaml", text));
                Assert.Equal(plan is null, problems.Any(problem => problem.IsError));
                Assert.All(problems, problem => Assert.True(problem.Line > 0, problem.ToString()));
            }
            catch (Exception error) when (error is not Xunit.Sdk.IAssertionException)
            {
                Assert.Fail($"seed {seed}: {error}\n{text}");
            }
        }
    }
}
