using Ichor.Config;
using Ichor.Network.Names;

namespace Ichor.Network;

/// <summary>Why a link is called as it is: the name it has, those it could have had, and those it is also known by.</summary>
internal static class ExplainName
{
    /// <summary>The link that is meant by a name, alias, alternative or former name.</summary>
    public static LinkStatus? Find(Observed observed, string id)
    {
        var links = observed.Links.OrderBy(link => link.Name).ToList();
        return links.Find(link => link.Name.ToString() == id)
            ?? links.Find(link => link.Alias == id)
            ?? links.Find(link => link.AlternativeNames.Contains(id, StringComparer.Ordinal))
            ?? links.Find(link => link.FormerNames.Any(name => name.ToString() == id));
    }

    public static IEnumerable<ExplainedWish> Of(LinkStatus link, GivenName? given)
    {
        if (given is not null)
            foreach (var wish in Candidates(link, given))
                yield return wish;
        foreach (var name in link.AlternativeNames)
            yield return Wish("altName", name, "kernel");
        if (link.Alias.Length > 0)
            yield return Wish("alias", link.Alias, "kernel");
        foreach (var name in link.FormerNames)
            yield return Wish("formerName", name.ToString(), "no longer in use");
    }

    private static IEnumerable<ExplainedWish> Candidates(LinkStatus link, GivenName given)
    {
        var taken = given.Report.Candidates.FirstOrDefault(candidate => candidate.Taken);
        if (taken is null)
            yield return Wish("name", link.Name.ToString(), $"{given.Report.Policy}: {given.Report.Reason}");
        foreach (var candidate in given.Report.Candidates.OrderByDescending(candidate => candidate.Taken))
            yield return Wish("name", candidate.Name ?? "-", $"{Text(candidate.Source)}: {candidate.Reason}", candidate == taken);
        yield return Wish("kernelName", given.KernelName.ToString(), "kernel");
        yield return Wish("namingScheme", given.Scheme.Name, given.SchemeOrigin);
    }

    private static string Text(NameSource source) => source.ToString().ToLowerInvariant();

    private static ExplainedWish Wish(string setting, string value, string why, bool wins = true) =>
        new(setting, value, new Because(why == Provenance.CommandLineSource ? Layer.CommandLine : Layer.Default, "naming", new Provenance(why)), wins);
}
