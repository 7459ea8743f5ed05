namespace Ichor.Config.Yaml;

/// <summary>Bounds that keep a hostile or broken file from costing memory or stack.</summary>
/// <param name="Characters">Size of the text.</param>
/// <param name="Depth">Lists and mappings inside each other.</param>
/// <param name="Nodes">Values, lists and mappings of one document, aliases counted as often as they are used.</param>
public readonly record struct YamlLimits(int Characters, int Depth, long Nodes)
{
    /// <summary>Generous for a machine config: tens of thousands of peers.</summary>
    public static YamlLimits Default { get; } = new(Characters: 8 << 20, Depth: 64, Nodes: 1_000_000);
}
