using System.Collections.Immutable;

namespace Ichor.Config.Yaml;

/// <summary>
/// Reads the YAML that people mostly write, ten times as fast as the whole language can be read: block mappings and lists,
/// single-line values, lists of words in brackets. A config of ten thousand lines is read at each change, so that counts.
/// </summary>
/// <remarks>
/// It never says what is wrong: at anything that it does not know for certain it gives up, and the whole text is read the long way.
/// What it does read is the same tree, with the same places.
/// </remarks>
internal sealed partial class PlainYaml
{
    private const int MostLevels = 50;

    /// <summary>Of the parser of the whole language, less some; and what is cheap to compare with each other.</summary>
    private const int LongestKey = 1000, MostKeys = 256;

    private readonly string _source;
    private readonly string _text;
    private readonly YamlLimits _limits;
    private readonly KeptText? _kept;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _words;
    private int _next;          // where the next line begins
    private int _start;         // the present line, from its first character that is no blank
    private int _end;
    private int _line;
    private int _indent;
    private int _level;

    private PlainYaml(string source, string text, YamlLimits limits, KeptText? kept)
    {
        (_source, _text, _limits, _kept) = (source, text, limits, kept);
        _words = new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private ReadOnlySpan<char> Line => _text.AsSpan(_start, _end - _start);

    private bool IsAtEnd => _indent < 0;

    private bool IsSeparator => _indent == 0 && Line is "---";

    /// <summary>The documents of a text; null when it has anything that is not certain.</summary>
    public static ImmutableArray<YamlNode>? TryRead(string source, string text, YamlLimits limits, KeptText? kept = null)
    {
        try
        {
            return new PlainYaml(source, text, limits, kept).ReadStream();
        }
        catch (NotPlainException)
        {
            return null;
        }
    }

    private ImmutableArray<YamlNode> ReadStream()
    {
        var documents = ImmutableArray.CreateBuilder<YamlNode>();
        Advance();
        while (!IsAtEnd)
        {
            if (IsSeparator)
                Advance();
            else if (documents.Count > 0)
                throw NotPlainException.Instance;
            if (IsAtEnd || IsSeparator || _indent != 0 || IsItem)
                throw NotPlainException.Instance;
            var root = TakeKept() ?? Keep(static yaml => yaml.ReadMapping());
            if (root.Weight > _limits.Nodes || !IsAtEnd && !IsSeparator)
                throw NotPlainException.Instance;
            documents.Add(root);
        }
        return documents.ToImmutable();
    }

    private bool IsItem => Line.StartsWith("- ");

    /// <summary>What stands under a key or after a dash, in the lines that follow.</summary>
    private YamlNode ReadBlock()
    {
        if (++_level > Math.Min(MostLevels, _limits.Depth - 2))
            throw NotPlainException.Instance;
        YamlNode node = IsItem ? ReadSequence() : ReadMapping();
        _level--;
        return node;
    }

    private YamlMapping ReadMapping()
    {
        var (indent, line) = (_indent, _line);
        var entries = new List<YamlEntry>();
        while (_indent == indent && !IsSeparator && !IsItem)
            entries.Add(ReadEntry(entries));
        if (_indent > indent || IsAtEnd is false && _indent == indent && IsItem && entries.Count == 0)
            throw NotPlainException.Instance;
        return Measured(entries, line, indent + 1);
    }

    private YamlEntry ReadEntry(List<YamlEntry> before)
    {
        var text = Line;
        var colon = text.IndexOfAnyExcept(KeyCharacters);
        if (colon is <= 0 or > LongestKey || before.Count > MostKeys || text[colon] != ':' || text[0] is '-' or '.' || colon + 1 < text.Length && text[colon + 1] != ' ')
            throw NotPlainException.Instance;
        var key = Scalar(Word(text[..colon]), isPlain: true, _indent + 1);
        foreach (var entry in before)
            if (entry.Name == key.Value)
                throw NotPlainException.Instance;
        var at = colon + 1;
        while (at < text.Length && text[at] == ' ')
            at++;
        if (at < text.Length)
        {
            var value = ReadValue(text[at..], _indent + at + 1);
            Advance();
            return new YamlEntry(key, value);
        }
        var (indent, nothing) = (_indent, Scalar("", isPlain: true, _indent + colon + 2));
        Advance();
        return new YamlEntry(key, !IsAtEnd && !IsSeparator && (_indent > indent || _indent == indent && IsItem) ? ReadBlock() : nothing);
    }

    private YamlSequence ReadSequence()
    {
        var (indent, line) = (_indent, _line);
        var items = new List<YamlNode>();
        while (_indent == indent && IsItem)
            items.Add(ReadItem());
        if (_indent > indent)
            throw NotPlainException.Instance;
        return Measured(items, line, indent + 1);
    }

    private YamlNode ReadItem()
    {
        if (TakeKept() is { } kept)
            return kept;
        var text = Line;
        var at = 1;
        while (at < text.Length && text[at] == ' ')
            at++;
        if (at == text.Length || text[at] == '-')
            throw NotPlainException.Instance;
        if (IsEntry(text[at..]))
        {
            return Keep(yaml =>
            {
                // A mapping that begins behind the dash: its keys stand where the first one does.
                (yaml._start, yaml._indent) = (yaml._start + at, yaml._indent + at);
                return yaml.ReadBlock();
            });
        }
        var value = ReadValue(text[at..], _indent + at + 1);
        Advance();
        return value;
    }

    /// <summary>Skips what is known already; null when it has to be read.</summary>
    private YamlKept? TakeKept()
    {
        if (_kept?.Take(_start - _indent) is not { } known)
            return null;
        var kept = new YamlKept(known, _line, _indent + 1) { Source = _source, Weight = known.Weight };
        (_next, _line) = (known.Next, known.NextLine - 1);
        Advance();
        return kept;
    }

    /// <summary>Reads what is not known yet, and notes where it stands.</summary>
    private YamlNode Keep(Func<PlainYaml, YamlNode> read)
    {
        if (_kept is null)
            return read(this);
        var begin = _start - _indent;
        var place = _kept.Reserve();
        var node = read(this);
        if (node is YamlMapping mapping)
            _kept.Put(place, mapping.Span = IsAtEnd
                ? new TextSpan(begin, _text.Length, _line, _text.Length + 1, node.Weight)     // more text may follow the next time
                : new TextSpan(begin, _start - _indent, _line, _next, node.Weight));
        return node;
    }

    private static bool IsEntry(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOfAnyExcept(KeyCharacters);
        return colon > 0 && text[colon] == ':' && (colon + 1 == text.Length || text[colon + 1] == ' ');
    }

    /// <summary>Goes to the next line that says anything.</summary>
    private void Advance()
    {
        while (_next < _text.Length)
        {
            var rest = _text.AsSpan(_next);
            var length = rest.IndexOf('\n');
            var line = length < 0 ? rest : rest[..length];
            var begin = _next;
            _next += line.Length + 1;
            _line++;
            var indent = line.IndexOfAnyExcept(' ');
            if (indent < 0)
                continue;
            if (line[indent] == '#')
            {
                if (line.ContainsAnyExceptInRange(' ', '~'))
                    throw NotPlainException.Instance;
                continue;
            }
            (_indent, _start, _end) = (indent, begin + indent, begin + line.TrimEnd(' ').Length);
            return;
        }
        _indent = -1;
    }
}
