using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary><c>kind: BondConfig</c>.</summary>
internal static class BondDocument
{
    public static LinkDocument Read(ObjectReader o)
    {
        var link = LinkDocument.Named(o, "BondConfig") with
        {
            Kind = Bond.Kind,
            HardwareAddress = LinkDocument.ReadHardwareAddress(o),
            Ports = o.LocatedList("links", Scalars.LinkName, "Links that become ports of the bond, in this order.", "eth1"),
        };
        var written = o.Settings(Bond.Kind, KeyOf, required: Bond.Mode);
        return o.Validate(LinkDocument.Common(o, link with { Settings = written }), (at, read) => Check(at, read, written));
    }

    /// <summary>The key of an option in this document; v1alpha1 spells some otherwise.</summary>
    private static string KeyOf(LinkSetting setting) =>
        setting == Bond.Mode ? "bondMode"
        : setting == Bond.ResendIgmp ? "resendIGMP"
        : setting == Bond.TlbDynamicLb ? "tlbLogicalLb"
        : setting == Bond.PeerNotifyDelay ? "peerNotifDelay"
        : setting.Name;

    private static void Check(ObjectReader o, LinkDocument bond, LinkSettings written)
    {
        BondRules.Report(o, written, KeyOf);
        if (bond.Ports.IsEmpty)
            o.Error("links", "needs at least one link");
        if (bond.Settings.TryGet(Bond.Primary, out var primary) && bond.Ports.All(port => port.Value != primary))
            o.Error("primary", $"{primary} is not one of 'links'");
    }
}
