using System.Text.Json.Nodes;
using Ichor.Api;

namespace Ichor.Lab.Machines;

/// <summary>A resource as the node's API tells it.</summary>
/// <param name="Id">Its name in its table.</param>
/// <param name="Spec">Its fields.</param>
public sealed record NodeResource(string Id, JsonObject Spec)
{
    /// <summary>A field as text; empty when absent.</summary>
    public string this[string field] => Spec[field]?.ToString() ?? "";

    /// <summary>Whether a flag is set.</summary>
    public bool Is(string field) => Spec[field] is JsonValue value && value.TryGetValue<bool>(out var set) && set;

    internal static NodeResource From(ResourceView item) =>
        new(item.Id, (JsonObject)JsonNode.Parse(item.Spec.GetRawText())!);

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Spec.ToJsonString()}";
}
