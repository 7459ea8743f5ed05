using System.Diagnostics;
using Ichor.Benchmarks.Report;
using Ichor.Build;

namespace Ichor.Benchmarks.Measures;

/// <summary>Time of a cold and of a warm image build, in a copy of the source tree.</summary>
internal static class BuildBench
{
    private static readonly string[] Copied = ["build", "kernel", "rootfs", "src"];

    public static async Task<BenchTable> RunAsync(BuildSettings settings, CancellationToken stopping)
    {
        var root = Path.Combine(settings.Out, "bench", "tree");
        Copy(settings.Root, root);
        var copy = settings with { Root = root, Out = Path.Combine(root, "out"), Cache = Path.Combine(root, "out", "cache") };
        var cold = await TimeAsync(copy, stopping);
        var warm = await TimeAsync(copy, stopping);
        for (var again = 0; again < 2; again++)
            if (await TimeAsync(copy, stopping) is var time && time < warm)
                warm = time;
        Directory.Delete(root, recursive: true);
        return new BenchTable("Image build",
            "All outputs of `rootfs/profiles/metal.yaml` in a fresh copy of the sources: empty cache, nothing compiled, packages downloaded; "
                + "then again with nothing changed, best of 3. Wall clock. Aim: warm below 2 s.",
            ["build", "time", "of cold"],
            [["cold", Figures.Milliseconds(cold), "1.00"], ["warm", Figures.Milliseconds(warm), Figures.Ratio(warm.TotalSeconds, cold.TotalSeconds)]]);
    }

    private static async Task<TimeSpan> TimeAsync(BuildSettings settings, CancellationToken stopping)
    {
        var clock = Stopwatch.StartNew();
        await ImageBuild.RunAsync(settings, "metal", TextWriter.Null, stopping);
        return clock.Elapsed;
    }

    private static void Copy(string from, string to)
    {
        if (Directory.Exists(to))
            Directory.Delete(to, recursive: true);
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Copied)
            CopyFolder(Path.Combine(from, folder), Path.Combine(to, folder));
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in new DirectoryInfo(from).EnumerateFileSystemInfos())
            if (file.LinkTarget is { } target)
                File.CreateSymbolicLink(Path.Combine(to, file.Name), target);
            else if (file is DirectoryInfo)
                CopyFolder(file.FullName, Path.Combine(to, file.Name));
            else
                File.Copy(file.FullName, Path.Combine(to, file.Name));
    }
}
