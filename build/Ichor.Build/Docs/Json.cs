using System.Text.Json.Nodes;

namespace Ichor.Build.Docs;

/// <summary>Pieces of JSON Schema that occur often.</summary>
internal static class Json
{
    public static JsonArray Array(params string[] texts) => new([.. texts.Select(text => (JsonNode)text)]);

    public static JsonObject List(JsonObject items) => new() { ["type"] = Array("array", "null"), ["items"] = items };

    public static JsonObject Map(JsonObject values, string? keyPattern)
    {
        var map = new JsonObject { ["type"] = Array("object", "null"), ["additionalProperties"] = values };
        if (keyPattern is not null)
            map["propertyNames"] = new JsonObject { ["pattern"] = keyPattern };
        return map;
    }

    public static JsonObject AnyOf(params JsonNode[] schemas) => new() { ["anyOf"] = new JsonArray(schemas) };
}
