using System.Globalization;

namespace Ichor.Config.Yaml;

/// <summary>Makes and compares trees of nodes.</summary>
internal static class YamlNodes
{
    /// <summary>A mapping that stands where another node stood.</summary>
    public static YamlMapping Mapping(IReadOnlyList<YamlEntry> entries, YamlNode at) => new(entries, at.Line, at.Column)
    {
        Source = at.Source,
        Weight = 1 + entries.Sum(entry => entry.Value.Weight),
        Height = 1 + entries.Select(entry => entry.Value.Height).DefaultIfEmpty(0).Max(),
    };

    /// <summary>A list that stands where another node stood.</summary>
    public static YamlSequence Sequence(IReadOnlyList<YamlNode> items, YamlNode at) => new(items, at.Line, at.Column)
    {
        Source = at.Source,
        Weight = 1 + items.Sum(item => item.Weight),
        Height = 1 + items.Select(item => item.Height).DefaultIfEmpty(0).Max(),
    };

    /// <summary>Whether two trees mean the same, wherever they stand and however they are written; keys may have any order.</summary>
    public static bool AreEqual(YamlNode left, YamlNode right) => (left, right) switch
    {
        (YamlScalar a, YamlScalar b) => Meaning(a).Equals(Meaning(b)),
        (YamlSequence a, YamlSequence b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => AreEqual(pair.First, pair.Second)),
        (YamlMapping a, YamlMapping b) => a.Entries.Count == b.Entries.Count
            && a.Entries.All(entry => b.Find(entry.Name) is { } other && AreEqual(entry.Value, other.Value)),
        _ => false,
    };

    /// <summary>What a single value stands for: null, truth, number or text (YAML 1.2 section 10.3, and the numbers of YAML 1.1).</summary>
    public static (object? Value, string Type) Meaning(YamlScalar scalar)
    {
        if (scalar.IsNull)
            return (null, "null");
        if (!scalar.IsPlain)
            return (scalar.Value, "text");
        if (scalar.Value is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
            return (scalar.Value[0] is 't' or 'T', "truth");
        if (YamlInteger.TryParse(scalar.Value, out var integer))
            return ((decimal)integer, "number");
        const NumberStyles Float = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(scalar.Value, Float, CultureInfo.InvariantCulture, out var number) ? (number, "number") : (scalar.Value, "text");
    }
}
