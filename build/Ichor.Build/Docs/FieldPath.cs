namespace Ichor.Build.Docs;

/// <summary>Paths of fields, as <c>machine.network.interfaces[].mtu</c>.</summary>
internal static class FieldPath
{
    /// <summary>The mapping that holds the field: <c>machine.network.interfaces[]</c>; empty for the document.</summary>
    public static string Parent(string path) => path.LastIndexOf('.') is var dot and >= 0 ? path[..dot] : "";

    /// <summary>The field's own key.</summary>
    public static string Name(string path) => path[(path.LastIndexOf('.') + 1)..];

    /// <summary>The path of the list, for a path of its items.</summary>
    public static string WithoutItem(string path) => path.EndsWith("[]", StringComparison.Ordinal) ? path[..^2] : path;
}
