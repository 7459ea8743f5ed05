namespace Ichor.Node.Children;

/// <summary>What a program that the node runs may take.</summary>
/// <param name="Text">Bytes of its output; more ends it.</param>
/// <param name="Time">After this it is killed; null for one that must not be.</param>
internal sealed record ChildLimits(int Text, TimeSpan? Time)
{
    /// <summary>Bytes of its standard error; more is thrown away.</summary>
    public const int Complaint = 4 * 1024;
}
