using System.Globalization;
using System.Text.Json;
using Ichor.Api;
using Ichor.Network.Offline;

namespace Ichor.Ctl.Report;

/// <summary>Writes what a node says of itself in the form that <see cref="ObservedFile"/> reads. The tables have no private or preshared key.</summary>
internal sealed class ObservedWriter(Utf8JsonWriter json, NodeTables node)
{
    private static readonly string[] RouteTypes = ["unicast", "blackhole", "unreachable", "prohibit"];

    public void Write()
    {
        var links = new LinkWriter(json, node);
        json.WriteStartObject();
        List("links", node.Links.OrderBy(link => int.Parse(link["index"], CultureInfo.InvariantCulture)), links.Write);
        List("addresses", node.Addresses, Address);
        // The others are the kernel's own, and nothing to the planner.
        List("routes", node.Routes.Where(route => RouteTypes.Contains(route["type"]) && KernelWords.Table(route["table"]) != 0), Route);
        List("rules", node.Rules.Where(rule => RouteTypes.Contains(rule["action"])), Rule);
        List("bridgeVlans", node.BridgeVlans, BridgeVlan);
        List("leases", node.Operators.Where(run => run.Id.StartsWith("dhcp4/", StringComparison.Ordinal) && run["address"].Length > 0),
            run => new LeaseWriter(json, node, run).Write());
        json.WriteEndObject();
    }

    private void Address(ResourceView address)
    {
        json.WriteString("link", address["linkName"]);
        json.WriteString("address", address["address"]);
        json.Number("scope", KernelWords.Scope(address["scope"]), 0);
        json.Number("metric", address, "priority");
        json.Flag("ours", address, "ours");
    }

    private void Route(ResourceView route)
    {
        json.WriteString("destination", Destination(route));
        json.Text("gateway", route["gateway"]);
        json.Text("link", route["outLinkName"]);
        json.Number("table", KernelWords.Table(route["table"]), 254);
        json.Number("metric", route, "priority");
        json.Text("source", route["src"]);
        json.Number("mtu", route, "mtu");
        json.Number("scope", KernelWords.Scope(route["scope"]), 0);
        json.Text("type", route["type"] == "unicast" ? "" : route["type"]);
        if (route["ours"] == "true")
            json.WriteBoolean("ours", true);
        else
            json.WriteNumber("protocol", KernelWords.Protocol(route["protocol"]));
    }

    /// <summary>The network, also where the table leaves it out.</summary>
    public static string Destination(ResourceView route) =>
        route["dst"] is { Length: > 0 } network ? network : route["family"] == "inet4" ? "0.0.0.0/0" : "::/0";

    private void Rule(ResourceView rule)
    {
        json.WriteString("family", rule["family"]);
        json.WriteNumber("priority", uint.Parse(rule["priority"], CultureInfo.InvariantCulture));
        json.Text("src", rule["src"]);
        json.Text("dst", rule["dst"]);
        json.Number("table", KernelWords.Table(rule["table"]), 0);
        json.Text("action", rule["action"] == "unicast" ? "" : rule["action"]);
        json.Text("iifName", rule["iifName"]);
        json.Text("oifName", rule["oifName"]);
        if (rule["fwMark"].Length + rule["fwMask"].Length > 0)
        {
            json.WriteNumber("fwMark", Number(rule["fwMark"]));
            json.WriteNumber("fwMask", Number(rule["fwMask"]));
        }
        json.Flag("ours", rule, "ours");
    }

    private void BridgeVlan(ResourceView vlan)
    {
        json.WriteString("link", vlan["linkName"]);
        json.WriteNumber("id", Number(vlan["vlanID"]));
        json.Flag("pvid", vlan, "pvid");
        json.Flag("untagged", vlan, "untagged");
    }

    private void List(string key, IEnumerable<ResourceView> items, Action<ResourceView> write)
    {
        json.WriteStartArray(key);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static uint Number(string text) => text.Length == 0 ? 0 : uint.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>Members that are left out where the file's default says the same.</summary>
internal static class ReportJson
{
    public static void Text(this Utf8JsonWriter json, string key, string text)
    {
        if (text.Length > 0)
            json.WriteString(key, text);
    }

    public static void Number(this Utf8JsonWriter json, string key, uint number, uint usual)
    {
        if (number != usual)
            json.WriteNumber(key, number);
    }

    public static void Number(this Utf8JsonWriter json, string key, ResourceView row, string field)
    {
        if (row[field] is { Length: > 0 } text)
            json.Number(key, uint.Parse(text, CultureInfo.InvariantCulture), 0);
    }

    public static void Flag(this Utf8JsonWriter json, string key, ResourceView row, string field)
    {
        if (row[field] == "true")
            json.WriteBoolean(key, true);
    }

    /// <summary>A list of texts that the table has.</summary>
    public static void List(this Utf8JsonWriter json, string key, JsonElement row, string field)
    {
        if (!row.TryGetProperty(field, out var list))
            return;
        json.WritePropertyName(key);
        list.WriteTo(json);
    }
}
