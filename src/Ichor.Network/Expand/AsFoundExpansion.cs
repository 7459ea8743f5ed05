using Ichor.Config;
using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Network;

/// <summary>
/// The weakest wish of all: that a link is as it was found. Without it an MTU that vanishes from a config would stay for
/// ever. It wishes no link into being: one of ours that nobody else names has to go. And it does not speak before an operator
/// that may have changed the link: a restarted process would take back what the lease is about to ask for again.
/// </summary>
internal static class AsFoundExpansion
{
    private static readonly Because AsFound = new(Layer.Default, "as found", Provenance.BuiltIn);

    public static void Expand(Scope scope)
    {
        if (scope.Inputs.AsFound.Count == 0)
            return;
        var named = scope.Fragment.Links.Select(entry => entry.Key).ToHashSet();
        var bonds = scope.Fragment.Links.Where(entry => entry.Spec.Kind == Bond.Kind).Select(entry => entry.Key).ToHashSet();
        var ports = scope.Fragment.Links.Where(entry => entry.Spec.Master is { } master && bonds.Contains(master)).Select(entry => entry.Key).ToHashSet();
        var awaited = scope.Fragment.Operators.Where(entry => scope.Inputs.IsAwaited(entry.Key, scope.Observed)).Select(entry => entry.Key.Link).ToHashSet();
        var ignored = Expansion.Ignored(scope);
        foreach (var (name, spec) in scope.Inputs.AsFound.OrderBy(pair => pair.Key))
            if (scope.Observed.Link(name) is { } link && !ignored.Contains(name) && !awaited.Contains(name) && (named.Contains(name) || !link.IsOurs))
                scope.Fragment.Link(name, HasMtuOfOthers(link, ports, scope.Observed) ? spec with { Mtu = null } : spec, AsFound);
    }

    /// <summary>
    /// A port of a bond has the MTU that its bond gives it, where a bridge takes that of its ports; most links of ours have one by
    /// their kind (<see cref="LinkAdjustment"/>), which may have changed since with what they are on.
    /// </summary>
    private static bool HasMtuOfOthers(LinkStatus link, HashSet<LinkName> ports, Observed observed) =>
        observed.Link(link.MasterIndex)?.Kind == Bond.Kind.Name || ports.Contains(link.Name) || link is { IsOurs: true, Kind: not "bridge" };
}
