using Ichor.Netlink.Links;

namespace Ichor.Network;

/// <summary>
/// A VLAN-filtering bridge drops the frames of VLANs that it does not know. So a VLAN link on such a bridge wishes its VLAN on
/// the bridge itself and on all of its ports.
/// </summary>
internal static class BridgeVlanDecisions
{
    /// <summary>The wishes that follow from the links.</summary>
    public static List<Entry<BridgeVlanKey, BridgeVlanSpec>> Wishes(LinkView view)
    {
        var wishes = new List<Entry<BridgeVlanKey, BridgeVlanSpec>>();
        foreach (var (_, merged) in view.Wished)
            if (merged.Spec is { Parent: { } bridge } vlan && vlan.Settings.TryGet(Vlan.Id, out var id)
                && view.Wish(bridge) is { } wish && wish.Settings.Get(Bridge.VlanFiltering))
            {
                wishes.Add(new(new(bridge, id), new(Self: true), merged.Because));
                foreach (var port in view.WishedPortsOf(bridge))
                    wishes.Add(new(new(port, id), new(Self: false), merged.Because));
            }
        return wishes;
    }

    public static Decision Decide(BridgeVlanKey key, BridgeVlanSpec desired, LinkView view)
    {
        if (view.Observed.Link(key.Link) is not { Named: true } link)
            return Decision.Wait($"link {key.Link} to appear");
        var wish = view.Wish(key.Link);
        if (desired.Self ? link.Kind != Bridge.Kind.Name : wish?.Master is { } master && view.Observed.Link(master)?.Index != link.MasterIndex)
            return Decision.Wait(desired.Self ? $"{key.Link} to be a bridge" : $"{key.Link} to be a port of {wish!.Master}");
        return view.Observed.BridgeVlan(link.Index, key.Id) is not null
            ? Decision.InSync
            : Decision.Do(new AddBridgeVlan(link.Index, key, desired));
    }

    /// <summary>
    /// What goes with a VLAN link of ours on a bridge of ours. VLANs of a bridge carry no mark; the link is the mark, so its
    /// VLAN goes in the same chain, and others stay whoever put them.
    /// </summary>
    public static IEnumerable<Operation> Forget(LinkView view, LinkStatus vlan)
    {
        if (vlan.Kind != Vlan.Kind.Name || !vlan.Settings.TryGet(Vlan.Id, out var id)
            || view.Observed.Link(vlan.ParentIndex) is not { IsOurs: true } bridge || bridge.Kind != Bridge.Kind.Name)
            yield break;
        foreach (var link in view.PortsOf(bridge).Prepend(bridge))
            if (view.Observed.BridgeVlan(link.Index, id) is { IsPvid: false })
                yield return new DeleteBridgeVlan(link.Index, new(link.Name, id), new(Self: link == bridge));
    }
}
