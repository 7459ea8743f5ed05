using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ichor.Config;

namespace Ichor.Build.Docs;

/// <summary>Single values in JSON Schema, which knows numbers and texts apart where YAML's readers do not care.</summary>
internal static class ScalarJsonSchema
{
    // What YAML may take for a number or a truth although a text is meant: 1000, 1.5, true.
    private static readonly string[] Numbers = ["0", "10", "1.5"];

    public static JsonObject Of(ConfigField field)
    {
        var schema = Given(field);
        // An empty text counts as not given.
        if (!field.MayBeEmpty || field.Required)
            return schema;
        if (schema["enum"] is JsonArray words)
            words.Add("");
        else if (schema["pattern"] is JsonValue pattern && !Regex.IsMatch("", pattern.GetValue<string>()))
            schema["pattern"] = $"^$|{pattern.GetValue<string>()}";
        return schema;
    }

    private static JsonObject Given(ConfigField field)
    {
        if (!field.Words.IsEmpty)
            return new JsonObject { ["enum"] = new JsonArray([.. field.Words.SelectMany(Spellings)]) };
        if (field.Form == ScalarForm.Boolean)
            return new JsonObject { ["type"] = "boolean" };
        if (field.Form == ScalarForm.Flag)
            return new JsonObject { ["enum"] = new JsonArray(true, false, 0, 1) };
        return field.Form == ScalarForm.Integer ? Integer(field) : Text(field);
    }

    /// <summary>Values of a map may be left empty.</summary>
    public static JsonObject OrNothing(JsonObject schema)
    {
        if (schema["type"] is JsonArray types)
            types.Add("null");
        else if (schema["type"] is JsonValue type)
            schema["type"] = Json.Array(type.GetValue<string>(), "null");
        return schema;
    }

    /// <summary>A value as JSON has it.</summary>
    public static JsonNode Literal(ConfigField field, string text) => field.Form switch
    {
        ScalarForm.Boolean or ScalarForm.Flag => text == "true",
        ScalarForm.Integer when YamlInteger.TryParse(text, out var number) => number,
        _ => text,
    };

    private static JsonObject Integer(ConfigField field)
    {
        var schema = new JsonObject { ["type"] = "integer" };
        if (field.Range is not { } range)
            return schema;
        schema["minimum"] = range.Least;
        schema["maximum"] = range.Most;
        return schema;
    }

    private static JsonObject Text(ConfigField field)
    {
        if (field.Pattern is null)
            return new JsonObject { ["type"] = Json.Array("string", "number", "boolean") };
        var types = Json.Array("string");
        if (Array.Exists(Numbers, number => Regex.IsMatch(number, field.Pattern)))
            types.Add("number");
        if (Regex.IsMatch("true", field.Pattern))
            types.Add("boolean");
        return new JsonObject { ["type"] = types, ["pattern"] = field.Pattern };
    }

    private static IEnumerable<JsonNode> Spellings(string word)
    {
        yield return word;
        if (long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            yield return number;
        if (word is "true" or "false")
            yield return word == "true";
    }
}
