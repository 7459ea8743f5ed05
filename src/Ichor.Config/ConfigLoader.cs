using System.Collections.Immutable;
using Ichor.Config.Yaml;

namespace Ichor.Config;

/// <summary>Tells the documents of a file apart and reads each.</summary>
internal sealed class ConfigLoader(string name, ConfigMode mode)
{
    private static readonly string[] V1Alpha1Keys = ["machine", "cluster", "debug", "persist"];

    private readonly ReadContext _context = new(name);
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly List<KnownDocument> _others = [];
    private MachineConfig? _machine;
    private KeptText? _kept;

    // Then nobody knows what the rest of the config would have been.
    private bool _isMachineRefused;

    /// <param name="yaml">The text.</param>
    /// <param name="kept">What is known of it, and takes what is found out; null for neither.</param>
    public (MachineConfig? Config, ImmutableArray<Problem> Problems) Load(string yaml, KeptText? kept = null)
    {
        _kept = kept;
        var stream = YamlText.ReadStream(name, yaml, kept: kept);
        return Load(stream.Documents, stream.Problems);
    }

    /// <summary>Reads documents that were parsed before, with the problems that this found.</summary>
    public (MachineConfig? Config, ImmutableArray<Problem> Problems) Load(ImmutableArray<YamlNode> documents, ImmutableArray<Problem> problems)
    {
        foreach (var document in documents)
            if (!document.IsNull)
                ReadDocument(document);
        var config = Join(_machine ?? MachineConfig.Empty);
        var all = problems.Concat(_context.Problems)
            .OrderBy(problem => problem.Source == name ? 0 : 1).ThenBy(problem => problem.Line).ThenBy(problem => problem.Column).ToImmutableArray();
        return (all.Any(problem => problem.IsError) ? null : config, all);
    }

    private void ReadDocument(YamlNode document)
    {
        if (document is YamlKept kept)
        {
            var known = kept.Value<KnownDocument>(Keeper);
            if (!IsRepeated(document, known.Key))
                _others.Add(known);
            return;
        }
        if (document is not YamlMapping mapping)
        {
            _context.Report(document, "", $"a document must be a mapping of keys, not {document.Form}");
            return;
        }
        var kind = Text(mapping, "kind");
        if (kind is not null)
            ReadKind(mapping, kind);
        else if (Array.Exists(V1Alpha1Keys, key => mapping.Find(key) is not null) || Text(mapping, "apiVersion") == "v1alpha1")
            ReadV1Alpha1(mapping);
        else
            _context.Report(mapping, "", "is neither a v1alpha1 document (it has none of machine, cluster) nor has it a 'kind'");
    }

    private void ReadV1Alpha1(YamlMapping document)
    {
        if (IsRepeated(document, "v1alpha1"))
            return;
        var machine = ObjectReader.Read(_context, document, MachineConfig.Read);
        document.Span?.Forget();        // what is said of it below would not be said again
        if (machine is not null)
            _machine = machine;
        else
            _isMachineRefused = true;
        if (mode == ConfigMode.Metal && (document.Find("machine")?.Value as YamlMapping)?.Find("install") is null)
            _context.Report(document, "machine", "has no 'install' section: the machine keeps running from the medium it was booted from", ProblemKind.Notice);
    }

    private void ReadKind(YamlMapping document, string kind)
    {
        var at = document.Find("kind")!.Value;
        var version = Text(document, "apiVersion");
        if (version is null)
            _context.Report(at, "apiVersion", "is required beside 'kind'");
        else if (version != "v1alpha1")
            _context.Report(document.Find("apiVersion")!.Value, "apiVersion", $"'{version}' is not v1alpha1");
        else if ($"v1alpha1/{kind}/{Text(document, "name")}" is var key && !IsRepeated(document, key))
            ReadKnown(document, kind, key, at);
    }

    private void ReadKnown(YamlMapping document, string kind, string key, YamlNode at)
    {
        if (DocumentKinds.Readers.TryGetValue(kind, out var read))
        {
            if (ObjectReader.Read(_context, document, read) is not { } value)
                return;
            var named = document.Find("kind")!.Key;
            var other = new KnownDocument(kind, key, value, new(document.Line, document.Column), new(named.Line, named.Column), document.Source);
            _others.Add(other);
            if (document.Span is { Value: not null } span)
                span.IsRead(Keeper, other);
        }
        else if (DocumentKinds.Foreign.Contains(kind))
            _context.Report(at, "kind", $"{kind}: accepted, not acted upon", ProblemKind.Notice);
        else
            _context.Report(at, "kind", $"'{kind}' is not a known kind of document" + Guess(kind));
    }

    /// <summary>Adds what the other documents say; a key of v1alpha1 and a document may not both say it.</summary>
    private MachineConfig Join(MachineConfig machine)
    {
        var links = new List<LinkDocument>();
        foreach (var other in _others)
            if (_machine is not null && other.Document.ConflictWith(_machine) is { } key)
                Report(other, other.Begin, $"{other.Kind} and {key} say the same thing: only one of them may be given");
            else if (other.Document is LinkDocument link)
                links.Add(link);        // of which there may be thousands
            else
                machine = other.Document.AddTo(machine);
        if (links.Count > 0)
            machine = machine with { Documents = machine.Documents with { Links = [.. machine.Documents.Links, .. links] } };
        machine = KernelModuleRules.KeepLast(machine, (at, message) => Report(at, message, ProblemKind.Notice));
        DocumentRules.Check(machine, _kept?.Fine, Report);
        if (_kept is not null)
            _kept.Fine = _context.Problems.Any(problem => problem.IsError) ? null : machine;
        if (_isMachineRefused)
            return machine;
        foreach (var other in _others)
            if (other.Document.RefuseIn(machine) is { } reason)
                Report(other, other.KindAt, $"{other.Kind}: {reason}");
        DocumentRules.CheckDiscovery(machine.Cluster, Report);
        return machine;
    }

    private void Report(KnownDocument other, (int Line, int Column) at, string message) =>
        _context.Report(new YamlMapping([], at.Line, at.Column) { Source = other.Source }, "", message);

    private void Report(Place at, string message) => Report(at, message, ProblemKind.Error);

    private void Report(Place at, string message, ProblemKind kind) =>
        _context.Report(new YamlMapping([], at.Because.Line, 0) { Source = at.Because.Source }, at.Path, message, kind);

    private bool IsRepeated(YamlNode document, string key)
    {
        if (_seen.TryAdd(key, document.Line))
            return false;
        _context.Report(document, "", $"a second document {key} is not allowed (the first is in line {_seen[key]})");
        return true;
    }

    /// <summary>A document beside v1alpha1, with what is to be known of it when it is not read again.</summary>
    private sealed record KnownDocument(string Kind, string Key, IConfigDocument Document, (int Line, int Column) Begin, (int Line, int Column) KindAt, string? Source);

    /// <summary>Stands for this class as the reader of whole documents.</summary>
    private static readonly Action Keeper = static () => { };

    private static string? Text(YamlMapping mapping, string key) =>
        mapping.Find(key)?.Value is YamlScalar { IsNull: false } scalar ? scalar.Value : null;

    private static string Guess(string kind) =>
        Spelling.Nearest(kind, DocumentKinds.Names) is { } near ? $" (did you mean '{near}'?)" : "";
}
