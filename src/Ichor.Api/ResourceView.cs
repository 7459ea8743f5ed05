using System.Text.Json;

namespace Ichor.Api;

/// <summary>A resource as a client sees it: <c>{"metadata":{...},"spec":{...}}</c>.</summary>
public readonly record struct ResourceView(JsonElement Json)
{
    public JsonElement Metadata => Json.GetProperty("metadata");

    public JsonElement Spec => Json.GetProperty("spec");

    public string Id => Metadata.GetProperty("id").GetString()!;

    public long Version => Metadata.GetProperty("version").GetInt64();

    /// <summary>A field of <c>spec</c> by its path, such as <c>vlan.vlanID</c>, as text: "" when missing, lists as <c>["a","b"]</c>.</summary>
    public string this[string path]
    {
        get
        {
            var value = Spec;
            foreach (var name in path.Split('.'))
                if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                    return "";
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }
    }
}
