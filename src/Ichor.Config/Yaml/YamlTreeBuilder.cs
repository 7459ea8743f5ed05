using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Ichor.Config.Yaml;

/// <summary>Builds the tree of one document from parser events; resolves aliases and merge keys on the way.</summary>
internal sealed class YamlTreeBuilder(string source, YamlLimits limits, ImmutableArray<Problem>.Builder problems)
{
    private const int MostProblems = 200;
    private const string StringTag = "tag:yaml.org,2002:str";
    private const string BinaryTag = "tag:yaml.org,2002:binary";

    // Null while the anchored node is still being built: an alias to it would make a ring.
    private readonly Dictionary<string, YamlNode?> _anchors = new(StringComparer.Ordinal);
    private int _depth;

    /// <summary>Reads from a document's start up to, and including, its end.</summary>
    public YamlNode ReadDocument(YamlEvents events)
    {
        _anchors.Clear();
        _depth = 0;
        var root = events.Next() is DocumentEnd end ? Scalar("", isPlain: true, end) : ReadNode(events);
        while (events.Current is not DocumentEnd && events.MoveNext())
            continue;
        return root;
    }

    private YamlNode ReadNode(YamlEvents events)
    {
        var here = events.Current;
        if (here is AnchorAlias alias)
            return Resolve(alias);
        var anchor = here is NodeEvent { Anchor.IsEmpty: false } anchored ? anchored.Anchor.Value : null;
        if (anchor is not null)
            _anchors[anchor] = null;
        var node = here switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart => Deeper(events, ReadSequence),
            MappingStart => Deeper(events, ReadMapping),
            _ => throw Refuse("unexpected text", here),
        };
        if (anchor is not null)
            _anchors[anchor] = node;
        return node;
    }

    private YamlNode Deeper(YamlEvents events, Func<YamlEvents, YamlNode> read)
    {
        if (++_depth > limits.Depth)
            throw TooDeep(events.Current);
        var node = read(events);
        _depth--;
        return node;
    }

    private YamlScalar ReadScalar(Scalar scalar)
    {
        var tag = scalar.Tag.IsEmpty ? "" : scalar.Tag.Value;
        if (tag == BinaryTag)
            Report("binary values (!!binary) are not supported; write the text itself", scalar);
        return Scalar(scalar.Value, scalar.Style == ScalarStyle.Plain && tag is not (StringTag or "!"), scalar);
    }

    private YamlSequence ReadSequence(YamlEvents events)
    {
        var start = events.Current;
        var items = new List<YamlNode>();
        var size = new Size(1, 1);
        while (events.Next() is not SequenceEnd)
        {
            var item = ReadNode(events);
            items.Add(item);
            size = Add(size, item, start);
        }
        return new YamlSequence(items, Line(start), Column(start)) { Source = source, Weight = size.Weight, Height = size.Height };
    }

    private YamlMapping ReadMapping(YamlEvents events)
    {
        var start = events.Current;
        var entries = new List<YamlEntry>();
        var merged = new List<YamlMapping>();
        while (events.Next() is not MappingEnd)
        {
            var key = ReadKey(events);
            events.Next();
            var value = ReadNode(events);
            if (key is null)
                continue;
            if (key is { IsPlain: true, Value: "<<" })
                CollectMerged(value, merged);
            else
                entries.Add(new YamlEntry(key, value));
        }
        return Assemble(start, entries, merged);
    }

    private YamlScalar? ReadKey(YamlEvents events)
    {
        var at = events.Current;
        var node = ReadNode(events);
        if (node is YamlScalar key)
            return key;
        Report($"a key must be a plain word, not {node.Form}", at);
        return null;
    }

    private void CollectMerged(YamlNode value, List<YamlMapping> merged)
    {
        if (value is YamlMapping mapping)
            merged.Add(mapping);
        else if (value is YamlSequence sequence && sequence.Items.All(item => item is YamlMapping))
            merged.AddRange(sequence.Items.Cast<YamlMapping>());
        else
            Report($"'<<' takes a mapping or a list of mappings, not {value.Form}", value.Line, value.Column);
    }

    // A key of the mapping itself beats a merged one, and an earlier merged mapping beats a later one.
    private YamlMapping Assemble(ParsingEvent start, List<YamlEntry> own, List<YamlMapping> merged)
    {
        var seen = new Dictionary<string, YamlScalar>(StringComparer.Ordinal);
        var entries = new List<YamlEntry>(own.Count);
        var size = new Size(1, 1);
        foreach (var entry in own)
        {
            if (!seen.TryAdd(entry.Name, entry.Key))
                Report($"'{entry.Name}' is given twice (first in line {seen[entry.Name].Line})", entry.Key.Line, entry.Key.Column);
            else
                Take(entry);
        }
        foreach (var entry in merged.SelectMany(mapping => mapping.Entries))
            if (seen.TryAdd(entry.Name, entry.Key))
                Take(entry);
        return new YamlMapping(entries, Line(start), Column(start)) { Source = source, Weight = size.Weight, Height = size.Height };

        void Take(YamlEntry entry)
        {
            entries.Add(entry);
            size = Add(size, entry.Value, start);
        }
    }

    private YamlNode Resolve(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var node))
            throw Refuse($"alias '*{alias.Value.Value}' has no anchor '&{alias.Value.Value}' before it", alias);
        if (node is null)
            throw Refuse($"alias '*{alias.Value.Value}' contains itself", alias);
        return _depth + node.Height <= limits.Depth ? node : throw TooDeep(alias);
    }

    // Shared nodes cost nothing here, but every reader walks them as often as they are used.
    private Size Add(Size size, YamlNode part, ParsingEvent at)
    {
        var weight = size.Weight + part.Weight;
        if (weight > limits.Nodes)
            throw Refuse($"the document is too large once its aliases are written out ({limits.Nodes} values are allowed)", at);
        return new Size(weight, Math.Max(size.Height, part.Height + 1));
    }

    private readonly record struct Size(long Weight, int Height);

    private YamlRefusedException TooDeep(ParsingEvent at) =>
        Refuse($"lists and mappings are nested too deeply ({limits.Depth} levels are allowed)", at);

    private YamlScalar Scalar(string value, bool isPlain, ParsingEvent at) => new(value, isPlain, Line(at), Column(at)) { Source = source };

    private void Report(string message, ParsingEvent at) => Report(message, Line(at), Column(at));

    private void Report(string message, int line, int column)
    {
        if (problems.Count >= MostProblems)
            throw new YamlRefusedException("there are more problems; reading ends here", line, column);
        problems.Add(new Problem(source, line, column, "", message));
    }

    private static YamlRefusedException Refuse(string message, ParsingEvent at) => new(message, Line(at), Column(at));

    private static int Line(ParsingEvent at) => (int)at.Start.Line;

    private static int Column(ParsingEvent at) => (int)at.Start.Column;
}
