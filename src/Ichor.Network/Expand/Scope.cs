using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>What an expansion rule sees and where it puts its wishes.</summary>
internal sealed class Scope
{
    private readonly HashSet<(LinkName Written, Provenance Where)> _told = [];
    private readonly Fragment _aliasWishes = new();
    private Dictionary<LinkName, LinkName?>? _aliases;

    public Scope(Inputs inputs, Observed observed, ExpandedDocuments? earlier)
    {
        (Inputs, Observed) = (inputs, observed);
        Documents = new(earlier, inputs.Config?.Documents ?? NetworkDocuments.None, observed);
        Fragment = Documents.NewFragment();
    }

    public Inputs Inputs { get; }
    public Observed Observed { get; }
    public Fragment Fragment { get; }

    /// <summary>What comes, and came, of documents about links.</summary>
    public ExpandedDocuments Documents { get; }

    /// <summary>Links that may be used, in the order of their names.</summary>
    public IReadOnlyList<LinkStatus> Links => Observed.UsableLinks();

    /// <summary>Aliases of the config with their links; what one of them means, the kernel's own aliases do not say.</summary>
    private Dictionary<LinkName, LinkName?> Aliases => _aliases ??= Inputs.Config is { } config ? AliasExpansion.Assign(_aliasWishes, config.Documents, Links) : [];

    /// <summary>Puts what the aliases wish. It comes last: to have an alias is not yet to be used.</summary>
    public void AddAliases()
    {
        if (Aliases.Count == 0 && _aliasWishes.Conditions.Count == 0)
            return;
        Fragment.Links.AddRange(_aliasWishes.Links);
        Fragment.Conditions.AddRange(_aliasWishes.Conditions);
    }

    /// <summary>The present name of a link that is written by its name, alias or an alternative name; as written when there is none.</summary>
    public LinkName Resolve(LinkName written) =>
        Observed.Link(written) is null && Aliases.TryGetValue(written, out var link) ? link ?? written : Observed.Resolve(written)?.Name ?? written;

    /// <summary>The same, and a condition that says the present name where another one is written.</summary>
    public LinkName Resolve(LinkName written, Because because)
    {
        var name = Resolve(written);
        if (name != written && _told.Add((written, because.Provenance)))
            Say(written, because, ConditionState.Applied, $"{written} is another name of {name}");
        return name;
    }

    /// <summary>A link that is to be left alone wishes for nothing, so that nothing else would say that it is not called so.</summary>
    public void TellIgnored(LinkName written, Because because)
    {
        if (Observed.Resolve(written) is not null)
            Resolve(written, because);
        else if (Observed.Formerly(written).ToList() is { Count: > 0 } now)
            Say(written, because, ConditionState.Failed, $"{written} is named {Names(now)} now, which is not ignored: write {Names(now)}");
    }

    /// <summary>
    /// Links that a selector matches, in the order of their names. Never one that we made: a VLAN, a bond or a bridge has the
    /// address of what is below it, and a selector by address would apply to what came of it, again and again.
    /// </summary>
    public IEnumerable<LinkStatus> Select(DeviceSelector selector) =>
        Links.Where(link => !link.IsLoopback && !link.IsOurs && selector.Matches(Facts(link)));

    /// <summary>The same for a part of the config that is lost when nothing matches: then a condition lists what there is.</summary>
    public List<LinkStatus> SelectOrTell(DeviceSelector selector, string path, Because because)
    {
        var matches = Select(selector).ToList();
        if (matches.Count == 0)
            Fragment.Unmet("selector", path, ConditionState.Waiting, $"for a link that matches {selector}; {Observed.Inventory}", because);
        return matches;
    }

    /// <summary>Says which links a selector with several matches was taken for.</summary>
    public void TellMatches(DeviceSelector selector, string path, List<LinkStatus> matches, Because because)
    {
        if (matches.Count > 1)
            Fragment.Unmet("selector", path, ConditionState.Applied, $"{selector} applies to {Names(matches)}", because);
    }

    public static string Names(IEnumerable<LinkStatus> links) => string.Join(", ", links.Select(link => link.Name));

    private void Say(LinkName written, Because because, ConditionState state, string reason) =>
        Fragment.Unmet("name", $"{written} ({because.Provenance})", state, reason, because);

    private static LinkFacts Facts(LinkStatus link) => new(
        link.Identity.BusPath,
        link.OwnAddress,
        link.Identity.PermanentAddress,
        link.Identity.PciId,
        link.Identity.Driver,
        link.IsPhysical);
}
