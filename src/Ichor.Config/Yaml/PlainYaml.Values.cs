using System.Buffers;

namespace Ichor.Config.Yaml;

/// <summary>Single-line values, and the making of nodes.</summary>
internal sealed partial class PlainYaml
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create(Letters + "_-./");
    private static readonly SearchValues<char> First = SearchValues.Create(Letters + "_./+");
    private static readonly SearchValues<char> WordCharacters = SearchValues.Create(Letters + "_-./:+=@");
    private static readonly SearchValues<char> TextCharacters = SearchValues.Create(Letters + "_-./:+=@, ()");

    /// <summary>What a text between quotes may have: no escapes, and nothing that ends it.</summary>
    private static readonly SearchValues<char> Quoted = SearchValues.Create(Letters + "_-./:+=@, ()#[]{}!$%&*;<>?^|~");

    private YamlNode ReadValue(ReadOnlySpan<char> text, int column) => text[0] switch
    {
        '[' => ReadList(text, column),
        '{' when text is "{}" => Measured(new List<YamlEntry>(), _line, column),
        '"' or '\'' => ReadQuoted(text, column),
        _ => ReadPlain(text, column, TextCharacters),
    };

    /// <summary>A colon that a blank follows would make a key of what is before it.</summary>
    private YamlScalar ReadPlain(ReadOnlySpan<char> text, int column, SearchValues<char> characters) =>
        text.IsEmpty || !First.Contains(text[0]) || text.ContainsAnyExcept(characters) || text[^1] == ':' || text.Contains(": ", StringComparison.Ordinal)
        || text.StartsWith("...", StringComparison.Ordinal)
            ? throw NotPlainException.Instance
            : Scalar(Word(text), isPlain: true, column);

    private YamlScalar ReadQuoted(ReadOnlySpan<char> text, int column) =>
        text.Length < 2 || text[^1] != text[0] || text[1..^1].ContainsAnyExcept(Quoted)
            ? throw NotPlainException.Instance
            : Scalar(Word(text[1..^1]), isPlain: false, column);

    private YamlSequence ReadList(ReadOnlySpan<char> text, int column)
    {
        if (text[^1] != ']')
            throw NotPlainException.Instance;
        var items = new List<YamlNode>();
        var inner = text[1..^1];
        if (inner.ContainsAnyExcept(' '))
            foreach (var part in inner.Split(','))
            {
                var (from, to) = (part.Start.Value, part.End.Value);
                while (from < to && inner[from] == ' ')
                    from++;
                items.Add(ReadPlain(inner[from..to].TrimEnd(' '), column + 1 + from, WordCharacters));
            }
        return Measured(items, _line, column);
    }

    /// <summary>The same words come again and again.</summary>
    private string Word(ReadOnlySpan<char> text)
    {
        if (_words.TryGetValue(text, out var known))
            return known;
        var word = text.ToString();
        _words.Dictionary[word] = word;
        return word;
    }

    private YamlScalar Scalar(string value, bool isPlain, int column) => new(value, isPlain, _line, column) { Source = _source };

    private YamlMapping Measured(List<YamlEntry> entries, int line, int column)
    {
        var (weight, height) = (1L, 1);
        foreach (var entry in entries)
            (weight, height) = (weight + entry.Value.Weight, Math.Max(height, entry.Value.Height + 1));
        return new YamlMapping(entries, line, column) { Source = _source, Weight = weight, Height = height };
    }

    private YamlSequence Measured(List<YamlNode> items, int line, int column)
    {
        var (weight, height) = (1L, 1);
        foreach (var item in items)
            (weight, height) = (weight + item.Weight, Math.Max(height, item.Height + 1));
        return new YamlSequence(items, line, column) { Source = _source, Weight = weight, Height = height };
    }

    /// <summary>This text needs the whole language; thrown at most once in a text.</summary>
    private sealed class NotPlainException : Exception
    {
        public static NotPlainException Instance { get; } = new();
    }
}
