using System.Text;
using Ichor.Config;
using Ichor.Network;
using Ichor.Network.Offline;

namespace Ichor.Benchmarks.Measures;

/// <summary>A machine of any size: NICs, each with up to a thousand VLANs, each with an address and a route.</summary>
internal sealed class PlanScene
{
    private const int ObjectsPerVlan = 3;
    private const int VlansPerNic = 1000;

    private readonly StringBuilder _config = new("machine:\n  install: {}\n  network:\n    interfaces:\n");
    private readonly StringBuilder _empty = new("links:\n  - { name: lo }\n");
    private readonly StringBuilder _addresses = new("addresses:\n  - { link: lo, address: 127.0.0.1/8, scope: 254, ours: true }\n");
    private readonly StringBuilder _routes = new("routes:\n");
    private readonly StringBuilder _links = new();

    /// <param name="objects">How many links, addresses and routes are wished, at least.</param>
    public PlanScene(int objects)
    {
        var vlans = (objects + ObjectsPerVlan - 1) / ObjectsPerVlan;
        for (var vlan = 0; vlan < vlans; vlan++)
            AddVlan(vlan / VlansPerNic, vlan % VlansPerNic + 1);
    }

    /// <summary>Wishes, and a machine that has only its NICs.</summary>
    public (Inputs Inputs, Observed Observed) Empty => (Inputs(), Load(_empty.ToString()));

    /// <summary>Wishes, and a machine that has them all.</summary>
    public (Inputs Inputs, Observed Observed) InSync => (Inputs(), Load($"{_empty}{_links}{_addresses}{_routes}"));

    private void AddVlan(int nic, int id)
    {
        var (name, net) = ($"nic{nic}", $"10.{nic * 4 + id / 256}.{id % 256}");
        if (id == 1)
        {
            _config.Append($"      - interface: {name}\n        vlans:\n");
            _empty.Append($"  - {{ name: {name} }}\n");
        }
        _config.Append($"          - {{ vlanId: {id}, addresses: [{net}.2/24], routes: [ {{ network: 172.{16 + nic}.{id % 256}.0/24, gateway: {net}.1, metric: {id} }} ] }}\n");
        _links.Append($"  - {{ name: {name}.{id}, kind: vlan, parent: {name}, ours: true, settings: {{ vlanId: {id}, vlanMode: 802.1q }} }}\n");
        _addresses.Append($"  - {{ link: {name}.{id}, address: {net}.2/24, ours: true }}\n");
        _routes.Append($"  - {{ link: {name}.{id}, destination: 172.{16 + nic}.{id % 256}.0/24, gateway: {net}.1, metric: {id}, ours: true }}\n");
    }

    private Inputs Inputs()
    {
        var (config, problems) = ConfigFile.Load("bench.yaml", _config.ToString(), ConfigMode.Metal);
        return new Inputs
        {
            CommandLine = CommandLine.Parse("talos.hostname=bench"),
            Config = config ?? throw new InvalidOperationException(string.Join("\n", problems)),
        };
    }

    private static Observed Load(string yaml)
    {
        var (file, problems) = ObservedFile.Load("observed.yaml", yaml);
        return file?.Observed ?? throw new InvalidOperationException(string.Join("\n", problems));
    }
}
