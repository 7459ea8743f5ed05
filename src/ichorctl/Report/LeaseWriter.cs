using System.Text.Json;
using Ichor.Api;

namespace Ichor.Ctl.Report;

/// <summary>Writes one of <c>leases</c>. What a server gave beside the address is found again in what the operator asks for.</summary>
/// <param name="json">Where to.</param>
/// <param name="node">All tables.</param>
/// <param name="run">The operator, whose id is <c>dhcp4/LINK</c>.</param>
internal sealed class LeaseWriter(Utf8JsonWriter json, NodeTables node, ResourceView run)
{
    public void Write()
    {
        var link = run.Id[(run.Id.IndexOf('/') + 1)..];
        var address = run["address"];
        json.WriteString("link", link);
        json.WriteString("address", address);
        Routes(link, address.Split('/')[0]);
        Texts("nameservers", Wish("resolvers", "nameservers"));
        Texts("searchDomains", Wish("resolvers", "search"));
        Texts("timeservers", Wish("timeservers", ""));
        json.Text("hostname", Wish("hostname", ""));
        if (uint.TryParse(Wish($"link {link}", "mtu"), out var mtu))
            json.WriteNumber("mtu", mtu);
    }

    // Routes of a lease, and no others, have its address as their source.
    private void Routes(string link, string address)
    {
        json.WriteStartArray("routes");
        foreach (var route in node.Routes.Where(route => route["ours"] == "true" && route["outLinkName"] == link && route["src"] == address))
        {
            json.WriteStartObject();
            json.WriteString("destination", ObservedWriter.Destination(route));
            json.Text("gateway", route["gateway"]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void Texts(string key, string texts)
    {
        if (texts.Length == 0)
            return;
        json.WriteStartArray(key);
        foreach (var text in texts.Split(' '))
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>What this operator asks for, whether it gets it or not; empty when it does not.</summary>
    private string Wish(string subject, string setting)
    {
        foreach (var explanation in node.Explanations.Where(explanation => explanation.GetProperty("subject").GetString() == subject))
            foreach (var entry in explanation.GetProperty("entries").EnumerateArray())
                if (Text(entry, "owner") == run.Id && Text(entry, "setting") == setting)
                    return Text(entry, "value");
        return "";
    }

    private static string Text(JsonElement entry, string key) => entry.TryGetProperty(key, out var text) ? text.GetString()! : "";
}
