using CliWrap;
using CliWrap.Buffered;
using Ichor.Build;
using Ichor.Build.Debian;
using Ichor.Build.Graph;
using Ichor.Build.Progress;
using Ichor.Build.Steps;

namespace Ichor.Benchmarks.Peers;

/// <summary>udevadm of the pinned package, run on a tree that is mounted over /sys in a mount namespace of its own.</summary>
internal sealed class UdevNames(string udevadm)
{
    /// <summary>udev refuses a /sys that is no sysfs unless told not to look (systemd docs/ENVIRONMENT.md).</summary>
    private const string Script = """
        mount --bind "$1" /sys || exit 1
        export SYSTEMD_DEVICE_VERIFY_SYSFS=0
        shift 1; program=$1; shift 1
        for link in "$@"; do "$program" test-builtin net_id /sys/class/net/$link 2>/dev/null; done
        """;

    /// <summary>The program from the package cache of the image builder; null, with the reason, where it cannot be run.</summary>
    public static async Task<(UdevNames? Peer, string Reason)> FindAsync(BuildSettings settings, CancellationToken stopping)
    {
        if (Environment.UserName != "root")
            return (null, "udev is left out: mounting a tree over /sys needs root");
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var files = new FileHashes(Path.Combine(settings.Cache, "files"));
        var pin = PackageLock.Read(settings.Root).Find("udev");
        var fetched = new FetchPackage(pin, new Downloads(settings.Downloads, PackageSource.OfThisMachine, http)).Output();
        var extract = new ExtractFile(new UnpackPackage(pin.Name, fetched).Output(), "bin/udevadm", "udevadm");
        using var runner = new StepRunner(new StepCache(settings.Cache), files, new PlainProgress(TextWriter.Null), Environment.ProcessorCount);
        await runner.RunAsync([extract], stopping);
        var program = Path.Combine(settings.Out, "bench", "udevadm");
        Directory.CreateDirectory(Path.GetDirectoryName(program)!);
        File.Copy(runner.ResultOf(extract).PathOf("udevadm"), program, overwrite: true);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return (new UdevNames(program), "");
    }

    /// <summary>What udev says of these links, and the time of all the processes that it takes.</summary>
    public async Task<(string Answers, TimeSpan Time)> RunAsync(string tree, IReadOnlyList<string> links, CancellationToken stopping)
    {
        var result = await Cli.Wrap("unshare").WithArguments(["-m", "sh", "-c", Script, "sh", tree, udevadm, .. links])
            .WithEnvironmentVariables(variables => variables.Set("NET_NAMING_SCHEME", "v252"))
            .ExecuteBufferedAsync(stopping);
        return (result.StandardOutput, result.RunTime);
    }
}
