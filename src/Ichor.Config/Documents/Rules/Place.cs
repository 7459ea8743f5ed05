using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary>Where something about a link stands, for problems and for what they refer to.</summary>
/// <param name="Title">The document's kind, or the path inside of v1alpha1.</param>
/// <param name="Path">The key, with its path inside of the document.</param>
/// <param name="Because">File and line.</param>
/// <param name="IsDocument">False inside of v1alpha1.</param>
internal sealed record Place(string Title, string Path, Provenance Because, bool IsDocument)
{
    /// <summary><c>BondConfig, config.yaml:3</c>.</summary>
    public override string ToString() => $"{Title}, {Because}";
}

/// <summary>A link that somebody describes. <see cref="Kind"/> is null when it is not made there.</summary>
internal sealed record DescribedLink(LinkName Name, LinkKind? Kind, Place At);

/// <summary>One link on top of another: a master over its port, or a VLAN over its parent.</summary>
internal sealed record StackedLinks(LinkName Upper, LinkKind UpperKind, LinkName Lower, Place At)
{
    public bool IsPort => UpperKind != Vlan.Kind;

    /// <summary>Whether the lower link gives up its own addresses; ports of a VRF keep them.</summary>
    public bool TakesOver => UpperKind == Bond.Kind || UpperKind == Bridge.Kind;

    public override string ToString() => IsPort ? $"{Upper} has {Lower} as port ({At})" : $"{Upper} is on {Lower} ({At})";
}
