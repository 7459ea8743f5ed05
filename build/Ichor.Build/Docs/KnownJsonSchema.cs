using System.Text.Json.Nodes;
using Ichor.Config;

namespace Ichor.Build.Docs;

/// <summary>Parts that are accepted without effect, in JSON Schema.</summary>
internal static class KnownJsonSchema
{
    public static JsonObject Of(KnownShape shape) => shape switch
    {
        KnownShape.ScalarShape scalar => Scalar(scalar),
        KnownShape.OneOrMany => Json.AnyOf(Of(KnownShape.Text), Of(KnownShape.Texts)),
        KnownShape.ListShape list => Json.List(Of(list.Item)),
        KnownShape.MapShape map => Json.Map(Of(map.Value), keyPattern: null),
        KnownShape.ObjectShape mapping => Mapping(mapping),
        _ => [],
    };

    private static JsonObject Scalar(KnownShape.ScalarShape scalar) => new()
    {
        ["type"] = scalar.Form switch
        {
            ScalarForm.Boolean => Json.Array("boolean", "null"),
            ScalarForm.Integer => Json.Array("integer", "null"),
            _ => Json.Array("string", "number", "boolean", "null"),
        },
    };

    private static JsonObject Mapping(KnownShape.ObjectShape mapping)
    {
        var properties = new JsonObject();
        foreach (var (key, value) in mapping.Keys)
            properties[key] = Of(value);
        return new JsonObject { ["type"] = Json.Array("object", "null"), ["additionalProperties"] = false, ["properties"] = properties };
    }
}
