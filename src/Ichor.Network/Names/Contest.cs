namespace Ichor.Network.Names;

/// <summary>The names of one machine while they are given out: each belongs to one link.</summary>
internal sealed class Contest
{
    private readonly Dictionary<string, ScannedLink> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Choice> _choices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _kernelNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _alternatives = new(StringComparer.Ordinal);
    private readonly Lazy<CardsToCome>? _ahead;

    /// <summary>What a link wishes for.</summary>
    /// <param name="Wishes">In policy order.</param>
    /// <param name="Kept">Why it keeps the name that it has; null when it may be renamed.</param>
    /// <param name="Source">Of the first usable wish.</param>
    /// <param name="Name">The first usable wish; null when there is none or nothing is wished for.</param>
    private sealed record Choice((NameSource Source, string? Name)[] Wishes, (string Policy, string Reason)? Kept, NameSource Source, string? Name);

    /// <param name="links">All, in order of their precedence.</param>
    /// <param name="rename">False with net.ifnames=0.</param>
    /// <param name="asNew">Links whose present names do not count.</param>
    /// <param name="ahead">Looks for cards without a driver; null when nobody asks.</param>
    public Contest(ScannedLink[] links, bool rename, AsNew asNew, Func<CardsToCome>? ahead)
    {
        _ahead = ahead is null ? null : new(ahead);
        var giveUp = new List<ScannedLink>();
        foreach (var link in links)
        {
            // A name that a link has now cannot be given to another: the kernel refuses it until the first is renamed.
            var isNew = asNew.Includes(link.Net.KernelName);
            if (asNew.AreRenamed && isNew && NamePolicy.KeepsName(link.Net, rename: true, isNew) is null)
                giveUp.Add(link);
            else
                _owners[link.Net.KernelName] = link;
        }
        foreach (var link in links)
            Choose(link, rename, asNew.Includes(link.Net.KernelName));
        // What the kernel would call them by now if none had been renamed: it numbers them as they come.
        foreach (var link in giveUp.OrderBy(link => link.Net.Index))
            _kernelNames[link.Net.KernelName] = TakeFree(link, asNew.KernelName(link.Net.KernelName) ?? link.Net.KernelName);
    }

    public NameReport Report(ScannedLink link)
    {
        var net = link.Net;
        var (wishes, kept, source, name) = _choices[net.KernelName];
        var owner = name is null ? null : _owners[name];
        var contest = owner is null || owner == link ? null : $"{owner.Place} has the name {name}";
        var final = owner == link ? name! : _kernelNames.GetValueOrDefault(net.KernelName, net.KernelName);
        var (policy, reason) = kept ?? Decision(source, name, contest);
        var alternatives = _alternatives[net.KernelName] = AlternativesOf(wishes, final);
        return new NameReport(net.KernelName, final, policy, reason, alternatives,
            Array.ConvertAll(wishes, wish => Explain(net, wish, final, kept?.Reason, name, contest)), link.Names.Label, contest)
        {
            // Only these two can be wanted twice: places and addresses are each somebody's own.
            Rival = owner == link && source is NameSource.Onboard or NameSource.Slot && final != net.KernelName ? _ahead?.Value.Rival(link, final) : null,
        };
    }

    /// <summary>A name that is another link's main name, or an earlier link's alternative name, is nobody else's alternative name.</summary>
    public void GiveAlternativeNames(IReadOnlyList<NameReport> reports)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var report in reports)
        {
            taken.Add(report.Name);
            if (!_kernelNames.ContainsKey(report.KernelName))
                taken.Add(report.KernelName);
        }
        foreach (var report in reports)
            _alternatives[report.KernelName].RemoveAll(name => !taken.Add(name));
    }

    private void Choose(ScannedLink link, bool rename, bool isNew)
    {
        var wishes = NamePolicy.InOrder(link.Names);
        var kept = NamePolicy.KeepsName(link.Net, rename, isNew);
        var (source, name) = kept is null ? FirstUsable(wishes) : default;
        _choices[link.Net.KernelName] = new Choice(wishes, kept, source, name);
        if (name is not null)
            _owners.TryAdd(name, link);
    }

    /// <summary>The name itself, or the lowest number behind its letters that is free.</summary>
    private string TakeFree(ScannedLink link, string name)
    {
        if (_owners.TryAdd(name, link))
            return name;
        var letters = name.TrimEnd("0123456789".ToCharArray());
        for (var number = 0; ; number++)
            if (_owners.TryAdd($"{letters}{number}", link))
                return $"{letters}{number}";
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
