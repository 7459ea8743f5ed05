namespace Ichor.Network.Names;

/// <summary>The names that udev would give to a machine's links, from sysfs alone.</summary>
public static class InterfaceNames
{
    private const string NetClass = "/sys/class/net";

    /// <summary>Names one link as if it were alone; null when there is no such link.</summary>
    /// <param name="tree">The machine's sysfs.</param>
    /// <param name="kernelName">The link's present name.</param>
    /// <param name="scheme">The rules.</param>
    /// <param name="rename">False with net.ifnames=0: names stay, alternative names are still set.</param>
    public static NameReport? Compute(SysfsTree tree, string kernelName, NamingScheme scheme, bool rename = true) =>
        NetDevice.Open(new Sysfs(tree), kernelName, scheme) is { } net ? new Contest([]).Name(net, rename) : null;

    /// <summary>
    /// Names every link of a machine. Where several want one name, that with the lowest PCI address gets it and the others keep
    /// the kernel's name; udev leaves that to chance.
    /// </summary>
    public static IReadOnlyList<NameReport> ComputeAll(SysfsTree tree, NamingScheme scheme, bool rename = true)
    {
        var sysfs = new Sysfs(tree);
        var links = new List<NetDevice>();
        foreach (var name in sysfs.List(NetClass))
            if (NetDevice.Open(sysfs, name, scheme) is { } net)
                links.Add(net);
        var contest = new Contest(links);
        var reports = new List<NameReport>();
        foreach (var net in links.OrderBy(PrecedenceOf))
            reports.Add(contest.Name(net, rename));
        contest.GiveAlternativeNames(reports);
        reports.Sort((left, right) => string.CompareOrdinal(left.KernelName, right.KernelName));
        return reports;
    }

    /// <summary>By PCI address, then by port, then in order of appearance; what is not on PCI comes last.</summary>
    private static (bool NotPci, PciAddress Address, ulong Port, ulong Index) PrecedenceOf(NetDevice net)
    {
        var pci = net.Device.Ancestor("pci");
        var known = PciAddress.TryParse(pci?.Name ?? "", out var address);
        return (!known, address, net.Number(net.Device, "dev_port") ?? 0, net.Index ?? ulong.MaxValue);
    }
}
