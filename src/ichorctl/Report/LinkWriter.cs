using System.Globalization;
using System.Text.Json;
using Ichor.Api;
using Ichor.Netlink.Links;

namespace Ichor.Ctl.Report;

/// <summary>Writes one of <c>links</c>.</summary>
internal sealed class LinkWriter(Utf8JsonWriter json, NodeTables node)
{
    private readonly Dictionary<string, ResourceView> _ethernet = node.Ethernet.ToDictionary(nic => nic.Id, StringComparer.Ordinal);
    private readonly ILookup<string, ResourceView> _peers = node.Peers.ToLookup(peer => peer["linkName"], StringComparer.Ordinal);

    public void Write(ResourceView link)
    {
        var flags = link["flags"].Split(',');
        json.WriteString("name", link.Id);
        json.WriteNumber("index", int.Parse(link["index"], CultureInfo.InvariantCulture));
        json.Text("kind", link["kind"]);
        json.WriteBoolean("up", flags.Contains("UP"));
        json.WriteBoolean("carrier", link["linkState"] == "true");
        json.WriteNumber("mtu", uint.Parse(link["mtu"], CultureInfo.InvariantCulture));
        json.Text("hardwareAddr", link["hardwareAddr"]);
        json.Text("permanentAddr", link["permanentAddr"]);
        json.Flag("ours", link, "ours");
        json.Text("parent", link["parent"]);
        json.Text("master", link["master"]);
        json.Text("alias", link["alias"]);
        json.List("altNames", link.Spec, "altNames");
        json.List("formerNames", link.Spec, "formerNames");
        if (!flags.Contains("MULTICAST"))
            json.WriteBoolean("multicast", false);
        json.Text("driver", link["driver"]);
        json.Text("busPath", link["busPath"]);
        json.Text("pciID", link["pciID"]);
        Settings(link);
        Tunnel(link);
        if (_ethernet.TryGetValue(link.Id, out var nic))
            Ethernet(nic);
    }

    // The table has more than the file: what no config can set.
    private void Settings(ResourceView link)
    {
        if (LinkKind.Find(link["kind"]) is not { } kind || !link.Spec.TryGetProperty("settings", out var settings))
            return;
        json.WriteStartObject("settings");
        foreach (var entry in settings.EnumerateArray())
            if (entry.GetProperty("name").GetString()! is var name && kind.Settings.Any(setting => setting.Name == name && setting.IsMachineConfig))
                json.WriteString(name, entry.GetProperty("value").GetString());
        json.WriteEndObject();
    }

    private void Tunnel(ResourceView link)
    {
        if (!link.Spec.TryGetProperty("wireguard", out var tunnel))
            return;
        json.WriteStartObject("wireguard");
        foreach (var key in new[] { "listenPort", "firewallMark" })
            json.WriteNumber(key, tunnel.GetProperty(key).GetInt64());
        json.WriteStartArray("peers");
        foreach (var peer in _peers[link.Id])
        {
            json.WriteStartObject();
            json.WriteString("publicKey", peer["publicKey"]);
            json.Text("endpoint", peer["endpoint"]);
            json.Number("keepalive", peer, "persistentKeepaliveInterval");
            json.List("allowedIPs", peer.Spec, "allowedIPs");
            json.Flag("unanswered", peer, "unanswered");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Ethernet(ResourceView nic)
    {
        json.WriteStartObject("ethernet");
        Map(nic, "rings", entry => json.WriteNumberValue(entry.GetProperty("value").GetInt64()));
        Map(nic, "features", entry => json.WriteBooleanValue(entry.GetProperty("status").GetString() == "on"));
        Map(nic, "channels", entry => json.WriteNumberValue(entry.GetProperty("value").GetInt64()));
        json.List("wakeOnLan", nic.Spec, "wakeOnLAN");
        json.WriteEndObject();
    }

    private void Map(ResourceView nic, string key, Action<JsonElement> write)
    {
        if (!nic.Spec.TryGetProperty(key, out var entries))
            return;
        json.WriteStartObject(key);
        foreach (var entry in entries.EnumerateArray())
        {
            json.WritePropertyName(entry.GetProperty("name").GetString()!);
            write(entry);
        }
        json.WriteEndObject();
    }
}
