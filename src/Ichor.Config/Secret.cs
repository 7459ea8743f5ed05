namespace Ichor.Config;

/// <summary>A value that is never printed: keys and tokens.</summary>
public sealed record Secret<T>(T Value)
{
    public override string ToString() => "(secret)";
}
