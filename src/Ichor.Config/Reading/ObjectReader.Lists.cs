using Ichor.Config.Yaml;

namespace Ichor.Config;

/// <summary>Keys with lists and mappings under them.</summary>
public sealed partial class ObjectReader
{
    /// <summary>A list of single values. Items that are wrong are reported and left out.</summary>
    public ValueList<T> List<T>(string key, Scalar<T> scalar, string description, string? example = null) =>
        LocatedList(key, scalar, description, example).Select(item => item.Value).ToValueList();

    /// <summary>A list of single values, each with its place.</summary>
    public ValueList<Located<T>> LocatedList<T>(string key, Scalar<T> scalar, string description, string? example = null)
    {
        var node = Look(key, IsRecording ? Describe(key, FieldShape.List, scalar, description, example) : null);
        var values = new List<Located<T>>();
        foreach (var (item, index) in Items(node, key))
            if (item.IsNull)
                _context.Report(item, $"{Below(Path, key)}[{index}]", "is empty");
            else if (TryRead(item, key, scalar, out var value, index))
                values.Add(new Located<T>(value, At(item)));
        return values.ToValueList();
    }

    /// <summary>The list when its key is given, if only as an empty list; else null.</summary>
    public ValueList<T>? Given<T>(string key, ValueList<T> list) => Has(key) ? list : null;

    /// <summary>A list of mappings.</summary>
    public ValueList<T> List<T>(string key, Func<ObjectReader, T> read, string description)
    {
        var schemaPath = IsRecording || _context.Visited is not null ? SchemaPath(key) + "[]" : "";
        var node = Look(key, IsRecording ? new ConfigField(SchemaPath(key), FieldShape.ObjectList, "object", description) : null);
        if (IsRecording)
            return [new ObjectReader(_context, Empty(0, 0), "", schemaPath).Run(read)];
        var values = new List<T>((node as YamlSequence)?.Items.Count ?? 0);
        var path = node is null ? "" : Below(Path, key);
        foreach (var (item, index) in Items(node, key))
            if (item is YamlKept kept)
                values.Add(kept.Value<T>(read));
            else if (item is YamlMapping mapping)
                values.Add(new ObjectReader(_context, mapping, path, schemaPath, index).Run(read));
            else
                _context.Report(item, $"{path}[{index}]", $"must be a mapping, not {item.Form}");
        return values.ToValueList();
    }

    /// <summary>A mapping; null when not given.</summary>
    public T? Object<T>(string key, Func<ObjectReader, T> read, string description) where T : class
    {
        var child = Child(key, description);
        return child is null ? null : child.Run(read);
    }

    /// <summary>A mapping that must be given.</summary>
    /// <returns>The value; null when it is missing or no mapping, and then the document is refused.</returns>
    public T RequiredObject<T>(string key, Func<ObjectReader, T> read, string description) where T : class
    {
        if (!Has(key))
            ReportMissing(key);
        return Child(key, description, required: true)?.Run(read)!;
    }

    /// <summary>A mapping that is read even when it is not given, for its defaults.</summary>
    public T Section<T>(string key, Func<ObjectReader, T> read, string description) =>
        (Child(key, description) ?? new ObjectReader(_context, Empty(_node.Line, _node.Column), Below(Path, key), SchemaPath(key))).Run(read);

    /// <summary>A mapping whose keys are data. Entries keep their order.</summary>
    /// <param name="key">The key.</param>
    /// <param name="names">What a key may be.</param>
    /// <param name="values">What a value may be; nothing written counts as the empty text.</param>
    /// <param name="entry">Makes an entry of both and their place.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="example">A value.</param>
    public ValueList<T> Map<TName, TValue, T>(string key, Scalar<TName> names, Scalar<TValue> values,
        Func<TName, TValue, Provenance, T> entry, string description, string? example = null)
    {
        var node = Look(key, !IsRecording ? null : Describe(key, FieldShape.Map, values, description, example) with
        {
            KeysAllowed = names.Allowed,
            KeyPattern = names.Pattern,
        });
        var entries = new List<T>();
        if (node is not (YamlMapping or null))
            _context.Report(node, Below(Path, key), $"must be a mapping, not {node.Form}");
        foreach (var pair in (node as YamlMapping)?.Entries ?? [])
        {
            var path = $"{key}.{pair.Name}";
            // Both are read so that both problems are seen.
            var named = TryRead(pair.Key, path, names, out var name);
            if (TryRead(pair.Value, path, values, out var value) && named)
                entries.Add(entry(name!, value, At(pair.Key)));
        }
        return entries.ToValueList();
    }

    private ObjectReader? Child(string key, string description, bool required = false)
    {
        var node = Look(key, IsRecording ? new ConfigField(SchemaPath(key), FieldShape.Object, "object", description) { Required = required } : null);
        if (IsRecording)
            return new ObjectReader(_context, Empty(0, 0), "", SchemaPath(key));
        if (node is YamlMapping mapping)
            return new ObjectReader(_context, mapping, Below(Path, key), SchemaPath(key));
        if (node is not null)
            _context.Report(node, Below(Path, key), $"must be a mapping, not {node.Form}");
        return null;
    }

    private IEnumerable<(YamlNode Item, int Index)> Items(YamlNode? node, string key)
    {
        if (node is YamlSequence sequence)
            return sequence.Items.Select((item, index) => (item, index));
        if (node is YamlScalar)
            _context.Report(node, Below(Path, key), "must be a list, not a single value (write '- ' before it)");
        else if (node is not null)
            _context.Report(node, Below(Path, key), $"must be a list, not {node.Form} (write '- ' before its first key)");
        return [];
    }
}
