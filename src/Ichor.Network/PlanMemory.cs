using System.Net;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>
/// What one pass leaves to the next, of one observed kernel: what is wished, and which objects were found to be as they are wished.
/// It makes passes quicker and never different: a plan with a memory is the plan without.
/// </summary>
/// <remarks>
/// An object that is as it is wished stays so until it or something that its decision looks at changes. States of the world are
/// numbered: links have theirs, because they depend on each other, and addresses and routes have theirs, which depend on links.
/// </remarks>
public sealed class PlanMemory
{
    private Wishes? _wishes, _before;
    private long _seen;
    private int _linksVersion = -1;
    private IReadOnlyDictionary<string, IPAddress>? _names;
    private bool _hadObstacles;

    /// <summary>The state of the world for links.</summary>
    internal long LinksState { get; private set; }

    /// <summary>The state of the world for addresses and routes.</summary>
    internal long ObjectsState { get; private set; }

    internal Wishes WishesFor(Inputs inputs, Observed observed) =>
        _wishes is { } known && known.HoldFor(inputs, observed) ? known : _wishes = new Wishes(inputs, observed, _wishes);

    /// <summary>Begins a pass: forgets what may be different by now.</summary>
    internal void Begin(Inputs inputs, Observed observed, Wishes wishes)
    {
        var linksDiffer = observed.LinksVersion != _linksVersion;
        var changes = observed.Changes.Since(_seen);
        // When more has changed than is remembered, a tunnel may be among it.
        if (linksDiffer || changes is null || _before is null || ConcernOthers(wishes.Links, _before.Links) || inputs.Names != _names || wishes.Parameters != _before.Parameters)
            LinksState++;
        if (linksDiffer || _hadObstacles || changes is null)
            ObjectsState++;
        foreach (var change in changes ?? [])
            Forget(change, observed, wishes);
        (_before, _seen, _linksVersion, _names) = (wishes, observed.Changes.End, observed.LinksVersion, inputs.Names);
    }

    /// <summary>
    /// Whether wishes for links differ in what decisions about other links look at. One that differs in its tunnel alone, as when a
    /// peer moves, is asked about anew because its wish is another object; a thousand VLANs beside it are not.
    /// </summary>
    private static bool ConcernOthers(Dictionary<LinkName, Merged<LinkName, LinkSpec>> now, Dictionary<LinkName, Merged<LinkName, LinkSpec>> before)
    {
        if (now == before)
            return false;
        if (now.Count != before.Count)
            return true;
        foreach (var (name, wish) in now)
            if (!before.TryGetValue(name, out var was)
                || !ReferenceEquals(wish, was) && (wish.Entries.Count > 1 || was.Entries.Count > 1 || wish.Spec with { WireGuard = was.Spec.WireGuard } != was.Spec))
                return true;
        return false;
    }

    /// <summary>To be called when links are decided about: what is put on one that has to be made anew cannot stay as it is.</summary>
    internal void HasObstacles(bool some)
    {
        if (some)
            ObjectsState++;
        _hadObstacles = some;
    }

    /// <summary>One object differs. Of links only tunnels and drivers come this way: the rest made a new state of the world.</summary>
    private static void Forget(object change, Observed observed, Wishes wishes)
    {
        if (change is LinkStatus link)
            wishes.Links.GetValueOrDefault(link.Name)?.Forget();
        else if (change is AddressStatus address && observed.Link(address.LinkIndex) is { } holder)
            wishes.Addresses.GetValueOrDefault(new(holder.Name, address.Address))?.Forget();
        else if (change is RouteStatus route && PresentRoutes.KeyOf(observed, route) is { } key)
            wishes.Routes.GetValueOrDefault(key)?.Forget();
    }
}
