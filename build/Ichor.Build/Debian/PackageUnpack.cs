using System.Formats.Tar;

namespace Ichor.Build.Debian;

/// <summary>Unpacks a pinned package for people, tests and benchmarks.</summary>
public static class PackageUnpack
{
    public static async Task RunAsync(BuildSettings settings, string wanted, string folder, CancellationToken stopping)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var downloads = new Downloads(settings.Downloads, PackageSource.OfThisMachine, http);
        var path = await downloads.GetAsync(PackageLock.Read(settings.Root).Find(wanted), _ => { }, stopping);
        await using var package = File.OpenRead(path);
        await using var data = DebArchive.OpenData(package);
        Directory.CreateDirectory(folder);
        await TarFile.ExtractToDirectoryAsync(data, folder, overwriteFiles: true, stopping);
    }
}
