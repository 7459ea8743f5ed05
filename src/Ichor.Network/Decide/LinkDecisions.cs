using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Network;

/// <summary>Decides about links: their existence here, the rest in <see cref="LinkAdjustment"/>.</summary>
internal sealed class LinkDecisions(LinkView view, Inputs inputs)
{
    private readonly Dictionary<LinkName, Decision> _decided = [];
    private readonly HashSet<LinkName> _beingDecided = [];
    private readonly HashSet<LinkName> _somebodyElses = [];

    /// <summary>Whether the link goes in this pass, and all that hangs on it with it.</summary>
    public bool IsReplaced(LinkName name) =>
        _decided.GetValueOrDefault(name) is Decision.Operations(var steps) && steps.Any(step => step is DeleteLink);

    /// <summary>Whether a present link goes in this pass, with its addresses and routes: it is made anew, or nobody wishes it.</summary>
    public bool Goes(LinkStatus present) =>
        (view.Wish(present.Name) is null ? view.IsOurs(present) && MayGo(present) : IsReplaced(present.Name))
        || present.Kind == Vlan.Kind.Name && view.Observed.Link(present.ParentIndex) is { } parent && Goes(parent);

    /// <summary>Whether there is a link of the wishes on which nothing can be put in this pass.</summary>
    public bool HasObstacles => _somebodyElses.Count > 0 || _decided.Keys.Any(IsReplaced);

    /// <summary>Why nothing can be put on a link in this pass; null when there is no reason.</summary>
    public string? Obstacle(LinkName name) =>
        IsReplaced(name) ? $"link {name} to be made anew"
        : _somebodyElses.Contains(name) ? $"link {name} to be the one that is wished"
        : null;

    /// <summary>What is to be done about a wished link. What it is on is decided first: it may have to go for that.</summary>
    public Decision Decide(LinkName name)
    {
        if (_decided.TryGetValue(name, out var known))
            return known;
        if (!_beingDecided.Add(name))
            return Decision.Refuse($"{name} is on itself, by way of its parents");
        var decision = DecideAnew(name, view.Wished[name].Spec);
        _beingDecided.Remove(name);
        return _decided[name] = decision;
    }

    /// <summary>What an earlier life of this process made stays until config and platform have spoken.</summary>
    private bool MayGo(LinkStatus present) => inputs.MayGo(ObjectKey.Link(present.Name));

    /// <summary>Deletes a virtual link of ours that nobody wishes any more, and frees ports that we enslaved.</summary>
    public Decision DecideUnwanted(LinkStatus present)
    {
        if (present.IsOurs)
            return GoesAlong(present)
                ? Decision.InSync
                : Decision.Do([.. BridgeVlanDecisions.Forget(view, present), new DeleteLink(present.Index, present.Name)]);
        return LinkAdjustment.IsPortOfOurs(present, view)
            ? Decision.Do(new SetMaster(present.Index, present.Name, Master: null))
            : Decision.InSync;
    }

    /// <summary>One end of a veth takes the other along, and a link the VLANs on it: to delete both is an error.</summary>
    private bool GoesAlong(LinkStatus present) =>
        view.OtherEnd(present) is { IsOurs: true } other ? other.Index < present.Index || view.Wish(other.Name) is not null
        : present.Kind == Vlan.Kind.Name && view.Observed.Link(present.ParentIndex) is { IsOurs: true } parent && view.Wish(parent.Name) is null;

