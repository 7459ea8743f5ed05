using Ichor.Netlink;

namespace Ichor.Config;

/// <summary><c>bond</c> of a device: its options, and its ports by name or by selector.</summary>
public sealed record BondConfig
{
    public ValueList<Located<LinkName>> Interfaces { get; init; }

    public ValueList<DeviceSelector> DeviceSelectors { get; init; }
}
