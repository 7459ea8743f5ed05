using Ichor.Netlink;
using Ichor.Netlink.Links;
using Ichor.Netlink.Route;
using Ichor.Network;
using Ichor.Network.Names;
using Ichor.Node.Naming;

namespace Ichor.Node;

/// <summary>
/// Gives NICs their predictable names and alternative names when they appear, before anything uses them.
/// </summary>
/// <remarks>
/// Of two links that want one name the one with the lower PCI address gets it, whichever driver is faster: the other waits for
/// the first as long as <see cref="RivalWait"/> says, which costs nothing where no two cards want one name. A card that comes
/// later than that, or is plugged into a running machine, finds the name taken: a link that is in use is never renamed for the
/// sake of another, and the condition says who has the name. The next boot decides by the address again.
/// </remarks>
internal sealed class LinkNaming
{
    private readonly Observed _observed;
    private readonly NamedLinks _names;
    private readonly SysfsTree _sysfs;
    private readonly KernelNames _kernelNames;
    private readonly RivalWait _wait;
    private readonly NameConditions _conditions;
    private readonly Dictionary<int, GivenName> _given = [];
    private NamingInForce _rules;
    private Condition? _recorded;

    public LinkNaming(Observed observed, ILinkNames kernel, SysfsTree sysfs, NamingInForce rules, KernelNames kernelNames, RivalWait wait)
    {
        _observed = observed;
        _names = new NamedLinks(observed, kernel);
        _sysfs = sysfs;
        _rules = rules;
        _kernelNames = kernelNames;
        _wait = wait;
        _conditions = new NameConditions(observed);
    }

    /// <summary>Links that did not get the name they would have alone, schemes that are none, and what a late record has changed.</summary>
    public IEnumerable<Condition> Conditions =>
    [
        .. _rules.Refused.Select((reason, i) => new Condition(new ObjectKey("naming", $"scheme {i}"), ConditionState.Failed, reason, null)),
        .. _recorded is null ? [] : (Condition[])[_recorded],
        .. _conditions.All,
    ];

    /// <summary>How a link came by its name; null for one that was made under it.</summary>
    public GivenName? Given(int index) => _given.GetValueOrDefault(index);

    /// <summary>
    /// The loopback and links without a device are called what whoever made them said. A kind alone says nothing: the ports of
    /// an InfiniBand card are of kind <c>ipoib</c>. The kinds that are made here never have one.
    /// </summary>
    public bool IsNamed(LinkMessage link) =>
        link.Type == LinkStatus.LoopbackType || link.Kind is not null && (LinkKind.Find(link.Kind) is not null || _sysfs.ReadLink($"/sys/class/net/{link.Name}/device") is null);

    /// <summary>Names what has no final name yet; true when there was any.</summary>
    public bool Apply()
    {
        var fresh = _observed.Links.Where(link => !link.Named).ToList();
        if (fresh.Count == 0)
            return false;
        ForgetGone();
        var known = fresh.Where(link => _kernelNames.Of(link.Index) is not null).ToDictionary(link => link.Name.ToString(), StringComparer.Ordinal);
        var changed = known.Count > 0;
        if (changed)
            Recognise(known);
        if (known.Count < fresh.Count && Reports(AsNew.None) is var reports)
            foreach (var link in fresh.Where(link => !known.ContainsKey(link.Name.ToString())))
                changed |= Decide(link, reports);
        if (changed)
            _kernelNames.Save();
        return changed;
    }

    /// <summary>
    /// Other rules from now on: those that this machine has on record were read after links had been named. The links get their
    /// names by the record at once, also those that are up, and what they were called meanwhile is known as a former name.
    /// </summary>
    /// <param name="rules">What the record says.</param>
    /// <param name="why">How that came about, for the condition.</param>
    public void Use(NamingInForce rules, string why)
    {
        _rules = rules;
        ForgetGone();
        var links = _given.Keys.Select(index => _observed.Link(index)!).Where(link => link.Name.ToString() == _given[link.Index].Report.Name)     // else somebody else has named it
            .ToDictionary(link => link.Name.ToString(), StringComparer.Ordinal);
        var reports = Reports(new AsNew(links.ContainsKey, name => _kernelNames.Of(links[name].Index)?.ToString(), AreRenamed: true))
            .Where(pair => links.ContainsKey(pair.Key)).ToDictionary(pair => links[pair.Key].Index, pair => LostNothing(pair.Value, _given[links[pair.Key].Index].Report));
        if (reports.Count == 0)
            return;
        foreach (var (index, report) in reports)
            foreach (var name in _given[index].Report.AlternativeNames.Except([.. report.AlternativeNames, report.Name], StringComparer.Ordinal))
                _names.DropAlternative(index, name);

        var outcomes = _names.Rename(reports.Where(pair => pair.Value.IsRenamed).Select(pair => (pair.Key, LinkName.Parse(pair.Value.Name)))).ToDictionary(outcome => outcome.Index, outcome => outcome.Error);
        foreach (var (index, report) in reports)
            Became(index, report, outcomes.GetValueOrDefault(index));
        _kernelNames.Save();
        var changes = string.Join(", ", outcomes.Select(outcome => reports[outcome.Key].KernelName
            + (outcome.Value is { } error ? $" keeps its name ({error.Name})" : $" is now {reports[outcome.Key].Name}")).Order(StringComparer.Ordinal));
        var reason = $"{why}: {(changes.Length == 0 ? "no link is named otherwise by that" : changes)}";
        Log.Warning(reason);
        _recorded = new Condition(new ObjectKey("naming", "record"), outcomes.Values.Any(error => error is not null) ? ConditionState.Failed : ConditionState.Applied, reason, null);
    }

