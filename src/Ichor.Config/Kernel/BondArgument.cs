using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>One <c>bond=</c>.</summary>
public sealed record BondArgument
{
    public required Provenance Because { get; init; }

    public required LinkName Name { get; init; }

    public ValueList<LinkName> Ports { get; init; }

    /// <summary>Null leaves the MTU alone.</summary>
    public uint? Mtu { get; init; }
}
