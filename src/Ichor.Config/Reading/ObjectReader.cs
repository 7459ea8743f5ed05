using System.Collections.Immutable;
using Ichor.Config.Yaml;

namespace Ichor.Config;

/// <summary>Reads one mapping of a document, key by key. Each call is at once parser, range check and documentation of its key.</summary>
/// <remarks>
/// <para>All problems are reported in one pass; a value that could not be read is its default, and <see cref="IsValid"/> turns false.
/// When the reading method returns, keys that nobody asked for are reported as unknown.</para>
/// <para>Run by <see cref="ConfigSchema.Of"/> the same calls return defaults and describe the document.
/// A reading method therefore does not branch on the values it gets; rules between values go to <see cref="Validate"/>.</para>
/// </remarks>
public sealed partial class ObjectReader
{
    private readonly ReadContext _context;
    private readonly YamlMapping _node;
    private readonly string _list;
    private readonly int _index;
    private readonly string _schemaPath;
    private readonly int _errorsBefore;
    private readonly List<string> _known = [];

    /// <param name="context">What is shared.</param>
    /// <param name="node">The mapping.</param>
    /// <param name="path">Where it is; with an index, where the list is that it is in.</param>
    /// <param name="schemaPath">The same in the schema; empty when nobody wants to know.</param>
    /// <param name="index">Its place in a list; -1 when it is in none.</param>
    private ObjectReader(ReadContext context, YamlMapping node, string path, string schemaPath, int index = -1)
    {
        _context = context;
        _node = node;
        (_list, _index) = (path, index);
        _schemaPath = schemaPath;
        _errorsBefore = context.Errors;
    }

    /// <summary>Where this mapping begins.</summary>
    public Provenance Because => At(_node);

    /// <summary>Where the mapping is in the document, as <c>machine.network.interfaces[0]</c>.</summary>
    public string Path => field ??= _index < 0 ? _list : $"{_list}[{_index}]";

    /// <summary>Whether nothing was wrong in this mapping so far.</summary>
    public bool IsValid => _context.Errors == _errorsBefore;

    private bool IsRecording => _context.Recorder is not null;

    /// <summary>Reads a document. The value is null when there is any error.</summary>
    public static (T? Value, ImmutableArray<Problem> Problems) Read<T>(string source, YamlNode root, Func<ObjectReader, T> read) where T : class
    {
        var context = new ReadContext(source);
        var value = Read(context, root, read);
        return (value, [.. context.Problems]);
    }

    /// <summary>Reads a text that holds one document. The value is null when there is any error.</summary>
    public static (T? Value, ImmutableArray<Problem> Problems) ReadText<T>(string source, string yaml, Func<ObjectReader, T> read) where T : class
    {
        var (documents, problems) = YamlText.Read(source, yaml);
        if (problems.Any(problem => problem.IsError))
            return (null, problems);
        if (documents.Length > 1)
            return (null, [new Problem(source, documents[1].Line, documents[1].Column, "", "only one document is expected here")]);
        var (value, more) = Read(source, documents.Length == 0 ? Empty(1, 1) : documents[0], read);
        return (value, [.. problems, .. more]);
    }

    internal static T? Read<T>(ReadContext context, YamlNode root, Func<ObjectReader, T> read) where T : class
    {
        var errorsBefore = context.Errors;
        if ((root.IsNull ? Empty(root.Line, root.Column) : root) is not YamlMapping mapping)
        {
            context.Report(root, "", $"a document must be a mapping of keys, not {root.Form}");
            return null;
        }
        var value = new ObjectReader(context, mapping, "", "").Run(read);
        return context.Errors == errorsBefore ? value : null;
    }

    internal static ObjectReader Recording(ConfigSchema.Recorder recorder) =>
        new(new ReadContext("") { Recorder = recorder }, Empty(0, 0), "", "");

    /// <summary>The keys by which documents are told apart; checked before a document is read.</summary>
    public void Header() => _known.AddRange(["apiVersion", "kind"]);

    /// <summary>Whether the key is given, and not as null or the empty text.</summary>
    public bool Has(string key) => _node.Find(key) is { Value: { IsNull: false } and not YamlScalar { Value.Length: 0 } };

