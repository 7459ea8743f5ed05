namespace Ichor.Config;

/// <summary>Every key that a document knows, recorded from the same method that reads the document.</summary>
/// <param name="Fields">Keys in the order of the document.</param>
/// <param name="Rules">Which keys go together, in words.</param>
public sealed record ConfigSchema(ValueList<ConfigField> Fields, ValueList<string> Rules)
{
    /// <summary>Runs the reader on nothing and writes down what it asks for.</summary>
    public static ConfigSchema Of<T>(Func<ObjectReader, T> read)
    {
        var recorder = new Recorder();
        _ = read(ObjectReader.Recording(recorder));
        return new ConfigSchema(recorder.Fields.ToValueList(), recorder.Rules.ToValueList());
    }

    internal sealed class Recorder
    {
        public List<ConfigField> Fields { get; } = [];

        public List<string> Rules { get; } = [];
    }
}

/// <summary>How the value of a key is built up.</summary>
public enum FieldShape
{
    Scalar,
    List,
    Map,
    Object,
    ObjectList,

    /// <summary>Known to Talos, accepted here, not looked into.</summary>
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

    /// <summary>Redacted in status output.</summary>
    public bool Secret { get; init; }
}
