using Ichor.Config;
using Ichor.Config.Expressions;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>Which link has which alias of the config. An alias counts as the link's name before the kernel has heard of it.</summary>
internal static class AliasExpansion
{
    /// <summary>Sorted by permanent address, so that <c>net%d</c> numbers cards alike whatever slot they were found in.</summary>
    private static readonly Comparison<LinkStatus> ByAddress = static (left, right) =>
    {
        var order = AddressOf(left).CompareTo(AddressOf(right));
        return order != 0 ? order : left.Name.CompareTo(right.Name);
    };

    /// <summary>The link of each alias, null when an alias has none; and the wishes and conditions that follow.</summary>
    public static Dictionary<LinkName, LinkName?> Assign(Fragment fragment, NetworkDocuments documents, IEnumerable<LinkStatus> links)
    {
        var result = new Dictionary<LinkName, LinkName?>();
        if (documents.Aliases.IsEmpty)
            return result;
        var candidates = links.Where(link => link.IsPhysical).ToList();
        candidates.Sort(ByAddress);
        var taken = new HashSet<LinkName>();
        foreach (var document in documents.Aliases.OrderBy(document => document.Name, StringComparer.Ordinal))
            Assign(fragment, document, [.. candidates.Where(link => !taken.Contains(link.Name) && document.Match.Matches(Facts(link)))], result, taken);
        return result;
    }

    private static void Assign(Fragment fragment, LinkAliasDocument document, List<LinkStatus> matches, Dictionary<LinkName, LinkName?> result, HashSet<LinkName> taken)
    {
        var because = DocumentExpansion.Why(document.Because);
        void Say(ConditionState state, string reason) => fragment.Unmet("alias", document.Name, state, reason, because);

        if (!document.IsPattern && document.AliasOf(0) is { } only && matches.Count != 1)
            result[only] = null;
        if (matches.Count == 0)
            Say(ConditionState.Waiting, $"for a link that meets {document.Match}");
        else if (matches.Count > 1 && !document.IsPattern)
            Say(ConditionState.Failed, $"{document.Match} is met by {Scope.Names(matches)}: an alias without %d is for one link");
        else
            for (var i = 0; i < matches.Count; i++)
                if (document.AliasOf(i) is not { } alias)
                    Say(ConditionState.Failed, $"with number {i} it is too long for a link");
                else if (result.TryAdd(alias, matches[i].Name))
                {
                    taken.Add(matches[i].Name);
                    fragment.Link(matches[i].Name, new LinkSpec { Alias = alias.ToString() }, because);
                }
                else
                    Say(ConditionState.Failed, $"{alias} is given to another link already");
    }

    private static string AddressOf(LinkStatus link) => (link.Identity.PermanentAddress ?? link.Address)?.ToString() ?? "";

    private static ExpressionLink Facts(LinkStatus link) => new()
    {
        Name = link.Name.ToString(),
        Alias = link.Alias,
        AlternativeNames = link.AlternativeNames,
        Index = (uint)link.Index,
        LinkIndex = (uint)link.ParentIndex,
        MasterIndex = (uint)link.MasterIndex,
        Type = link.Type,
        HardwareAddress = link.Address?.ToBytes() is { } current ? [.. current] : [],
        PermanentAddress = link.Identity.PermanentAddress?.ToBytes() is { } burnt ? [.. burnt] : [],
        Mtu = link.Mtu,
        Kind = link.Kind,
        BusPath = link.Identity.BusPath,
        PciId = link.Identity.PciId,
        Driver = link.Identity.Driver,
        LinkState = link.Carrier,
    };
}
