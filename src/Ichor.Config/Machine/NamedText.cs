namespace Ichor.Config;

/// <summary>An entry of a map from names to texts: a label, a tag, an argument.</summary>
public sealed record NamedText(string Name, string Value, Provenance Because)
{
    internal static NamedText At(string name, string value, Provenance because) => new(name, value, because);

    public override string ToString() => $"{Name}={Value}";
}