    private Decision DecideAnew(LinkName name, LinkSpec desired)
    {
        var present = view.Observed.Link(name);
        if (present is not null && desired.Kind is not null && !view.IsOurs(present))
        {
            _somebodyElses.Add(name);
            return NotOurs(present);
        }
        if (desired.Parent is { } parent && view.Wish(parent) is not null)
        {
            if (Decide(parent) is Decision.Refused(var why) && view.Observed.Link(parent) is null)
                return IsNamedOtherwise(parent) ?? Decision.Wait($"parent link {parent} to appear ({why})");
            if (IsReplaced(parent))
                return Decision.Wait($"parent link {parent} to be made anew");
        }
        if (present is null)
            return desired.Kind is { } kind ? Create(name, kind, desired) : Absent(name);
        if (!present.Named)
            return Decision.Wait($"link {name} to get its final name");
        return MustBeMadeAnew(desired, present)
            ? Replace(name, desired, present)
            : LinkAdjustment.Decide(desired, present, view, inputs.Names);
    }

    /// <summary>
    /// A name that a link has had is not taken for that link: the kernel gives such names by chance, and the next boot
    /// may mean another one by it.
    /// </summary>
    private Decision? IsNamedOtherwise(LinkName name)
    {
        var now = string.Join(" or ", view.Observed.Formerly(name).Select(link => link.Name));
        return now.Length == 0 ? null : Decision.Refuse($"{name} is named {now} now: write {now}");
    }

    private Decision Absent(LinkName name) => IsNamedOtherwise(name)
        ?? Decision.Wait($"link {name} to appear{(name == DefaultExpansion.Loopback ? "" : $"; {view.Observed.Inventory}")}");

    private Decision Create(LinkName name, LinkKind kind, LinkSpec desired)
    {
        var parent = desired.Parent is { } parentName ? view.Observed.Link(parentName) : null;
        if (desired.Parent is { } wanted && parent is not { Named: true })
            return IsNamedOtherwise(wanted) ?? Decision.Wait($"parent link {wanted} to appear");
        if (kind == Veth.Kind)
        {
            // The other end makes both.
            if (desired.Parent is { } maker)
                return Decision.Wait($"{maker} to be made, whose other end it is");
            if (desired.Settings.TryGet(Veth.Peer, out var peer) && view.Observed.Link(peer) is { } holder)
                return view.IsOurs(holder)
                    ? Decision.Wait($"the name {peer} of its other end to become free")
                    : Decision.Refuse($"the name {peer} of its other end belongs to a link that is not ours ({KindOf(holder)})");
        }
        // A VLAN cannot be larger than what it is on; the rest of the way is gone when its parent has grown.
        var mtu = desired.Mtu is { } bytes && parent is not null && bytes > parent.Mtu ? null : desired.Mtu;
        return Decision.Do(new AddLink(name, kind, desired.Settings.Applicable(), desired.Parent, mtu, desired.HardwareAddress));
    }

    private Decision Replace(LinkName name, LinkSpec desired, LinkStatus present)
    {
        if (!view.IsOurs(present))
            return NotOurs(present);
        List<Operation> away = [.. BridgeVlanDecisions.Forget(view, present), new DeleteLink(present.Index, name)];
        // The other end of a veth goes with it, and must have gone before its name is free.
        return desired.Kind != Veth.Kind && present.Kind != Veth.Kind.Name && Create(name, desired.Kind!, desired) is Decision.Operations(var create)
            ? Decision.Do([.. away, .. create])
            : Decision.Do([.. away]);
    }

    private bool MustBeMadeAnew(LinkSpec desired, LinkStatus present)
    {
        if (desired.Kind is not { } kind)
            return false;
        if (kind.Name != present.Kind)
            return true;
        if (desired.Parent is { } parent && view.Observed.Link(parent) is { } carrier && carrier.Index != present.ParentIndex)
            return true;
        if (kind == Veth.Kind)
            return desired.Settings.TryGet(Veth.Peer, out var peer) && view.OtherEnd(present) is { } other && other.Name != peer;
        return SettingChanges.Of(desired, present, view).Entries.Any(entry => entry.Setting.Change == SettingChange.Recreate);
    }

    private static Decision NotOurs(LinkStatus present) => Decision.Refuse($"a link of this name exists and is not ours ({KindOf(present)})");

    private static string KindOf(LinkStatus link) => link.Kind.Length == 0 ? "a device" : link.Kind;
}
