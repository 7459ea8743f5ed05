namespace Ichor.Config;

/// <summary>An environment variable for the services of the machine.</summary>
public sealed record EnvironmentVariable(string Name, string Value, Provenance Because)
{
    public override string ToString() => $"{Name}={Value}";
}
