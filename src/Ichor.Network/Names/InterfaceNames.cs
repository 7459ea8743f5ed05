namespace Ichor.Network.Names;

/// <summary>The names that udev would give to a machine's links, from sysfs alone.</summary>
public static class InterfaceNames
{
    /// <summary>Names one link as if it were alone; null when there is no such link.</summary>
    /// <param name="tree">The machine's sysfs.</param>
    /// <param name="kernelName">The link's present name.</param>
    /// <param name="scheme">The rules.</param>
    /// <param name="rename">False with net.ifnames=0: names stay, alternative names are still set.</param>
    public static NameReport? Compute(SysfsTree tree, string kernelName, NamingScheme scheme, bool rename = true)
    {
        var sysfs = new Sysfs(tree);
        return LinkScan.PathOf(sysfs, kernelName) is { } path
            ? Deal([ScannedLink.Of(new NetDevice(kernelName, sysfs.Device(path), scheme))], rename, AsNew.None)[0]
            : null;
    }

    /// <summary>
    /// Names every link of a machine. Where several want one name, that with the lowest PCI address gets it and the others keep
    /// the kernel's name; udev leaves that to chance.
    /// </summary>
    /// <param name="tree">The machine's sysfs.</param>
    /// <param name="scheme">The rules.</param>
    /// <param name="rename">False with net.ifnames=0.</param>
    /// <param name="asNew">Links whose present names do not count.</param>
    /// <param name="looksAhead">Whether cards that still have no driver are looked for: <see cref="NameReport.Rival"/>.</param>
    public static IReadOnlyList<NameReport> ComputeAll(SysfsTree tree, NamingScheme scheme, bool rename = true, AsNew? asNew = null, bool looksAhead = false)
    {
        var reports = Deal(LinkScan.Run(tree, scheme), rename, asNew ?? AsNew.None, looksAhead ? () => new CardsToCome(tree, scheme) : null);
        reports.Sort((left, right) => string.CompareOrdinal(left.KernelName, right.KernelName));
        return reports;
    }

    private static List<NameReport> Deal(ScannedLink[] links, bool rename, AsNew asNew, Func<CardsToCome>? ahead = null)
    {
        Array.Sort(links, (left, right) => left.Precedence.CompareTo(right.Precedence));
        var contest = new Contest(links, rename, asNew, ahead);
        var reports = new List<NameReport>(links.Length);
        foreach (var link in links)
            reports.Add(contest.Report(link));
        contest.GiveAlternativeNames(reports);
        return reports;
    }
}
