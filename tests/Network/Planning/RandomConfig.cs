using System.Globalization;

namespace Ichor.Network.Tests.Planning;

/// <summary>Documents of all kinds about a few links, so that two of them often speak of the same object in different ways.</summary>
internal sealed class RandomConfig
{
    private static readonly string[] Keys = [.. Enumerable.Range(1, 4).Select(i => Convert.ToBase64String([.. Enumerable.Repeat((byte)i, 32)]))];

    private readonly Random _random;
    private readonly List<string> _documents = [];
    private readonly List<string> _links = [];

    /// <summary>The documents; those of one seed are always the same.</summary>
    public static IReadOnlyList<string> Documents(int seed) => new RandomConfig(new Random(seed))._documents;

    public static string Text(IEnumerable<string> documents) => string.Join("---\n", documents);

    private RandomConfig(Random random)
    {
        _random = random;
        var free = new Queue<string>(Shuffled(["eth0", "eth1", "eth2", "eth3"]));
        if (Maybe())
            Bond([.. Take(free)]);
        if (Maybe())
            Link("BridgeConfig", "br0", $"links: [{string.Join(", ", Take(free))}]\nstp: {{ enabled: {Flag()} }}\nvlan: {{ filtering: {Flag()} }}\n{Mtu()}{Address()}");
        if (Maybe())
            Link("VRFConfig", "vrf0", $"table: \"{_random.Next(100, 102)}\"\nlinks: [{string.Join(", ", Take(free))}]\n");
        while (free.TryDequeue(out var nic))
            if (Maybe())
                Link("LinkConfig", nic, (Maybe() ? "" : $"up: {Flag()}\n") + Mtu());
        foreach (var (i, parent) in _links.ToList().Index())
            if (Maybe())
                Link("VLANConfig", $"v{i}", $"parent: {parent}\nvlanID: {_random.Next(100, 103)}\n{Mtu()}");
        if (Maybe())
            Link("DummyLinkConfig", "x0", Mtu() + (Maybe() ? $"multicast: {Flag()}\n" : ""));
        if (Maybe())
            Link("VethConfig", Maybe() ? "x0a" : "x1", $"peer: {{ name: {(Maybe() ? "x2" : "x3")} }}\n{Mtu()}");
        if (Maybe())
            Tunnel();
        if (Maybe())
            _documents.Add($"apiVersion: v1alpha1\nkind: RoutingRuleConfig\nname: \"{_random.Next(1000, 1003)}\"\nsrc: 10.{_random.Next(3)}.0.0/16\ntable: \"{_random.Next(100, 102)}\"\n");
        if (Maybe())
            _documents.Add($"apiVersion: v1alpha1\nkind: BlackholeRouteConfig\nname: {(Maybe() ? "10.200.0.0/16" : "\"fd99::/48\"")}\nmetric: {_random.Next(1, 3)}\n");
    }

    private void Bond(List<string> ports)
    {
        if (ports.Count == 0)
            return;
        if (_random.Next(3) == 0)
        {
            SelectedBond(ports);
            return;
        }
        var mode = _random.Next(4) switch { 0 => "802.3ad\nlacpRate: " + (Maybe() ? "fast" : "slow"), 1 => $"active-backup\nprimary: {ports[0]}\nfailOverMac: {(Maybe() ? "none" : Maybe() ? "active" : "follow")}", 2 => "balance-xor\nxmitHashPolicy: layer3+4", _ => "balance-rr" };
        var monitor = Maybe() || mode.StartsWith("802", StringComparison.Ordinal) ? "miimon: 100\n" : "arpInterval: 100\narpIpTargets: [10.0.0.9]\n";
        Link("BondConfig", "bond0", $"links: [{string.Join(", ", ports)}]\nbondMode: {mode}\n{monitor}{Mtu()}{Address()}");
    }

    /// <summary>The old form picks ports by their hardware address, which a bond changes.</summary>
    private void SelectedBond(List<string> ports)
    {
        _links.Add("bond0");
        var selectors = string.Join(", ", ports.Select(port => $"{{ hardwareAddr: \"52:54:00:00:00:0{port[^1]}\" }}"));
        _documents.Add($"machine:\n  network:\n    interfaces:\n      - interface: bond0\n        addresses: [10.1.0.3/24]\n{(Maybe() ? "        mtu: 1400\n" : "")}"
            + $"        bond: {{ mode: {(Maybe() ? "active-backup" : "802.3ad")}, miimon: 100, deviceSelectors: [{selectors}] }}\n");
    }

    private void Tunnel()
    {
        var peers = string.Concat(Keys.Skip(1).Where(_ => Maybe()).Select((key, i) =>
            $"  - publicKey: {key}\n    allowedIPs: [10.9.{i}.0/24]\n{(Maybe() ? $"    endpoint: 192.0.2.{_random.Next(1, 3)}:51820\n" : "")}{(Maybe() ? $"    presharedKey: {Keys[0]}\n" : "")}"));
        Link("WireguardConfig", "x0w", $"privateKey: {Keys[_random.Next(2)]}\n{(peers.Length > 0 ? "peers:\n" + peers : "")}");
    }

    private void Link(string kind, string name, string body)
    {
        _links.Add(name);
        var number = _links.Count;
        var text = $"apiVersion: v1alpha1\nkind: {kind}\nname: {name}\n{body}";
        if (Maybe())
            text += $"addresses: [ {{ address: 10.{number}.0.{_random.Next(1, 3)}/24 }}, {{ address: \"fd00:{number}::1/64\"{(Maybe() ? ", routePriority: 77" : "")} }} ]\n";
        if (Maybe())
            text += $"routes: [ {{ destination: 10.10{_random.Next(3)}.0.0/16, gateway: 10.{number}.0.9 }}, {{ gateway: \"fe80::{number}\" }} ]\n";
        _documents.Add(text);
    }

    private string Mtu() => Maybe() ? string.Create(CultureInfo.InvariantCulture, $"mtu: {_random.Next(13, 15) * 100}\n") : "";

    private string Address() => Maybe() ? string.Create(CultureInfo.InvariantCulture, $"hardwareAddr: \"2e:00:00:00:00:0{_random.Next(2)}\"\n") : "";

    private bool Maybe() => _random.Next(2) == 0;

    private string Flag() => Maybe() ? "true" : "false";

    private IEnumerable<string> Take(Queue<string> free) => [.. Enumerable.Range(0, _random.Next(3)).Where(_ => free.Count > 0).Select(_ => free.Dequeue())];

    private string[] Shuffled(string[] items)
    {
        _random.Shuffle(items);
        return items;
    }
}
