using System.Globalization;
using System.Text.Json.Nodes;
using Ichor.Config;
using Ichor.Config.Yaml;

namespace Ichor.Build.Tests.Docs;

/// <summary>YAML as an editor sees it: JSON, by the core schema of YAML 1.2 (section 10.3).</summary>
static class YamlJson
{
    public static IEnumerable<JsonNode?> Documents(string yaml) => YamlText.Read("", yaml).Documents.Select(Of);

    static JsonNode? Of(YamlNode node) => node switch
    {
        YamlMapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Name, Of(entry.Value)))),
        YamlSequence list => new JsonArray([.. list.Items.Select(Of)]),
        YamlScalar { IsPlain: true } scalar => Plain(scalar),
        YamlScalar text => text.Value,
        _ => null,
    };

    static JsonNode? Plain(YamlScalar scalar)
    {
        if (scalar.IsNull)
            return null;
        if (scalar.Value is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
            return scalar.Value[0] is 't' or 'T';
        if (scalar.Value.StartsWith("0x", StringComparison.Ordinal) || scalar.Value.StartsWith("0o", StringComparison.Ordinal))
            return YamlInteger.TryParse(scalar.Value, out var other) ? other : scalar.Value;
        if (long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return integer;
        const NumberStyles Float = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(scalar.Value, Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : scalar.Value;
    }
}
