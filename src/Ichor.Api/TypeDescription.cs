using System.Collections.Immutable;
using System.Text.Json;

namespace Ichor.Api;

/// <summary>What a client must know of a type to print its table; the answer to <c>types</c>.</summary>
public sealed record TypeDescription(string Name, string Namespace, string Singular, ImmutableArray<string> Aliases,
    ImmutableArray<Column> Columns)
{
    private static readonly Rows<Column> ColumnRows = new Rows<Column>()
        .Text("name", c => c.Header)
        .Text("path", c => c.Path);

    private static readonly Rows<TypeDescription> Rows = new Rows<TypeDescription>()
        .Text("name", t => t.Name)
        .Text("namespace", t => t.Namespace)
        .Text("singular", t => t.Singular)
        .List("aliases", t => t.Aliases)
        .Objects("columns", t => t.Columns, ColumnRows);

    public static TypeDescription Of(ResourceType type) =>
        new(type.Name, type.Namespace, type.Singular, type.Aliases, type.Columns);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static TypeDescription Read(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        json.GetProperty("namespace").GetString()!,
        json.GetProperty("singular").GetString()!,
        [.. json.GetProperty("aliases").EnumerateArray().Select(alias => alias.GetString()!)],
        [.. json.GetProperty("columns").EnumerateArray().Select(column =>
            new Column(column.GetProperty("name").GetString()!, column.GetProperty("path").GetString()!))]);

    /// <summary>Whether this is one of the type's names, in any case; by the same rule as <see cref="ResourceTables.Resolve"/>.</summary>
    public bool IsNamed(string name) => TypeNames.All(Name, Aliases).Contains(name.ToLowerInvariant());

    public void Write(Utf8JsonWriter json) => Rows.WriteObject(json, this);
}
