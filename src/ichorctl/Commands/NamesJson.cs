using System.Text.Json;
using Ichor.Network.Names;

namespace Ichor.Ctl.Commands;

/// <summary>The answer of <c>names</c> for programs: a list of links. What there is none of is null, so that every object has the same members.</summary>
internal static class NamesJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<NameReport> links)
    {
        json.WriteStartArray();
        foreach (var link in links)
            Write(json, link);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, NameReport link)
    {
        json.WriteStartObject();
        json.WriteString("kernelName", link.KernelName);
        json.WriteString("name", link.Name);
        json.WriteString("policy", link.Policy);
        json.WriteString("reason", link.Reason);
        json.WriteString("contest", link.Contest);
        json.WriteStartArray("alternativeNames");
        foreach (var name in link.AlternativeNames)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteStartArray("candidates");
        foreach (var candidate in link.Candidates)
            Write(json, candidate);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, NameCandidate candidate)
    {
        json.WriteStartObject();
        json.WriteString("policy", candidate.Source.ToString().ToLowerInvariant());
        json.WriteString("name", candidate.Name);
        json.WriteBoolean("taken", candidate.Taken);
        json.WriteString("reason", candidate.Reason);
        json.WriteEndObject();
    }
}
