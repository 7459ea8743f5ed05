using Ichor.Netlink;
using Ichor.Network;
using Ichor.Network.Names;

namespace Ichor.Node.Naming;

/// <summary>What is to be said of links that do not have the name they would have alone.</summary>
internal sealed class NameConditions(Observed observed)
{
    private readonly Dictionary<int, (string? Wanted, ConditionState State, string Reason)> _links = [];

    /// <summary>A contest is over when the holder of the name is gone, although the loser is not renamed while it is in use.</summary>
    public IEnumerable<Condition> All =>
        from pair in _links
        where observed.Link(pair.Key) is not null && (pair.Value.Wanted is null || IsHeld(pair.Key, pair.Value.Wanted))
        select new Condition(new ObjectKey("name", observed.Link(pair.Key)!.Name.ToString()), pair.Value.State, pair.Value.Reason, null);

    /// <summary>Another link has the name that the link would have.</summary>
    public void Lost(int link, NameReport report) =>
        _links[link] = (report.Candidates.First(candidate => candidate.Reason == report.Contest).Name, ConditionState.Failed, report.Contest!);

    /// <summary>The kernel has refused the name.</summary>
    public void Refused(int link, LinkName wanted, NetlinkError error) =>
        _links[link] = (IsHeld(link, wanted.ToString()) ? wanted.ToString() : null, ConditionState.Failed, error.ToString());

    /// <summary>A card that may want the same name has no driver yet.</summary>
    public void Waits(int link, string wanted, PciAddress rival) =>
        _links[link] = (null, ConditionState.Waiting, $"for the driver of {rival}, which comes first and may want the name {wanted} as well");

    public void Forget(int link) => _links.Remove(link);

    private bool IsHeld(int link, string name) =>
        observed.Links.Any(other => other.Index != link && (other.Name.ToString() == name || other.AlternativeNames.Contains(name, StringComparer.Ordinal)));
}
