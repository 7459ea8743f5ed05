namespace Ichor.Config;

/// <summary>What the separate documents about the network say, each list in the order of the file.</summary>
/// <remarks>
/// Documents that only spell out differently what v1alpha1 can say (host name, resolvers, time, environment, KubeSpan) are not here
/// but where v1alpha1 has them.
/// </remarks>
public sealed record NetworkDocuments
{
    public static NetworkDocuments None { get; } = new();

    /// <summary>Of every link kind, and <c>LinkConfig</c>.</summary>
    public ValueList<LinkDocument> Links { get; init; }

    public ValueList<DhcpDocument> Dhcp { get; init; }
}
