using System.Diagnostics;
using Ichor.Benchmarks.Peers;
using Ichor.Benchmarks.Report;
using Ichor.Build;
using Ichor.Linux;
using Ichor.Network.Names;

namespace Ichor.Benchmarks.Measures;

/// <summary>Time to name every link of machines of three sizes, beside udev's on the same tree.</summary>
internal static class NamesBench
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    public static async Task<BenchTable> RunAsync(BuildSettings settings, CancellationToken stopping)
    {
        var (udev, reason) = await UdevNames.FindAsync(settings, stopping);
        var rows = new List<string[]>();
        var aims = new List<Aim>();
        foreach (var (physical, ofEach) in new[] { (8, 0), (8, 7), (8, 63) })
        {
            using var tree = new NamesTree(physical, ofEach);
            var links = tree.Links.Count;
            NameAll(tree, NamingScheme.Default);
            var all = Best(() => NameAll(tree, NamingScheme.Default));
            aims = [Aim.Time($"names of {links} links", all, TimeSpan.FromMilliseconds(10))];       // of the largest machine
            var peer = udev is null ? (TimeSpan?)null : await OfUdevAsync(udev, tree, stopping);
            rows.Add([$"{physical} physical, {physical * ofEach} virtual", $"{links}", Figures.Milliseconds(all), Figures.Milliseconds(all / links),
                peer is { } time ? Figures.Milliseconds(time) : "", peer is { } whole ? Figures.Ratio(whole.TotalSeconds, (all / links).TotalSeconds) : ""]);
        }
        return new BenchTable("Interface names",
            "From nothing known to the names of all links, of a generated sysfs in memory; best of all passes in two seconds after warming up, JIT, two threads from 128 links. "
                + "Peer: `udevadm test-builtin net_id` on the same tree, a link, less the same of the loopback link, which has no name; the names are compared. "
                + reason,
            ["machine", "links", "all names", "a link", "udev, a link", "udev / ichor"], rows)
        {
            Aims = aims,
        };
    }

    /// <summary>A process for each link, of which what a link without a name costs is taken off; its answers must be ours.</summary>
    private static async Task<TimeSpan> OfUdevAsync(UdevNames udev, NamesTree tree, CancellationToken stopping)
    {
        var (answers, time) = await udev.RunAsync(tree.Path, tree.Links, stopping);
        var (_, unnamed) = await udev.RunAsync(tree.Path, [.. tree.Links.Select(_ => NamesTree.Loopback)], stopping);
        const string key = "ID_NET_NAME_SLOT=";
        var theirs = answers.Split('\n').Where(line => line.StartsWith(key, StringComparison.Ordinal)).Select(line => line[key.Length..]).Order();
        var ours = NameAll(tree, NamingScheme.Find("v252")!).Where(report => report.IsRenamed).Select(report => report.Name).Order();
        if (!theirs.SequenceEqual(ours))
            throw new InvalidOperationException("udev gives other names on the same tree");
        return (time - unnamed) / tree.Links.Count;
    }

    private static IReadOnlyList<NameReport> NameAll(NamesTree tree, NamingScheme scheme)
    {
        var folder = SysfsFolder.Open(tree.Path);
        return InterfaceNames.ComputeAll(
            new SysfsTree(folder.ReadFile, folder.ReadLink, folder.List) { ReadFiles = folder.ReadFiles, ShareOut = Processors.ShareOut }, scheme);
    }

    private static TimeSpan Best(Func<IReadOnlyList<NameReport>> pass)
    {
        var (best, started) = (TimeSpan.MaxValue, Stopwatch.GetTimestamp());
        for (var runs = 0; runs < 5 || Stopwatch.GetElapsedTime(started) < Budget; runs++)
        {
            var begin = Stopwatch.GetTimestamp();
            GC.KeepAlive(pass());
            if (Stopwatch.GetElapsedTime(begin) is var time && time < best)
                best = time;
        }
        return best;
    }
}
