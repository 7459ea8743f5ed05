namespace Ichor.Config;

/// <summary>Every key that a document knows, recorded from the same method that reads the document.</summary>
/// <param name="Fields">Keys in the order of the document.</param>
/// <param name="Rules">Which keys go together.</param>
public sealed record ConfigSchema(ValueList<ConfigField> Fields, ValueList<ConfigRule> Rules)
{
    /// <summary>What the document is for; one sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>A document as it may be written.</summary>
    public string Example { get; init; } = "";

    /// <summary>Whether the document is accepted, and nothing is done with it in this version.</summary>
    public bool NoEffect { get; init; }

    private const string Kind = "kind";

    /// <summary>Runs the reader on nothing and writes down what it asks for.</summary>
    public static ConfigSchema Of<T>(Func<ObjectReader, T> read)
    {
        var recorder = new Recorder();
        _ = read(ObjectReader.Recording(recorder));
        return new ConfigSchema(recorder.Fields.Select(field => field with { NoEffect = recorder.HasNoEffect(field.Path) }).ToValueList(), recorder.Rules.ToValueList())
        {
            NoEffect = recorder.NoEffect.Contains(Kind),
        };
    }

    internal sealed class Recorder
    {
        public List<ConfigField> Fields { get; } = [];

        public List<ConfigRule> Rules { get; } = [];

        /// <summary>Keys that are read without effect, with all that stands under them; <c>kind</c> is the document.</summary>
        public HashSet<string> NoEffect { get; } = new(StringComparer.Ordinal);

        public bool HasNoEffect(string path)
        {
            if (NoEffect.Contains(Kind))
                return true;
            foreach (var key in NoEffect)
                if (path.StartsWith(key, StringComparison.Ordinal) && (path.Length == key.Length || path[key.Length] is '.' or '['))
                    return true;
            return false;
        }
    }
}

/// <summary>How many of some keys are given.</summary>
public enum RuleKind
{
    ExactlyOne,
    AtMostOne,
    AtLeastOne,
}

/// <summary>A rule between the keys of one mapping.</summary>
/// <param name="Path">The mapping, as <c>machine.network.interfaces[]</c>; empty for the document itself.</param>
/// <param name="Kind">How many.</param>
/// <param name="Keys">Of these.</param>
public sealed record ConfigRule(string Path, RuleKind Kind, ValueList<string> Keys)
{
    /// <summary>The rule in words, without the place.</summary>
    public string Words => $"{Count} of {string.Join(", ", Keys)} is given";

    private string Count => Kind switch
    {
        RuleKind.ExactlyOne => "exactly one",
        RuleKind.AtMostOne => "at most one",
        _ => "at least one",
    };

    public override string ToString() => $"{(Path.Length == 0 ? "document" : Path)}: {Words}";
}

/// <summary>How the value of a key is built up.</summary>
public enum FieldShape
{
    Scalar,
    List,
    Map,
    Object,
    ObjectList,

    /// <summary>Known to Talos, accepted here without effect.</summary>
    Foreign,
}

/// <summary>One key of a document.</summary>
/// <param name="Path">As <c>machine.network.interfaces[].mtu</c>.</param>
/// <param name="Shape">Single value, list, mapping.</param>
/// <param name="Type">Type of the value, or of the items.</param>
/// <param name="Description">One sentence.</param>
public sealed record ConfigField(string Path, FieldShape Shape, string Type, string Description)
{
    public bool Required { get; init; }

    /// <summary>What holds when the key is not given; null when nothing does.</summary>
    public string? Default { get; init; }

    public string? Example { get; init; }

    /// <summary>What may be written, in words.</summary>
    public string Allowed { get; init; } = "";

    /// <summary>The words of an enumeration.</summary>
    public ValueList<string> Words { get; init; }

    /// <summary>How YAML writes the value, or the items.</summary>
    public ScalarForm Form { get; init; }

    /// <summary>Least and most of an integer.</summary>
    public (long Least, long Most)? Range { get; init; }

    /// <summary>Matches every text that is taken: see <see cref="Scalar{T}.Pattern"/>.</summary>
    public string? Pattern { get; init; }

    /// <summary>What the keys of a map may be, in words.</summary>
    public string KeysAllowed { get; init; } = "";

    /// <summary>Matches every key of a map that is taken.</summary>
    public string? KeyPattern { get; init; }

    /// <summary>Whether a list may stand in place of one value: values in one text are divided by commas.</summary>
    public bool MayBeList { get; init; }

    /// <summary>Whether it is read without effect in this version.</summary>
    public bool NoEffect { get; init; }

    /// <summary>Whether the number or time zero in a patch counts as not given: Talos has no pointer there.</summary>
    public bool ZeroIsNothing { get; init; }

    /// <summary>Whether an empty text counts as not given.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>What stands under a key that is accepted without effect.</summary>
    public KnownShape Inside { get; init; } = KnownShape.Any;

    /// <summary>Redacted in status output.</summary>
    public bool Secret { get; init; }
}
