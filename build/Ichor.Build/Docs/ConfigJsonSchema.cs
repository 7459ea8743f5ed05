using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ichor.Config;

namespace Ichor.Build.Docs;

/// <summary>One JSON Schema (draft 7) for every kind of document: the key <c>kind</c> decides.</summary>
/// <remarks>It may accept what the readers refuse, which say it better; it never refuses what they accept, but for spellings of YAML 1.1.</remarks>
internal static class ConfigJsonSchema
{
    public const string WholeMachine = "v1alpha1";

    private static readonly JsonSerializerOptions Style = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Write(IReadOnlyDictionary<string, ConfigSchema> schemas, IEnumerable<string> acceptedKinds)
    {
        var definitions = new JsonObject();
        foreach (var (kind, schema) in schemas.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            definitions[kind] = Document(kind, schema);
        var kinds = schemas.Keys.Where(kind => kind != WholeMachine).Order(StringComparer.Ordinal).ToList();
        var root = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Ichor machine config",
            ["type"] = Json.Array("object", "null"),
            ["if"] = new JsonObject { ["type"] = "object", ["required"] = Json.Array("kind") },
            ["then"] = new JsonObject
            {
                ["required"] = Json.Array("apiVersion", "kind"),
                ["properties"] = new JsonObject
                {
                    ["apiVersion"] = new JsonObject { ["const"] = "v1alpha1" },
                    ["kind"] = new JsonObject { ["enum"] = Json.Array([.. kinds.Concat(acceptedKinds).Order(StringComparer.Ordinal)]) },
                },
                ["allOf"] = new JsonArray([.. kinds.Select(kind => (JsonNode)new JsonObject
                {
                    ["if"] = new JsonObject { ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = kind } } },
                    ["then"] = Reference(kind),
                })]),
            },
            ["else"] = Reference(WholeMachine),
            ["definitions"] = definitions,
        };
        return root.ToJsonString(Style) + "\n";
    }

    private static JsonObject Reference(string kind) => new() { ["$ref"] = $"#/definitions/{kind}" };

    private static JsonObject Document(string kind, ConfigSchema schema)
    {
        var document = Mapping(schema, "");
        document["description"] = Description(schema);
        if (kind == WholeMachine)
            return document;
        var properties = document["properties"]!.AsObject();
        properties.Insert(0, "apiVersion", new JsonObject { ["const"] = "v1alpha1" });
        properties.Insert(1, "kind", new JsonObject { ["const"] = kind, ["description"] = Description(schema) });
        return document;
    }

    private static string Description(ConfigSchema schema) => schema.NoEffect ? $"{schema.Description} {ReferencePage.NoEffect}" : schema.Description;

    private static JsonObject Mapping(ConfigSchema schema, string path)
    {
        var fields = schema.Fields.Where(field => FieldPath.Parent(field.Path) == path).DistinctBy(field => field.Path, StringComparer.Ordinal).ToList();
        var properties = new JsonObject();
        foreach (var field in fields)
            properties[FieldPath.Name(field.Path)] = Field(schema, field);
        var mapping = new JsonObject
        {
            ["type"] = path.Length == 0 ? Json.Array("object", "null") : "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        if (fields.Exists(field => field.Required))
            mapping["required"] = Json.Array([.. fields.Where(field => field.Required).Select(field => FieldPath.Name(field.Path))]);
        var rules = schema.Rules.Where(rule => rule.Path == path).Distinct().SelectMany(RuleSchemas).ToArray();
        if (rules.Length == 0)
            return mapping;
        // What is left empty breaks no rule between keys.
        mapping["if"] = new JsonObject { ["type"] = "object" };
        mapping["then"] = new JsonObject { ["allOf"] = new JsonArray(rules) };
        return mapping;
    }

    private static JsonObject Field(ConfigSchema schema, ConfigField field)
    {
        var value = field.Shape switch
        {
            FieldShape.Object => OrNull(Mapping(schema, field.Path)),
            FieldShape.ObjectList => Json.List(Mapping(schema, field.Path + "[]")),
            FieldShape.List => Json.List(ScalarJsonSchema.Of(field)),
            FieldShape.Map => Json.Map(ScalarJsonSchema.OrNothing(ScalarJsonSchema.Of(field)), field.KeyPattern),
            FieldShape.Foreign => KnownJsonSchema.Of(field.Inside),
            _ when field.MayBeList => Json.AnyOf(ScalarJsonSchema.Of(field), Json.List(ScalarJsonSchema.Of(field))),
            _ => ScalarJsonSchema.Of(field),
        };
        value["description"] = Description(field);
        if (field.Shape == FieldShape.Scalar && !string.IsNullOrEmpty(field.Default))
            value["default"] = ScalarJsonSchema.Literal(field, field.Default);
        if (field.Shape == FieldShape.Scalar && field.Example is not null)
            value["examples"] = new JsonArray(ScalarJsonSchema.Literal(field, field.Example));
        return value;
    }

    private static string Description(ConfigField field) => field.Shape == FieldShape.Foreign || field.NoEffect ? $"{field.Description} {ReferencePage.NoEffect}"
        : field.Allowed.Length == 0 || !field.Words.IsEmpty || field.Form is ScalarForm.Boolean or ScalarForm.Flag ? field.Description
        : $"{field.Description} Allowed: {field.Allowed}.";

    private static JsonObject OrNull(JsonObject mapping)
    {
        mapping["type"] = Json.Array("object", "null");
        return mapping;
    }

    // A key that is given as null counts as not given to the readers, and as given here: that is rare.
    private static IEnumerable<JsonNode> RuleSchemas(ConfigRule rule)
    {
        var given = rule.Keys.Select(key => new JsonObject { ["required"] = Json.Array(key) }).ToArray<JsonNode>();
        if (rule.Kind == RuleKind.AtLeastOne)
            return [new JsonObject { ["anyOf"] = new JsonArray(given) }];
        if (rule.Kind == RuleKind.ExactlyOne)
            return [new JsonObject { ["oneOf"] = new JsonArray(given) }];
        return from first in rule.Keys.Index()
               from second in rule.Keys.Skip(first.Index + 1)
               select (JsonNode)new JsonObject { ["not"] = new JsonObject { ["required"] = Json.Array(first.Item, second) } };
    }
}
