namespace Ichor.Config;

/// <summary>How YAML writes a single value.</summary>
public enum ScalarForm
{
    Text,
    Integer,
    Boolean,

    /// <summary>A boolean that may be written as 0 or 1, too.</summary>
    Flag,
}
