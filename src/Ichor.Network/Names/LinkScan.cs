namespace Ichor.Network.Names;

/// <summary>Reads every link of a machine and what its names can be made of.</summary>
internal static class LinkScan
{
    /// <summary>So many links are worth a processor: a millisecond of open, read and close.</summary>
    private const int Share = 64;
    private const string NetClass = "/sys/class/net";

    /// <summary>The real directory of a link; null when there is no such link.</summary>
    public static string? PathOf(Sysfs sysfs, string kernelName) => sysfs.Target($"{NetClass}/{kernelName}");

    /// <summary>All links, in order of their directories.</summary>
    /// <remarks>The kernel spends most of the time, so large machines are read by several processors. Neighbours have common parents, so a share is a range.</remarks>
    public static ScannedLink[] Run(SysfsTree tree, NamingScheme scheme)
    {
        var paths = PathsOf(new Sysfs(tree));
        var links = new ScannedLink[paths.Count];
        var shares = Math.Max(paths.Count / Share, 1);
        if (shares > 1 && tree.ShareOut is { } shareOut)
            shareOut(shares, Read);
        else
            for (var share = 0; share < shares; share++)
                Read(share);
        return links;

        void Read(int share)
        {
            var sysfs = new Sysfs(tree);
            for (var i = paths.Count * share / shares; i < paths.Count * (share + 1) / shares; i++)
                links[i] = ScannedLink.Of(new NetDevice(paths[i].Name, sysfs.Device(paths[i].Path), scheme));
        }
    }

    private static List<(string Name, string Path)> PathsOf(Sysfs sysfs)
    {
        var paths = new List<(string Name, string Path)>();
        foreach (var name in sysfs.List(NetClass))
            if (PathOf(sysfs, name) is { } path)
                paths.Add((name, path));
        paths.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return paths;
    }
}
