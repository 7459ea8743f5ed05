using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Ichor.Config.Yaml;

namespace Ichor.Config.Patching;

/// <summary>A place in a document (RFC 6901), and what can be done there.</summary>
internal sealed class JsonPointer
{
    public const string Allowed = "a place such as /machine/network/interfaces/0 ('/' in a key is written ~1, '~' is written ~0)";

    private readonly ImmutableArray<string> _keys;

    private JsonPointer(ImmutableArray<string> keys) => _keys = keys;

    public static bool TryParse(string text, [NotNullWhen(true)] out JsonPointer? pointer)
    {
        pointer = null;
        if (text.Length > 0 && text[0] != '/')
            return false;
        // A tilde stands before 0 or 1 only.
        for (var i = text.IndexOf('~'); i >= 0; i = text.IndexOf('~', i + 1))
            if (i + 1 == text.Length || text[i + 1] is not ('0' or '1'))
                return false;
        pointer = new JsonPointer([.. text.Split('/').Skip(1).Select(key => key.Replace("~1", "/").Replace("~0", "~"))]);
        return true;
    }

    public bool IsBelow(JsonPointer other) => _keys.Length > other._keys.Length && _keys.AsSpan(0, other._keys.Length).SequenceEqual(other._keys.AsSpan());

    public override string ToString() => string.Concat(_keys.Select(key => $"/{key.Replace("~", "~0").Replace("/", "~1")}"));

    public static YamlNode Get(YamlNode document, JsonPointer at, string blame = "path")
    {
        var node = document;
        foreach (var (depth, key) in at._keys.Index())
            node = at.Child(node, depth, key, blame);
        return node;
    }

    public static YamlNode Add(YamlNode document, JsonPointer at, YamlNode value) => at.Change(document, 0, "path", (parent, key, depth) => parent switch
    {
        YamlMapping mapping => YamlNodes.Mapping(Set(mapping, key, value), mapping),
        YamlSequence list => YamlNodes.Sequence([.. list.Items.ToImmutableArray().Insert(
            key == "-" ? list.Items.Count : at.Index(list, key, depth, list.Items.Count, "path"), value)], list),
        _ => throw at.Missing(depth, "path"),
    }) ?? value;

    public static YamlNode Remove(YamlNode document, JsonPointer at, string blame = "path") => at.Change(document, 0, blame, (parent, key, depth) =>
    {
        at.Child(parent, depth, key, blame);
        return parent is YamlMapping mapping
            ? YamlNodes.Mapping([.. mapping.Entries.Where(entry => entry.Name != key)], parent)
            : YamlNodes.Sequence([.. ((YamlSequence)parent).Items.Where((_, index) => index.ToString(CultureInfo.InvariantCulture) != key)], parent);
    }) ?? throw new PatchRefusedException(blame, "the document itself cannot be removed");

    public static YamlNode Replace(YamlNode document, JsonPointer at, YamlNode value) => at.Change(document, 0, "path", (parent, key, depth) =>
    {
        at.Child(parent, depth, key, "path");
        return parent is YamlMapping mapping
            ? YamlNodes.Mapping(Set(mapping, key, value), parent)
            : YamlNodes.Sequence([.. ((YamlSequence)parent).Items.ToImmutableArray().SetItem(
                at.Index((YamlSequence)parent, key, depth, ((YamlSequence)parent).Items.Count - 1, "path"), value)], parent);
    }) ?? value;

    // Rebuilds the way down to the place; null when the place is the document itself.
    private YamlNode? Change(YamlNode node, int depth, string blame, Func<YamlNode, string, int, YamlNode> change)
    {
        if (_keys.Length == 0)
            return null;
        var key = _keys[depth];
        if (depth == _keys.Length - 1)
            return change(node, key, depth);
        var child = Change(Child(node, depth, key, blame), depth + 1, blame, change)!;
        return node is YamlMapping mapping
            ? YamlNodes.Mapping(Set(mapping, key, child), node)
            : YamlNodes.Sequence([.. ((YamlSequence)node).Items.ToImmutableArray().SetItem(Index((YamlSequence)node, key, depth, int.MaxValue, blame), child)], node);
    }

    private YamlNode Child(YamlNode node, int depth, string key, string blame) => node switch
    {
        YamlMapping mapping => mapping.Find(key)?.Value ?? throw Missing(depth, blame, Spelling.Nearest(key, mapping.Entries.Select(entry => entry.Name))),
        YamlSequence list => list.Items[Index(list, key, depth, list.Items.Count - 1, blame)],
        _ => throw Missing(depth, blame),
    };

    private int Index(YamlSequence list, string key, int depth, int most, string blame)
    {
        // RFC 6901 section 4: no leading zeros.
        var isIndex = key == "0" || key.Length is > 0 and < 9 && key[0] != '0' && key.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
        if (!isIndex)
            throw new PatchRefusedException(blame, $"'{Upto(depth)}' is in a list: '{key}' is not the number of an entry");
        var index = int.Parse(key, CultureInfo.InvariantCulture);
        return index <= most ? index : throw new PatchRefusedException(blame, $"'{Upto(depth)}' is not there: the list has {list.Items.Count} entries");
    }

    private PatchRefusedException Missing(int depth, string blame, string? guess = null) =>
        new(blame, $"'{Upto(depth)}' is not in the config" + (guess is null ? "" : $" (did you mean '{guess}'?)"));

    private string Upto(int depth) => new JsonPointer(_keys[..(depth + 1)]).ToString();

    private static List<YamlEntry> Set(YamlMapping mapping, string key, YamlNode value)
    {
        var entries = mapping.Entries.ToList();
        var at = entries.FindIndex(entry => entry.Name == key);
        if (at >= 0)
            entries[at] = entries[at] with { Value = value };
        else
            entries.Add(new YamlEntry(new YamlScalar(key, isPlain: true, value.Line, value.Column) { Source = value.Source }, value));
        return entries;
    }
}
