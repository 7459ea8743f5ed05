using Ichor.Linux;
using Ichor.Netlink;
using Ichor.Netlink.Route;
using Ichor.Network;
using Ichor.Network.Names;
using Ichor.Node.Kernel;
using Ichor.Node.Naming;

namespace Ichor.Node;

/// <summary>
/// Gives NICs their predictable names and alternative names when they appear, before anything uses them. A contest of two
/// for one name is decided by PCI address, and shown.
/// </summary>
internal sealed class LinkNaming
{
    private static readonly SysfsTree Tree = new(SysfsFolder.Mounted.ReadFile, SysfsFolder.Mounted.ReadLink, SysfsFolder.Mounted.List)
    {
        ReadFiles = SysfsFolder.Mounted.ReadFiles,
        ShareOut = Processors.ShareOut,
    };

    private readonly Observed _observed;
    private readonly KernelWriter _writer;
    private readonly NamingInForce _rules;
    private readonly KernelNames _kernelNames;
    private readonly Dictionary<int, Condition> _contests = [];
    private readonly Dictionary<int, GivenName> _given = [];

    public LinkNaming(Observed observed, KernelWriter writer, NamingInForce rules, KernelNames kernelNames)
    {
        _observed = observed;
        _writer = writer;
        _rules = rules;
        _kernelNames = kernelNames;
    }

    /// <summary>Links that did not get the name they would have alone, and schemes that are none.</summary>
    public IEnumerable<Condition> Conditions =>
    [
        .. _rules.Refused.Select((reason, i) => new Condition(new ObjectKey("naming", $"scheme {i}"), ConditionState.Failed, reason, null)),
        .. _contests.Where(pair => _observed.Link(pair.Key) is not null).Select(pair => pair.Value),
    ];

    /// <summary>How a link came by its name; null for one that was made under it.</summary>
    public GivenName? Given(int index) => _given.GetValueOrDefault(index);

    /// <summary>Virtual links and the loopback are called what whoever made them said.</summary>
    public static bool IsNamed(LinkMessage link) => link.Kind is not null || link.Type == LinkStatus.LoopbackType;

    /// <summary>Names what has no final name yet; true when there was any.</summary>
    public bool Apply()
    {
        var fresh = _observed.Links.Where(link => !link.Named).ToList();
        if (fresh.Count == 0)
            return false;
        var reports = InterfaceNames.ComputeAll(Tree, _rules.Scheme, _rules.Renames).ToDictionary(report => report.KernelName, StringComparer.Ordinal);
        foreach (var link in fresh)
            if (reports.TryGetValue(link.Name.ToString(), out var report))
                Name(link, report);
            else
                _observed.Put(link with { Named = true });      // gone again, or of a type that is never renamed
        ForgetGone();
        _kernelNames.Save();
        return true;
    }

    private void ForgetGone()
    {
        foreach (var index in _given.Keys.Where(index => _observed.Link(index) is null).ToList())
        {
            _given.Remove(index);
            _contests.Remove(index);
            _kernelNames.Remove(index);
        }
    }

    private void Name(LinkStatus link, NameReport report)
    {
        // In an earlier life of this process the link may have got its name already.
        var kernelName = _kernelNames.Of(link.Index) ?? link.Name;
        _kernelNames.Put(link.Index, kernelName);
        _given[link.Index] = new(kernelName, report, _rules.Scheme, _rules.SchemeOrigin);
        if (kernelName != link.Name)
            link = link with { FormerNames = [kernelName] };

        var name = link.Name;
        if (report.IsRenamed && LinkName.TryParse(report.Name, out var wanted) && Rename(link, wanted))
            name = wanted;
        var alternatives = report.AlternativeNames.Where(alternative => AddAlternative(new LinkTarget(link.Index, name), alternative)).ToList();
        if (report.Contest is { } contest)
        {
            Log.Warning($"{name}: {contest}");
            _contests[link.Index] = new(new ObjectKey("name", name.ToString()), ConditionState.Failed, contest, null);
        }
        // The kernel tells the new names of a link that is down to nobody (netdev_state_change, net/core/dev.c).
        var present = _observed.Link(link.Index)!.AlternativeNames.Where(alternative => alternative != name.ToString());
        _observed.Put(link.Renamed(name) with { AlternativeNames = [.. present.Union(alternatives, StringComparer.Ordinal)], Named = true });
    }

    private bool Rename(LinkStatus link, LinkName wanted)
    {
        // The kernel refuses a name that the link already has as an alternative one.
        if (link.AlternativeNames.Contains(wanted.ToString(), StringComparer.Ordinal))
            _writer.Execute(LinkRequests.DeleteAltNames(new(link.Index, link.Name), wanted.ToString()));
        if (_writer.Execute(LinkRequests.Rename(new(link.Index, link.Name), wanted)) is { } error)
        {
            Log.Warning(error.ToString());
            _contests[link.Index] = new(new ObjectKey("name", link.Name.ToString()), ConditionState.Failed, error.ToString(), null);
            return false;
        }
        Log.Info($"{link.Name} is now {wanted}");
        return true;
    }

    /// <summary>
    /// One request for each: in a list, the first that clashes takes the rest with it. A clash is nobody's harm. True when the
    /// link has it afterwards.
    /// </summary>
    private bool AddAlternative(LinkTarget link, string alternative)
    {
        if (_observed.Link(link.Index)?.AlternativeNames.Contains(alternative, StringComparer.Ordinal) == true)
            return true;
        var error = _writer.Execute(LinkRequests.AddAltNames(link, alternative));
        if (error is not null and not { Name: "EEXIST" })
            Log.Warning(error.ToString());
        return error is null;
    }
}
