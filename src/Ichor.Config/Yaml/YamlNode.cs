namespace Ichor.Config.Yaml;

/// <summary>A piece of a YAML document, with the place where it begins. Trees share what aliases stand for.</summary>
/// <param name="line">Line from 1.</param>
/// <param name="column">Column from 1.</param>
public abstract class YamlNode(int line, int column)
{
    public int Line { get; } = line;

    public int Column { get; } = column;

    /// <summary>Name of the text that it was read from; null for nodes that nobody wrote.</summary>
    public string? Source { get; init; }

    /// <summary>Nodes below and including this one, aliases counted as often as they are used.</summary>
    internal long Weight { get; init; } = 1;

    /// <summary>Levels of lists and mappings below and including this one.</summary>
    internal int Height { get; init; }

    /// <summary>What it is, for messages: a text, a list, a mapping.</summary>
    public abstract string Form { get; }

    /// <summary>Whether nothing was written (<c>key:</c>) or an explicit null; as good as not given.</summary>
    public virtual bool IsNull => false;
}

/// <summary>A single value.</summary>
/// <param name="value">The text, quotes and escapes resolved.</param>
/// <param name="isPlain">Not quoted, not a block, not tagged as text: may stand for a number or null.</param>
/// <param name="line">Line from 1.</param>
/// <param name="column">Column from 1.</param>
public sealed class YamlScalar(string value, bool isPlain, int line, int column) : YamlNode(line, column)
{
    public string Value { get; } = value;

    public bool IsPlain { get; } = isPlain;

    public override string Form => IsNull ? "nothing" : "a single value";

    public override bool IsNull => IsPlain && Value is ("" or "~" or "null" or "Null" or "NULL");

    public override string ToString() => Value;
}

/// <summary>A list.</summary>
public sealed class YamlSequence(IReadOnlyList<YamlNode> items, int line, int column) : YamlNode(line, column)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;

    public override string Form => "a list";
}

/// <summary>A mapping, its keys in the order written; <c>&lt;&lt;</c> has been resolved.</summary>
public sealed class YamlMapping(IReadOnlyList<YamlEntry> entries, int line, int column) : YamlNode(line, column)
{
    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    public override string Form => "a mapping";

    /// <summary>Where it stands, when that is noted.</summary>
    internal TextSpan? Span { get; set; }

    public YamlEntry? Find(string key)
    {
        foreach (var entry in Entries)
            if (entry.Name == key)
                return entry;
        return null;
    }
}

/// <summary>One key of a mapping and what stands under it.</summary>
public sealed record YamlEntry(YamlScalar Key, YamlNode Value)
{
    public string Name => Key.Value;
}
