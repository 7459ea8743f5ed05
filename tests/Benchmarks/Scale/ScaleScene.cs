using System.Security.Cryptography;
using System.Text;

namespace Ichor.Benchmarks.Scale;

/// <summary>One large network, told in the words of each program: 1 000 VLANs with addresses, 5 000 routes, 1 000 WireGuard peers.</summary>
/// <remarks>Everything is on a dummy link, so that no card's driver is measured.</remarks>
/// <param name="Changed">The last of its small changes: it has those before, too.</param>
internal sealed record ScaleScene(Change Changed)
{
    public const int Vlans = 1000, Routes = 5000, Peers = 1000;

    private const string Gateway = "10.0.0.2", BaseAddress = "10.0.0.1/16";
    private static readonly string PrivateKey = Key("this end");

    /// <summary>As a machine config.</summary>
    public string Config()
    {
        var text = new StringBuilder();
        Document("DummyLinkConfig", "base0").Append($"addresses:\n- address: {BaseAddress}\nroutes:\n");
        foreach (var (destination, metric) in AllRoutes())
            text.Append($"- destination: {destination}\n  gateway: {Gateway}\n  metric: {metric}\n");
        foreach (var (name, id, address) in AllVlans())
            Document("VLANConfig", name).Append($"vlanID: {id}\nparent: base0\naddresses:\n- address: {address}\n");
        Document("WireguardConfig", "wg0").Append($"privateKey: {PrivateKey}\nlistenPort: 51820\npeers:\n");
        foreach (var (key, endpoint, allowed) in AllPeers())
            text.Append($"- publicKey: {key}\n  endpoint: {endpoint}\n  allowedIPs: [{allowed}]\n");
        return text.ToString();

        StringBuilder Document(string kind, string name) => text.Append($"---\napiVersion: v1alpha1\nkind: {kind}\nname: {name}\n");
    }

    /// <summary>As commands of <c>ip -batch</c>; the tunnel's peers are <c>wg</c>'s.</summary>
    public string Batch()
    {
        var text = new StringBuilder($"link add base0 type dummy\naddress add {BaseAddress} dev base0\nlink set base0 up\n");
        foreach (var (name, id, address) in AllVlans())
            text.Append($"link add link base0 name {name} type vlan id {id}\naddress add {address} dev {name}\nlink set {name} up\n");
        foreach (var (destination, metric) in AllRoutes())
            text.Append($"route add {destination} via {Gateway} dev base0 metric {metric}\n");
        return text.Append("link add wg0 type wireguard\nlink set wg0 up\n").ToString();
    }

    /// <summary>What <c>ip -batch</c> is told for the change from another scene to this one.</summary>
    public string BatchFor(ScaleScene before)
    {
        var text = new StringBuilder();
        foreach (var (was, now) in before.AllRoutes().Zip(AllRoutes()).Where(pair => pair.First != pair.Second))
            text.Append($"route add {now.Destination} via {Gateway} dev base0 metric {now.Metric}\nroute delete {was.Destination} via {Gateway} dev base0 metric {was.Metric}\n");
        foreach (var (was, now) in before.AllVlans().Zip(AllVlans()).Where(pair => pair.First != pair.Second))
            text.Append($"address add {now.Address} dev {now.Name}\naddress delete {was.Address} dev {was.Name}\n");
        return text.ToString();
    }

    /// <summary>As a file of <c>wg setconf</c>.</summary>
    public string Tunnel()
    {
        var text = new StringBuilder($"[Interface]\nPrivateKey = {PrivateKey}\nListenPort = 51820\n");
        foreach (var (key, endpoint, allowed) in AllPeers())
            text.Append($"[Peer]\nPublicKey = {key}\nEndpoint = {endpoint}\nAllowedIPs = {allowed}\n");
        return text.ToString();
    }

    /// <summary>As files of systemd-networkd, by name; they come before the guest's own file for every card.</summary>
    public IEnumerable<(string Name, string Content)> Networkd()
    {
        yield return ("01-base0.netdev", "[NetDev]\nName=base0\nKind=dummy\n");
        var network = new StringBuilder($"[Match]\nName=base0\n[Network]\nLinkLocalAddressing=no\nAddress={BaseAddress}\n");
        foreach (var (name, _, _) in AllVlans())
            network.Append($"VLAN={name}\n");
        foreach (var (destination, metric) in AllRoutes())
            network.Append($"[Route]\nDestination={destination}\nGateway={Gateway}\nMetric={metric}\n");
        yield return ("01-base0.network", network.ToString());
        foreach (var (name, id, address) in AllVlans())
        {
            yield return ($"02-{name}.netdev", $"[NetDev]\nName={name}\nKind=vlan\n[VLAN]\nId={id}\n");
            yield return ($"02-{name}.network", $"[Match]\nName={name}\n[Network]\nLinkLocalAddressing=no\nAddress={address}\n");
        }
        var tunnel = new StringBuilder($"[NetDev]\nName=wg0\nKind=wireguard\n[WireGuard]\nPrivateKey={PrivateKey}\nListenPort=51820\n");
        foreach (var (key, endpoint, allowed) in AllPeers())
            tunnel.Append($"[WireGuardPeer]\nPublicKey={key}\nEndpoint={endpoint}\nAllowedIPs={allowed}\n");
        yield return ("03-wg0.netdev", tunnel.ToString());
        yield return ("03-wg0.network", "[Match]\nName=wg0\n[Network]\nLinkLocalAddressing=no\n");
    }

    private IEnumerable<(string Name, int Id, string Address)> AllVlans() => Enumerable.Range(1, Vlans).Select(id =>
        ($"base0.{id}", id, $"10.{64 + id / 256}.{id % 256}.{(Changed >= Change.Address && id == Vlans / 2 ? 2 : 1)}/24"));

    private IEnumerable<(string Destination, int Metric)> AllRoutes() => Enumerable.Range(0, Routes).Select(i =>
        ($"100.{64 + i / 256}.{i % 256}.0/24", Changed >= Change.Metric && i == Routes / 2 ? 200 : 100));

    private IEnumerable<(string Key, string Endpoint, string Allowed)> AllPeers() => Enumerable.Range(0, Peers).Select(i =>
        (Key($"peer {i}"), $"192.0.2.{i % 250 + 1}:{(Changed >= Change.Endpoint && i == Peers / 2 ? 40000 : 50000 + i)}", $"172.20.{i / 250}.{i % 250}/32"));

    /// <summary>Bytes that look like a key, the same in every run.</summary>
    private static string Key(string of) => Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(of)));
}

/// <summary>One small change at that size.</summary>
internal enum Change
{
    /// <summary>The scene as it begins.</summary>
    None,

    /// <summary>Another metric for one route.</summary>
    Metric,

    /// <summary>Another address for one VLAN.</summary>
    Address,

    /// <summary>Another endpoint for one peer.</summary>
    Endpoint,
}
