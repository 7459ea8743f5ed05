namespace Ichor.Network.Names;

/// <summary>The names of one machine while they are given out: each belongs to one link.</summary>
internal sealed class Contest
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _wishes = new(StringComparer.Ordinal);

    /// <summary>A name that a link has now cannot be given to another: the kernel refuses it until the first is renamed.</summary>
    public Contest(IEnumerable<NetDevice> links)
    {
        foreach (var net in links)
            _owners[net.KernelName] = net.KernelName;
    }

    public NameReport Name(NetDevice net, bool rename)
    {
        var names = NameGenerators.Run(net);
        var wishes = NamePolicy.InOrder(names);
        _wishes[net.KernelName] = [.. wishes.Select(wish => wish.Name).OfType<string>().Where(NamePolicy.CanBeAlternative)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var kept = NamePolicy.KeepsName(net, rename);
        var (source, name) = kept is null ? FirstUsable(wishes) : default;
        var contest = name is not null && _owners.TryGetValue(name, out var owner) && owner != net.KernelName
            ? $"{owner} has the name {name}" : null;
        var final = name is null || contest is not null ? net.KernelName : name;
        _owners[final] = net.KernelName;
        var (policy, reason) = kept ?? Decision(source, name, contest);
        return new NameReport(net.KernelName, final, policy, reason, [.. _wishes[net.KernelName].Where(wish => wish != final)],
            [.. wishes.Select(wish => Explain(net, wish, final, kept?.Reason, name, contest))], names.Label, contest);
    }

    /// <summary>A name that is another link's main name, or an earlier link's alternative name, is nobody else's alternative name.</summary>
    public void GiveAlternativeNames(List<NameReport> reports)
    {
        var taken = new HashSet<string>(reports.Select(report => report.Name), StringComparer.Ordinal);
        foreach (var report in reports)
            taken.Add(report.KernelName);
        for (var i = 0; i < reports.Count; i++)
            reports[i] = reports[i] with { AlternativeNames = [.. _wishes[reports[i].KernelName].Where(taken.Add)] };
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
