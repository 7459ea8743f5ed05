using Ichor.Netlink;
using Ichor.Netlink.Route;
using Ichor.Network;

namespace Ichor.Node.Naming;

/// <summary>
/// Changes names of links in the kernel and in the mirror alike: the kernel tells the new names of a link that is down to nobody
/// (netdev_state_change, net/core/dev.c).
/// </summary>
internal sealed class NamedLinks(Observed observed, ILinkNames kernel)
{
    public LinkName? NameOf(int index) => observed.Link(index)?.Name;

    /// <summary>Null when the link is called so.</summary>
    public NetlinkError? Rename(int index, LinkName wanted)
    {
        if (observed.Link(index) is not { } link || link.Name == wanted)
            return null;
        // The kernel refuses a name that the link already has as an alternative one.
        var wasAlternative = link.AlternativeNames.Contains(wanted.ToString(), StringComparer.Ordinal);
        DropAlternative(index, wanted.ToString());
        if (kernel.Rename(Target(link), wanted) is { } error)
        {
            Log.Warning(error.ToString());
            if (wasAlternative)
                AddAlternative(index, wanted.ToString());
            return error;
        }
        Log.Info($"{link.Name} is now {wanted}");
        observed.Put(observed.Link(index)!.Renamed(wanted));
        return null;
    }

    /// <summary>Gives links names that some of them still have; tells what became of each.</summary>
    public IEnumerable<(int Index, NetlinkError? Error)> Rename(IEnumerable<(int Index, LinkName Wanted)> moves)
    {
        var pending = moves.ToList();
        while (pending.Count > 0)
        {
            var next = pending.FindIndex(move => !pending.Exists(other => other.Index != move.Index && NameOf(other.Index) == move.Wanted));
            NetlinkError? error = null;
            if (next < 0)       // a ring: one steps aside
            {
                error = Rename(pending[0].Index, Unused());
                if (error is null)
                    continue;
                next = 0;
            }
            var (index, wanted) = pending[next];
            pending.RemoveAt(next);
            yield return (index, error ?? Rename(index, wanted));
        }
    }

    /// <summary>
    /// One request for each: in a list, the first that clashes takes the rest with it. A clash is nobody's harm.
    /// </summary>
    public void AddAlternative(int index, string name)
    {
        if (observed.Link(index) is not { } link || link.AlternativeNames.Contains(name, StringComparer.Ordinal))
            return;
        var error = kernel.AddAlternative(Target(link), name);
        if (error is null)
            observed.Put(link with { AlternativeNames = [.. link.AlternativeNames, name] });
        else if (error is not { Name: "EEXIST" })
            Log.Warning(error.ToString());
    }

    public void DropAlternative(int index, string name)
    {
        if (observed.Link(index) is not { } link || !link.AlternativeNames.Contains(name, StringComparer.Ordinal))
            return;
        if (kernel.DeleteAlternative(Target(link), name) is { } error)
            Log.Warning(error.ToString());
        else
            observed.Put(link with { AlternativeNames = [.. link.AlternativeNames.Where(other => other != name)] });
    }

    private LinkName Unused() => Enumerable.Range(0, int.MaxValue).Select(number => LinkName.Parse($"eth{number}")).First(name => observed.Resolve(name) is null);

    private static LinkTarget Target(LinkStatus link) => new(link.Index, link.Name);
}
