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

    internal static BondConfig Read(ObjectReader o)
    {
        o.AtMostOne("interfaces", "deviceSelectors");
        o.Refused("arpIPTarget", "is not a setting of this form; write it as 'arpIpTargets'");
        o.Refused("adActorSystem", "is not supported");
        var written = o.Settings(Bond.Kind, zeroIsNothing: true);
        var bond = new BondConfig
        {
            Settings = written,
            Interfaces = o.LocatedList("interfaces", Scalars.LinkName, "Links that become ports of the bond, in this order.", "eth1"),
            DeviceSelectors = o.List("deviceSelectors", DeviceSelector.Read, "Selectors of the links that become ports of the bond."),
        };
        return o.Validate(bond, (at, _) => BondRules.Report(at, written, setting => setting.Name));
    }
}
