using System.Diagnostics;
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
        var rows = new List<string[]>();
        foreach (var (physical, ofEach) in new[] { (8, 0), (8, 7), (8, 63) })
        {
            using var tree = new NamesTree(physical, ofEach);
            var links = tree.Links.Count;
            var all = Best(() => NameAll(tree, links));
            rows.Add([$"{physical} physical, {physical * ofEach} virtual", $"{links}", Figures.Milliseconds(all), Figures.Milliseconds(all / links)]);
        }
        await Task.CompletedTask;
        return new BenchTable("Interface names",
            "",
            ["machine", "links", "all names", "of each"], rows);
    }

    /// <summary>From nothing known to the names of all links.</summary>
    private static void NameAll(NamesTree tree, int links)
    {
        var folder = SysfsFolder.Open(tree.Path);
        var reports = InterfaceNames.ComputeAll(new SysfsTree(folder.ReadFile, folder.ReadLink, folder.List) { ReadFiles = folder.ReadFiles, ShareOut = Processors.ShareOut }, NamingScheme.Default);
        if (reports.Count(report => report is { IsRenamed: true, Policy: "slot" }) != links)
            throw new InvalidOperationException($"every link of the tree has a slot, but: {reports.First(report => report.Policy != "slot")}");
    }

    private static TimeSpan Best(Action pass)
    {
        var (best, started) = (TimeSpan.MaxValue, Stopwatch.GetTimestamp());
        for (var runs = 0; runs < 5 || Stopwatch.GetElapsedTime(started) < Budget; runs++)
        {
            var begin = Stopwatch.GetTimestamp();
            pass();
            if (Stopwatch.GetElapsedTime(begin) is var time && time < best)
                best = time;
        }
        return best;
    }
}
