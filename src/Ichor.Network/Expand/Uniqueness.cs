using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>What an entry has that only one link can have, and which link has it.</summary>
internal static class Uniqueness
{
    /// <summary>In words; null when the entry may hold for any number of links.</summary>
    public static string? Of(DeviceConfig device) =>
        device.Addresses.Select(address => $"static address {address.Value}")
            .Concat(device.Vlans.SelectMany(vlan => vlan.Addresses.Select(address => $"static address {address.Value} of VLAN {vlan.VlanId}")))
            .Concat(device.Vlans.Select(vlan => vlan.Vip).Prepend(device.Vip).OfType<VipConfig>().Select(vip => $"shared address {vip.Address}"))
            .FirstOrDefault();

    /// <summary>
    /// The match that carries one of the addresses by our doing; null when none does. A card that is plugged in later must not
    /// cost the machine the address over which it is reached: that stays where it is, and the next boot, which finds both
    /// cards, gives it to neither.
    /// </summary>
    public static LinkStatus? Holder(Observed observed, DeviceConfig device, IEnumerable<LinkStatus> matches) =>
        matches.OrderBy(link => link.Index).FirstOrDefault(link => Has(observed, link, device.Addresses)
            || device.Vlans.Any(vlan => Has(observed, observed.Link(VlanNames.NameOf(link.Name, vlan.VlanId)), vlan.Addresses)));

    private static bool Has(Observed observed, LinkStatus? link, ValueList<Located<InterfaceAddress>> addresses) =>
        link is not null && addresses.Any(address => observed.Address(link.Index, address.Value) is { IsOurs: true });
}
