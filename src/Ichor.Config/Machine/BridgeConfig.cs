using Ichor.Netlink;

namespace Ichor.Config;

/// <summary><c>bridge</c> of a device.</summary>
public sealed record BridgeConfig
{
    public ValueList<Located<LinkName>> Interfaces { get; init; }

    /// <summary>Spanning tree; on unless switched off.</summary>
    public bool Stp { get; init; } = true;

    public bool VlanFiltering { get; init; }
}

/// <summary><c>bridgePort</c> of a device: makes the link a port of a bridge.</summary>
public sealed record BridgePortConfig(LinkName Master, Provenance Because);
