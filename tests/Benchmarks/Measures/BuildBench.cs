using CliWrap;
using CliWrap.Buffered;
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
        var cold = await TimeAsync(settings, root, stopping);
        var warm = await TimeAsync(settings, root, stopping);
        for (var again = 0; again < 2; again++)
            if (await TimeAsync(settings, root, stopping) is var time && time < warm)
                warm = time;
        Directory.Delete(root, recursive: true);
        return new BenchTable("Image build",
            "All outputs of `rootfs/profiles/metal.yaml` in a fresh copy of the sources: empty cache, nothing compiled, packages downloaded; "
                + "then again with nothing changed, best of 3. Wall clock of the whole process.",
            ["build", "time", "of cold"],
            [["cold", Figures.Milliseconds(cold), "1.00"], ["warm", Figures.Milliseconds(warm), Figures.Ratio(warm.TotalSeconds, cold.TotalSeconds)]])
        {
            Aims = [Aim.Time("warm build of all outputs", warm, TimeSpan.FromSeconds(2))],
        };
    }

    /// <summary>The builder as make starts it: a process, from its start to its end.</summary>
    private static async Task<TimeSpan> TimeAsync(BuildSettings settings, string copy, CancellationToken stopping)
    {
        var builder = Path.Combine(settings.Out, "dotnet", "bin", "Ichor.Build", "release", "Ichor.Build.dll");
        var result = await Cli.Wrap("dotnet")
            .WithArguments(["exec", builder, "image", "metal", "--root", copy, "--out", Path.Combine(copy, "out"), "--cache", Path.Combine(copy, "out", "cache")])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(stopping);
        return result.ExitCode == 0 ? result.RunTime : throw new BuildException($"the image build failed:\n{result.StandardOutput}{result.StandardError}");
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
