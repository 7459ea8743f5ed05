using System.Text.Json;

namespace Ichor.Api.Local;

/// <summary>One message of a watch.</summary>
/// <param name="Event"><c>created</c>, <c>updated</c>, <c>destroyed</c>, or <c>bootstrapped</c> after the items that were there.</param>
/// <param name="Item">The resource; of no value for <c>bootstrapped</c>.</param>
public readonly record struct LocalEvent(string Event, ResourceView Item)
{
    internal static LocalEvent Read(JsonElement json) => new(
        json.GetProperty("event").GetString()!,
        json.TryGetProperty("item", out var item) ? new ResourceView(item) : default);
}
