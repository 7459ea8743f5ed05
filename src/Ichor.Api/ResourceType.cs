using System.Collections.Immutable;
using System.Text.Json;

namespace Ichor.Api;

/// <summary>What is known about a kind of resource without knowing its .NET type: names, columns and how to write one.</summary>
public abstract class ResourceType
{
    private protected ResourceType(string name, string @namespace, ImmutableArray<string> aliases)
    {
        Name = name;
        Namespace = @namespace;
        Aliases = aliases;
        AllNames = TypeNames.All(name, aliases);
    }

    /// <summary>Full name in plural, such as <c>LinkStatuses.net.talos.dev</c>.</summary>
    public string Name { get; }

    /// <summary><c>network</c> for status and merged specs, <c>network-config</c> for layered specs, <c>runtime</c> and others.</summary>
    public string Namespace { get; }

    /// <summary>Short names beside those derived from <see cref="Name"/>.</summary>
    public ImmutableArray<string> Aliases { get; }

    /// <summary>Name of one such thing, such as <c>LinkStatus</c>.</summary>
    public string Singular => TypeNames.Singular(Name.Split('.')[0]);

    /// <summary>Who writes these resources; <c>metadata.owner</c>.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Own columns of the table form, after NODE, NAMESPACE, TYPE, ID and VERSION.</summary>
    public ImmutableArray<Column> Columns { get; init; } = [];

    /// <summary>Every name that finds this type, in lower case.</summary>
    public ImmutableHashSet<string> AllNames { get; }

    /// <summary>Writes the <c>spec</c> object of a resource of this type.</summary>
    internal abstract void WriteSpec(Utf8JsonWriter json, object value);

    /// <summary>Every column must show a field that exists.</summary>
    internal abstract void Check();

    public override string ToString() => Name;
}

/// <summary>A kind of resource: its key, its columns and its fields, each written once.</summary>
/// <remarks><typeparamref name="T"/> should be an immutable record: an item that equals the old one is not an update.</remarks>
public sealed class ResourceType<T>(string name, string @namespace, ImmutableArray<string> aliases)
    : ResourceType(name, @namespace, aliases)
    where T : notnull
{
    /// <summary>The id of an item, unique within the type.</summary>
    public required Func<T, string> Key { get; init; }

    /// <summary>The fields of <c>spec</c> in printing order.</summary>
    public required Rows<T> Fields { get; init; }

    internal override void WriteSpec(Utf8JsonWriter json, object value) => Fields.WriteObject(json, (T)value);

    internal override void Check()
    {
        foreach (var column in Columns)
            if (!Fields.Names.Contains(column.Path.Split('.')[0], StringComparer.Ordinal))
                throw new ArgumentException($"{Name}: column '{column.Header}' shows '{column.Path}', which is no field");
    }
}
