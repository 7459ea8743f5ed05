namespace Ichor.Network.Names;

/// <summary>The names of one machine while they are given out: each belongs to one link.</summary>
internal sealed class Contest
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _alternatives = new(StringComparer.Ordinal);

    /// <summary>A name that a link has now cannot be given to another: the kernel refuses it until the first is renamed.</summary>
    public Contest(IEnumerable<ScannedLink> links)
    {
        foreach (var link in links)
            _owners[link.Net.KernelName] = link.Net.KernelName;
    }

    public NameReport Name(ScannedLink link, bool rename)
    {
        var (net, names) = (link.Net, link.Names);
        var wishes = NamePolicy.InOrder(names);
        var kept = NamePolicy.KeepsName(net, rename);
        var (source, name) = kept is null ? FirstUsable(wishes) : default;
        var contest = name is not null && _owners.TryGetValue(name, out var owner) && owner != net.KernelName
            ? $"{owner} has the name {name}" : null;
        var final = name is null || contest is not null ? net.KernelName : name;
        _owners[final] = net.KernelName;
        var (policy, reason) = kept ?? Decision(source, name, contest);
        var alternatives = _alternatives[net.KernelName] = AlternativesOf(wishes, final);
        return new NameReport(net.KernelName, final, policy, reason, alternatives,
            Array.ConvertAll(wishes, wish => Explain(net, wish, final, kept?.Reason, name, contest)), names.Label, contest);
    }

    /// <summary>A name that is another link's main name, or an earlier link's alternative name, is nobody else's alternative name.</summary>
    public void GiveAlternativeNames(IReadOnlyList<NameReport> reports)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var report in reports)
        {
            taken.Add(report.Name);
            taken.Add(report.KernelName);
        }
        foreach (var report in reports)
            _alternatives[report.KernelName].RemoveAll(name => !taken.Add(name));
    }

    private static List<string> AlternativesOf((NameSource Source, string? Name)[] wishes, string final)
    {
        var names = new List<string>(wishes.Length);
        foreach (var (_, name) in wishes)
            if (name is not null && name != final && !names.Contains(name) && NamePolicy.CanBeAlternative(name))
                names.Add(name);
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private static (NameSource Source, string? Name) FirstUsable((NameSource Source, string? Name)[] wishes)
    {
        foreach (var wish in wishes)
            if (wish.Name is not null && NamePolicy.Refusal(wish.Name) is null)
                return wish;
        return default;
    }

    private static (string Policy, string Reason) Decision(NameSource source, string? name, string? contest) => name is null
        ? ("none", "there is no candidate")
        : contest is not null
            ? ("none", contest)
            : (source.ToString().ToLowerInvariant(), $"first usable name, by {source.ToString().ToLowerInvariant()}");

    private static NameCandidate Explain(NetDevice net, (NameSource Source, string? Name) wish, string final, string? kept, string? chosen,
        string? contest)
    {
        if (wish.Name is null)
            return new NameCandidate(wish.Source, null, Taken: false, NamePolicy.Absence(net, wish.Source));
        if (wish.Name == final)
            return new NameCandidate(wish.Source, wish.Name, Taken: true, kept ?? "the first usable name");
        var reason = kept ?? NamePolicy.Refusal(wish.Name)
            ?? (wish.Name == chosen ? contest! : contest is null ? $"{chosen} comes first" : $"{chosen} comes first, and is not replaced when it is lost");
        return new NameCandidate(wish.Source, wish.Name, Taken: false, reason);
    }
}