    /// <summary>True when the link has its final name.</summary>
    private bool Decide(LinkStatus link, Dictionary<string, NameReport> reports)
    {
        if (!reports.TryGetValue(link.Name.ToString(), out var report))
            return _observed.Put(link with { Named = true });       // gone again
        if (report.Rival is { } rival && _wait.MustWait(link.Index))
        {
            _conditions.Waits(link.Index, report.Name, rival);
            return false;
        }
        _kernelNames.Put(link.Index, link.Name);
        Became(link.Index, report, report.IsRenamed ? _names.Rename(link.Index, LinkName.Parse(report.Name)) : null);
        return true;
    }

    /// <summary>In an earlier life of this process they got their names already: they keep them, and the reasons are found again.</summary>
    private void Recognise(Dictionary<string, LinkStatus> known)
    {
        var (asNew, asIs) = (Reports(new AsNew(known.ContainsKey, _ => null, AreRenamed: false)), Reports(AsNew.None));
        foreach (var (name, link) in known)
            if (!asNew.TryGetValue(name, out var report) || !asIs.TryGetValue(name, out var plain))
                _observed.Put(link with { Named = true });
            else if (report.IsRenamed)
                Became(link.Index, report.Refused($"{name} was in use already when this process was started"), error: null);
            else        // what it was named by may be gone: a port of a bond has no permanent address
                Became(link.Index, report.Contest is null && !report.Candidates.Any(candidate => candidate.Taken) && !plain.IsRenamed ? plain : report, error: null);
    }

    /// <summary>The link has got its name, or the kernel has refused it.</summary>
    private void Became(int index, NameReport report, NetlinkError? error)
    {
        _conditions.Forget(index);
        if (error is not null)
        {
            _conditions.Refused(index, LinkName.Parse(report.Name), error);
            report = report.Refused(error.ToString());
        }
        else if (report.Contest is { } contest)
        {
            _conditions.Lost(index, report);
            Log.Warning($"{report.Name}: {contest}");
        }
        if (_observed.Link(index) is not { } link)
            return;
        _kernelNames.Put(index, link.Name);
        _given[index] = new(_kernelNames.Of(index)!.Value, report, _rules.Scheme, _rules.SchemeOrigin);
        foreach (var name in report.AlternativeNames)
            _names.AddAlternative(index, name);
        _observed.Put(_observed.Link(index)! with { FormerNames = [.. _kernelNames.AllOf(index).Where(name => name != link.Name)], Named = true });
    }

    /// <summary>A link that has become a port of a bond has no permanent address any more: it keeps the name that it has.</summary>
    private NameReport LostNothing(NameReport report, NameReport before) =>
        _rules.Renames && report is { Policy: "none", Contest: null } && MacOf(report) is null && MacOf(before) is not null ? before with { KernelName = before.Name } : report;

    private static string? MacOf(NameReport report) => report.Candidates.FirstOrDefault(candidate => candidate.Source == NameSource.Mac)?.Name;

    private Dictionary<string, NameReport> Reports(AsNew asNew) =>
        InterfaceNames.ComputeAll(_sysfs, _rules.Scheme, _rules.Renames, asNew, looksAhead: true).ToDictionary(report => report.KernelName, StringComparer.Ordinal);

    private void ForgetGone()
    {
        foreach (var index in _given.Keys.Where(index => _observed.Link(index) is null).ToList())
        {
            _given.Remove(index);
            _conditions.Forget(index);
            _kernelNames.Remove(index);
            _wait.Forget(index);
        }
    }
}
