using System.Diagnostics;
using Ichor.Build.Debian;
using Ichor.Build.Graph;
using Ichor.Build.Profiles;
using Ichor.Build.Progress;

namespace Ichor.Build;

/// <summary>Builds all outputs of a profile.</summary>
public static class ImageBuild
{
    public static async Task RunAsync(BuildSettings settings, string profileName, TextWriter output, CancellationToken stopping)
    {
        var clock = Stopwatch.StartNew();
        var profile = ProfileFile.Load(settings.Root, profileName);
        using var files = new FileHashes(Path.Combine(settings.Cache, "files"));
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var downloads = new Downloads(settings.Downloads, PackageSource.OfThisMachine, http);
        var outputs = new ProfileGraph(settings.Root, profile, PackageLock.Read(settings.Root), downloads, Toolchain.Describe(files)).Outputs();

        var rows = new List<OutputRow>();
        using (var progress = Start(output))
        {
            var cache = new StepCache(settings.Cache);
            using var runner = new StepRunner(cache, files, progress, Environment.ProcessorCount);
            await runner.RunAsync(outputs.Select(file => file.Content.From), stopping);
            Directory.CreateDirectory(settings.Out);
            foreach (var file in outputs)
            {
                var result = runner.ResultOf(file.Content.From);
                Publish(result.PathOf(file.Content.Name), Path.Combine(settings.Out, file.Name));
                rows.Add(new OutputRow(file.Name, result[file.Content.Name].Size, result.Seconds, result.Cached));
            }
            if (rows.Exists(row => !row.Cached)) cache.Trim(CacheLimit);
        }
        OutputTable.Write(output, rows);
        await output.WriteLineAsync($"  {profile.Name} in {settings.Out}: {clock.Elapsed.TotalSeconds:0.00} s");
    }

    // Some fifty builds with a changed program.
    const long CacheLimit = 16L << 30;

    static IProgress Start(TextWriter output) =>
        output != Console.Out || Console.IsOutputRedirected || Environment.GetEnvironmentVariable("TERM") is null or "dumb" ? new PlainProgress(output) : new LiveProgress(output);

    // Same time, same size: the link made by an earlier build. Making it anew would wake whoever watches the file.
    static void Publish(string stored, string path)
    {
        var (from, to) = (new FileInfo(stored), new FileInfo(path));
        if (!to.Exists || to.Length != from.Length || to.LastWriteTimeUtc != from.LastWriteTimeUtc)
            HardLink.Create(stored, path);
    }
}
