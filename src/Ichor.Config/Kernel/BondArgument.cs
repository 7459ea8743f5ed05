using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary>One <c>bond=</c>.</summary>
public sealed record BondArgument
{
    public required Provenance Because { get; init; }

    public required LinkName Name { get; init; }

    public ValueList<LinkName> Ports { get; init; }

    /// <summary>What is written, and a <c>miimon</c> when nothing would watch the ports otherwise.</summary>
    public LinkSettings Settings { get; init; } = LinkSettings.Empty;

    /// <summary>Null leaves the MTU alone.</summary>
    public uint? Mtu { get; init; }
}
