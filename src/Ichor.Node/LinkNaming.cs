using Ichor.Config;
using Ichor.Linux;
using Ichor.Netlink;
using Ichor.Netlink.Route;
using Ichor.Network;
using Ichor.Network.Names;
using Ichor.Node.Kernel;

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
    private readonly NamingScheme _scheme;
    private readonly bool _rename;
    private readonly Dictionary<int, Condition> _contests = [];

    public LinkNaming(Observed observed, KernelWriter writer, CommandLine commandLine)
    {
        _observed = observed;
        _writer = writer;
        _rename = commandLine.IfNames;
        _scheme = commandLine.NamingScheme is { } name ? NamingScheme.Find(name) ?? NamingScheme.Default : NamingScheme.Default;
    }

    /// <summary>Links that did not get the name they would have alone.</summary>
    public IEnumerable<Condition> Conditions => _contests.Where(pair => _observed.Link(pair.Key) is not null).Select(pair => pair.Value);

    /// <summary>Virtual links and the loopback are called what whoever made them said.</summary>
    public static bool IsNamed(LinkMessage link) => link.Kind is not null || link.Type == LinkStatus.LoopbackType;

    /// <summary>Names what has no final name yet; true when there was any.</summary>
    public bool Apply()
    {
        var fresh = _observed.Links.Where(link => !link.Named).ToList();
        if (fresh.Count == 0)
            return false;
        var reports = InterfaceNames.ComputeAll(Tree, _scheme, _rename).ToDictionary(report => report.KernelName, StringComparer.Ordinal);
        foreach (var link in fresh)
            if (reports.TryGetValue(link.Name.ToString(), out var report))
                Name(link, report);
            else
                _observed.Put(link with { Named = true });      // gone again, or of a type that is never renamed
        return true;
    }

    private void Name(LinkStatus link, NameReport report)
    {
        var name = link.Name;
        if (report.IsRenamed && LinkName.TryParse(report.Name, out var wanted) && Rename(link, wanted))
            name = wanted;
        foreach (var alternative in report.AlternativeNames)
            AddAlternative(new LinkTarget(link.Index, name), alternative);
        if (report.Contest is { } contest)
        {
            Log.Warning($"{name}: {contest}");
            _contests[link.Index] = new(new ObjectKey("name", name.ToString()), ConditionState.Failed, contest, null);
        }
        _observed.Put(link with { Name = name, Named = true });
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

    /// <summary>One request for each: in a list, the first that clashes takes the rest with it. A clash is nobody's harm.</summary>
    private void AddAlternative(LinkTarget link, string alternative)
    {
        if (_observed.Link(link.Index)?.AlternativeNames.Contains(alternative, StringComparer.Ordinal) == true)
            return;
        if (_writer.Execute(LinkRequests.AddAltNames(link, alternative)) is { Name: not "EEXIST" } error)
            Log.Warning(error.ToString());
    }
}
