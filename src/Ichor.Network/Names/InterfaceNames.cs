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
            ? new Contest([]).Name(ScannedLink.Of(new NetDevice(kernelName, sysfs.Device(path), scheme)), rename)
            : null;
    }

    /// <summary>
    /// Names every link of a machine. Where several want one name, that with the lowest PCI address gets it and the others keep
    /// the kernel's name; udev leaves that to chance.
    /// </summary>
    public static IReadOnlyList<NameReport> ComputeAll(SysfsTree tree, NamingScheme scheme, bool rename = true)
    {
        var links = LinkScan.Run(tree, scheme);
        var contest = new Contest(links);
        Array.Sort(links, (left, right) => left.Precedence.CompareTo(right.Precedence));
        var reports = new List<NameReport>(links.Length);
        foreach (var link in links)
            reports.Add(contest.Name(link, rename));
        contest.GiveAlternativeNames(reports);
        reports.Sort((left, right) => string.CompareOrdinal(left.KernelName, right.KernelName));
        return reports;
    }
}
