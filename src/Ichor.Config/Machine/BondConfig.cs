using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary><c>bond</c> of a device: its options, and its ports by name or by selector.</summary>
public sealed record BondConfig
{
    /// <summary>What is written, and a <c>miimon</c> when nothing would watch the ports otherwise.</summary>
    public LinkSettings Settings { get; init; } = LinkSettings.Empty;

    public ValueList<Located<LinkName>> Interfaces { get; init; }

    public ValueList<DeviceSelector> DeviceSelectors { get; init; }
}
