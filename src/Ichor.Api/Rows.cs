using System.Text.Json;

namespace Ichor.Api;

/// <summary>The ordered fields of a resource, each written once: JSON, YAML and table columns all come from these rows.</summary>
/// <remarks>
/// A name that ends in <c>?</c> is left out when its value is empty (null, "", 0, false, an empty list); any other field prints
/// the zero value of its kind. The <c>?</c> is not part of the printed name.
/// </remarks>
public sealed class Rows<T>
{
    private delegate void RowWriter(Utf8JsonWriter json, T item);

    private readonly List<RowWriter> _writers = [];
    private readonly List<string> _names = [];

    /// <summary>Names in printing order, without the <c>?</c>.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>A text field; any value prints as its <see cref="object.ToString"/> (addresses, link names, times).</summary>
    public Rows<T> Text(string name, Func<T, object?> value)
    {
        var (key, optional) = Split(name);
        return Add(key, (json, item) =>
        {
            var text = value(item)?.ToString() ?? "";
            if (!optional || text.Length > 0)
                json.WriteString(key, text);
        });
    }

    /// <summary>A whole number.</summary>
    public Rows<T> Number(string name, Func<T, long?> value)
    {
        var (key, optional) = Split(name);
        return Add(key, (json, item) =>
        {
            var number = value(item) ?? 0;
            if (!optional || number != 0)
                json.WriteNumber(key, number);
        });
    }

    /// <summary>True or false.</summary>
    public Rows<T> Flag(string name, Func<T, bool?> value)
    {
        var (key, optional) = Split(name);
        return Add(key, (json, item) =>
        {
            var flag = value(item) ?? false;
            if (!optional || flag)
                json.WriteBoolean(key, flag);
        });
    }

    /// <summary>A list of texts; each element prints as its <see cref="object.ToString"/>.</summary>
    public Rows<T> List<TElement>(string name, Func<T, IEnumerable<TElement>?> value)
    {
        var (key, optional) = Split(name);
        return Add(key, (json, item) =>
        {
            var open = false;
            foreach (var element in value(item) ?? [])
            {
                if (!open)
                    json.WriteStartArray(key);
                open = true;
                json.WriteStringValue(element?.ToString() ?? "");
            }
            CloseList(json, key, open, optional);
        });
    }

    /// <summary>A nested object with rows of its own; null is empty.</summary>
    public Rows<T> Object<TChild>(string name, Func<T, TChild?> value, Rows<TChild> rows)
        where TChild : class
    {
        var (key, optional) = Split(name);
        return Add(key, (json, item) =>
        {
            var child = value(item);
            if (child is null && optional)
                return;
            json.WritePropertyName(key);
            rows.WriteObject(json, child);
        });
    }

    /// <summary>A list of nested objects.</summary>
    public Rows<T> Objects<TChild>(string name, Func<T, IEnumerable<TChild>?> value, Rows<TChild> rows)
    {
        var (key, optional) = Split(name);
        return Add(key, (json, item) =>
        {
            var open = false;
            foreach (var child in value(item) ?? [])
            {
                if (!open)
                    json.WriteStartArray(key);
                open = true;
                rows.WriteObject(json, child);
            }
            CloseList(json, key, open, optional);
        });
    }

    /// <summary>Writes one object with every row; null writes <c>{}</c>.</summary>
    public void WriteObject(Utf8JsonWriter json, T? item)
    {
        json.WriteStartObject();
        if (item is not null)
            foreach (var write in _writers)
                write(json, item);
        json.WriteEndObject();
    }

    private static void CloseList(Utf8JsonWriter json, string key, bool open, bool optional)
    {
        if (!open && optional)
            return;
        if (!open)
            json.WriteStartArray(key);
        json.WriteEndArray();
    }

    private static (string Key, bool Optional) Split(string name) =>
        name.EndsWith('?') ? (name[..^1], true) : (name, false);

    private Rows<T> Add(string key, RowWriter writer)
    {
        if (_names.Contains(key))
            throw new ArgumentException($"field '{key}' is given twice", nameof(key));
        _names.Add(key);
        _writers.Add(writer);
        return this;
    }
}