    /// <summary>Where the key is given; else where the mapping begins.</summary>
    public Provenance BecauseOf(string key) => At(_node.Find(key)?.Key ?? (YamlNode)_node);

    /// <summary>The text of a key's single value as written; null when it has none.</summary>
    public string? TextOf(string key) => (_node.Find(key)?.Value as YamlScalar)?.Value;

    /// <summary>Refuses the document because of something further below.</summary>
    public void Error(Provenance at, string pathBelow, string message) =>
        _context.Report(new YamlMapping([], at.Line, 0) { Source = at.Source }, Below(Path, pathBelow), message);

    /// <summary>Says something about a place further below; the document is taken.</summary>
    public void Notice(Provenance at, string pathBelow, string message) =>
        _context.Report(new YamlMapping([], at.Line, 0) { Source = at.Source }, Below(Path, pathBelow), message, ProblemKind.Notice);

    /// <summary>Refuses the document because of a key's value.</summary>
    public void Error(string key, string message) => Report(key, message, ProblemKind.Error);

    /// <summary>Says something about a key; the document is taken.</summary>
    public void Notice(string key, string message) => Report(key, message, ProblemKind.Notice);

    /// <summary>Checks what single values cannot say. Not run on what is already known to be wrong, nor while recording.</summary>
    public T Validate<T>(T value, Action<ObjectReader, T> rules)
    {
        if (!IsRecording && IsValid)
            rules(this, value);
        return value;
    }

    /// <summary>Rule: one of the keys is given, and only one.</summary>
    public void ExactlyOne(params string[] keys)
    {
        if (Rule(RuleKind.ExactlyOne, keys) && !keys.Any(Has))
            _context.Report(_node, Path, $"needs {string.Join(" or ", keys.Select(Quote))}");
        else
            RefuseSecond(keys);
    }

    /// <summary>Rule: at most one of the keys is given.</summary>
    public void AtMostOne(params string[] keys)
    {
        Rule(RuleKind.AtMostOne, keys);
        RefuseSecond(keys);
    }

    /// <summary>Rule: one of the keys, or several, are given.</summary>
    public void AtLeastOne(params string[] keys)
    {
        if (Rule(RuleKind.AtLeastOne, keys) && !keys.Any(Has))
            _context.Report(_node, Path, $"needs {string.Join(" or ", keys.Select(Quote))}");
    }

    private bool Rule(RuleKind kind, string[] keys)
    {
        _context.Recorder?.Rules.Add(new ConfigRule(_schemaPath, kind, [.. keys]));
        return !IsRecording;
    }

    private void RefuseSecond(string[] keys)
    {
        var given = Array.FindAll(keys, Has);
        foreach (var key in given.Skip(1))
            Error(key, $"excludes '{given[0]}': only one of them may be given");
    }

    private void Report(string key, string message, ProblemKind kind) =>
        _context.Report(_node.Find(key)?.Key ?? (YamlNode)_node, Below(Path, key), message, kind);

    private T Run<T>(Func<ObjectReader, T> read)
    {
        var problems = _context.Reported;
        var value = read(this);
        if (!IsRecording)
            foreach (var entry in _node.Entries)
                if (!_known.Contains(entry.Name))
                    _context.ReportUnknown(entry, Path, _known);
        if (_node.Span is { } span && value is not null && _context.Reported == problems)
            span.IsRead(read, value);
        return value;
    }

    /// <summary>Notes that the key is known, and gives what stands under it; null is as good as not given.</summary>
    /// <param name="key">The key.</param>
    /// <param name="field">Its description, made only while recording.</param>
    private YamlNode? Look(string key, ConfigField? field)
    {
        _known.Add(key);
        if (field is not null)
            _context.Recorder?.Fields.Add(field);
        _context.Visited?.Add(SchemaPath(key));
        var value = _node.Find(key)?.Value;
        return value is { IsNull: false } ? value : null;
    }

    private string SchemaPath(string key) => Below(_schemaPath, key);

    private static string Below(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static string Quote(string key) => $"'{key}'";

    private static YamlMapping Empty(int line, int column) => new([], line, column);
}
