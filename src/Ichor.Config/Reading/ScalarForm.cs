namespace Ichor.Config;

/// <summary>How YAML writes a single value.</summary>
public enum ScalarForm
{
    Text,
    Integer,
    Boolean,
}
