namespace Ichor.Config;

/// <summary>A value and the place that asks for it.</summary>
public sealed record Located<T>(T Value, Provenance Because)
{
    public override string ToString() => $"{Value}";
}
